import { bridgeCredentials } from '#gateways/bridge/bridge-settings.js';
import type { CreatedPayment } from '#gateways/payment-at-gateway.js';
import { listen } from './check-bridge/listen.js';
import { runTrial, type Outcome } from './check-bridge/run-trial.js';
import { readArguments } from './read-arguments.js';

const help = `Tries a payment bridge, by the very code that the fleet speaks to it with (docs/bridge.md).

  npm run check-bridge -- --url ADDRESS --secret SECRET [--pay] [--refund]

  --url ADDRESS      where the bridge answers, as in the bot's setting bridge_url; a private address may be tried too
  --secret SECRET    the setting bridge_secret; default: the variable BRIDGE_SECRET, which no list of processes shows
  --amount TOMAN     of the payments that it makes (10000)
  --pay              shows a page to pay on, and waits up to ten minutes until you have paid
  --listen PORT      hears the bridge's callbacks on this port of this machine
  --callback URL     the address of that port as the bridge reaches it (http://127.0.0.1:PORT/)
  --refund           gives back what was paid

It makes some payments, and cancels one. Exit code 1 when a step fails. No database, Redis or fleet is needed.`;

const values = readArguments('check-bridge', {
  help: { type: 'boolean', short: 'h' },
  url: { type: 'string' },
  secret: { type: 'string' },
  amount: { type: 'string', default: '10000' },
  pay: { type: 'boolean', default: false },
  listen: { type: 'string' },
  callback: { type: 'string' },
  refund: { type: 'boolean', default: false },
});

const marks = { failed: '✗', passed: '✓', skipped: '-' } as const;

function tell({ title, result, why }: Outcome): void {
  console.log(`${marks[result]} ${title}${why === undefined ? '' : `\n    ${why}`}`);
}

function readCredentials() {
  const given = { bridge_url: values.url, bridge_secret: values.secret ?? process.env.BRIDGE_SECRET };
  const read = bridgeCredentials.safeParse(given);
  if (read.success) return read.data;
  const options = { bridge_url: '--url', bridge_secret: '--secret' };
  const [issue] = read.error.issues;
  throw new Error(`${options[issue?.path[0] as keyof typeof options]}: ${issue?.message ?? ''}`);
}

function readWhole(option: 'amount' | 'listen', most: number): number {
  const number = Number(values[option]);
  if (!Number.isSafeInteger(number) || number < 2 || number > most)
    throw new Error(`--${option} must be a whole number from 2 to ${most}`);
  return number;
}

const showPage = async ({ url }: CreatedPayment): Promise<void> =>
  console.log(`  Pay here, within ten minutes: ${url}`);

/** Answers the exit code. */
async function check(): Promise<number> {
  const credentials = readCredentials();
  const amountToman = readWhole('amount', 100_000_000_000);
  const ear = values.listen === undefined ? undefined : await listen(readWhole('listen', 65_535));
  const callbackUrl = ear && (values.callback ?? `http://127.0.0.1:${ear.port}/`);
  const access = { credentials, root: '', telegramRoot: '', mayCallPrivate: true };
  try {
    const outcomes = await runTrial(
      {
        ...{
          access,
          amountToman,
          callbackUrl,
          isRefunded: values.refund,
          patience: { payMs: 600_000, callbackMs: 30_000 },
        },
        ...(values.pay && { pay: showPage }),
        ...(ear && { heard: ear.heard }),
      },
      tell,
    );
    const failed = outcomes.filter(({ result }) => result === 'failed').length;
    console.log(
      failed === 0 ? '\nThe bridge keeps its contract.' : `\n${failed} failed; see docs/bridge.md.`,
    );
    return failed === 0 ? 0 : 1;
  } finally {
    ear?.close();
  }
}

if (values.help) console.log(help);
else
  process.exitCode = await check().catch((error: unknown) => {
    process.stderr.write(`check-bridge: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
