import { parseArgs } from 'node:util';
import { addDemoCast, type Cast } from './demo-cast.js';
import { createGateways } from './gateways/open-gateway-sandbox.js';
import { keepState, loadState, type StateKeeper } from './state/state-file.js';
import { openSandboxPanel, type SandboxPanel } from './open-sandbox-panel.js';
import { startTelegram, type TelegramStandIn } from './telegram.js';

const help = `Runs stand-ins for the Telegram Bot API, with two demo bots, some people, and a chat page in the browser, for a
Remnawave panel, and for payment gateways.

  node --import tsx --conditions=source scripts/sandbox/main.ts [--port N] [--state FILE] [--panel-webhook URL]

  --port N      port on 127.0.0.1 (default: a free one)
  --state FILE  keeps bots, people, chats and waiting updates there, so that a restart goes on where it ended
                (the panel's accounts in FILE.panel, payments at gateways in FILE.gateways)
  --panel-webhook URL  where the panel tells what happens
  --help        this text

Prints one line of JSON when it is ready: telegram (the value for TELEGRAM_API_ROOT), chat (the address of the
chat page), master_token, tenant_tokens, admin_ids, panel (url, token, webhook_secret), gateways (their
addresses, by the fleet's variables). It runs until SIGTERM or SIGINT.`;

interface Arguments {
  port: number;
  state: string | undefined;
  webhookUrl: string | undefined;
}

function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      port: { type: 'string', default: '0' },
      state: { type: 'string' },
      'panel-webhook': { type: 'string' },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}`);
  return { port, state: values.state, webhookUrl: values['panel-webhook'] };
}

async function run({ port, state, webhookUrl }: Arguments): Promise<void> {
  const panel = openSandboxPanel({ webhookUrl, file: state && `${state}.panel` });
  let url = '';
  const gateways = createGateways({ root: () => url, file: state && `${state}.gateways` });
  let cast: Cast | undefined;
  const telegram = await startTelegram(
    { port, page: true, allowHttpWebhooks: true, limits: true },
    (world) => {
      if (state) loadState(world, state);
      cast = addDemoCast(world);
    },
    (request, response) => panel.serve(request, response) || gateways.serve(request, response),
  );
  url = telegram.url;
  panel.world.subscriptionRoot = `${telegram.url}/api/sub`;
  const keeper = state ? keepState(telegram.world, state) : undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void end({ telegram, panel, keeper }));
  const ready = {
    telegram: telegram.url,
    chat: `${telegram.url}/`,
    master_token: cast!.masterToken,
    tenant_tokens: cast!.tenantTokens,
    admin_ids: cast!.adminIds,
    panel: { url: telegram.url, token: panel.world.token, webhook_secret: panel.world.webhookSecret },
    gateways: gateways.variables(),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

interface Running {
  readonly telegram: TelegramStandIn;
  readonly panel: SandboxPanel;
  readonly keeper: StateKeeper | undefined;
}

async function end({ telegram, panel, keeper }: Running): Promise<void> {
  try {
    panel.close();
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
