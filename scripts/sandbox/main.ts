import { parseArgs } from 'node:util';
import { addDemoCast, type Cast } from './demo-cast.js';
import { keepState, loadState, type StateKeeper } from './state/state-file.js';
import { startTelegram, type TelegramStandIn } from './telegram.js';

const help = `Runs a stand-in for the Telegram Bot API with two demo bots, some people, and a chat page in the browser.

  node --import tsx --conditions=source scripts/sandbox/main.ts [--port N] [--state FILE]

  --port N      port on 127.0.0.1 (default: a free one)
  --state FILE  keeps bots, people, chats and waiting updates there, so that a restart goes on where it ended
  --help        this text

Prints one line of JSON when it is ready: telegram (the value for TELEGRAM_API_ROOT), chat (the address of the
chat page), master_token, tenant_tokens, admin_ids. It runs until SIGTERM or SIGINT.`;

interface Arguments {
  port: number;
  state: string | undefined;
}

function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      port: { type: 'string', default: '0' },
      state: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}`);
  return { port, state: values.state };
}

async function run({ port, state }: Arguments): Promise<void> {
  let cast: Cast | undefined;
  const telegram = await startTelegram(
    { port, page: true, allowHttpWebhooks: true, limits: true },
    (world) => {
      if (state) loadState(world, state);
      cast = addDemoCast(world);
    },
  );
  const keeper = state ? keepState(telegram.world, state) : undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(telegram, keeper));
  const ready = {
    telegram: telegram.url,
    chat: `${telegram.url}/`,
    master_token: cast!.masterToken,
    tenant_tokens: cast!.tenantTokens,
    admin_ids: cast!.adminIds,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

async function end(telegram: TelegramStandIn, keeper: StateKeeper | undefined): Promise<void> {
  try {
    keeper?.close();
  } catch (error) {
    explain(error);
  }
  await telegram.close();
  process.exit();
}

function explain(error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException;
  const isTaken = code === 'EADDRINUSE';
  const line = isTaken ? `the port is taken; give another one by --port, or 0 for a free one` : message;
  process.stderr.write(`sandbox: ${line}\n`);
  process.exitCode = 1;
}

try {
  const given = readArguments();
  if (given) await run(given);
  else process.stdout.write(`${help}\n`);
} catch (error) {
  explain(error);
}
