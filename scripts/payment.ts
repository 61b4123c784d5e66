import { setTimeout as sleep } from 'node:timers/promises';
import { enqueue } from '#jobs/enqueue.js';
import { PermanentError } from '#platform/errors.js';
import { parseTrackingNumber } from '#platform/tracking-number.js';
import { operator } from '#services/access/actor.js';
import { writeAudit } from '#services/access/write-audit.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { rejectPayment, rejectReasons } from '#services/card-payments/reject-payment.js';
import {
  cardMethod,
  findByHint,
  findPayment,
  isPaymentId,
  type OnCard,
  type Payment,
} from '#services/payments/payment-rows.js';
import { standingOf } from '#services/payments/payment-standing.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import { tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { listPayments } from './list-payments.js';
import { runScript } from './open-fleet.js';
import { checkBotId, checkText, readArguments } from './read-arguments.js';

const help = `Shows payments, and does what people must do to one.

  npm run payment -- --bot ID --list                   those that are open, held, or in trouble, newest first
  npm run payment -- --bot ID --id NUMBER              one, as it stands

Through gateways:

  npm run payment -- --bot ID --id NUMBER --check      the running fleet asks its gateway at once
  npm run payment -- --bot ID --id NUMBER --refund [--amount TOMAN] [--reason TEXT]
                                                       its money goes back through the gateway, out of the wallet: all
                                                       that has not gone back, or a part where the gateway knows parts
  npm run payment -- --bot ID --id NUMBER --settle --reason TEXT [--amount TOMAN]
                                                       its money is there by your word: it is credited, and buys
                                                       what it was for; the audit log keeps the reason

From card to card:

  npm run payment -- --bot ID --id NUMBER --approve [--amount TOMAN] [--reference TEXT] [--reason TEXT]
                                                       the money of its receipt is there: credited, and what it was
                                                       for is bought; also of one that expired or was cancelled
  npm run payment -- --bot ID --id NUMBER --reject (--code CODE | --reason TEXT)
                                                       its receipt is refused, and the payer reads why: CODE is one of
                                                       ${rejectReasons.join(', ')}

  --bot ID           number of the bot (npm run list-bots)
  --id NUMBER        number of the payment; from card to card also its tracking number
  --reference TEXT   reference number of the transfer at the bank
  --amount TOMAN     what came, where that is another sum than was asked for; what goes back, where that is a part

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('payment', {
  help: { type: 'boolean', short: 'h' },
  bot: { type: 'string' },
  id: { type: 'string' },
  list: { type: 'boolean' },
  check: { type: 'boolean' },
  refund: { type: 'boolean' },
  settle: { type: 'boolean' },
  approve: { type: 'boolean' },
  reject: { type: 'boolean' },
  code: { type: 'string' },
  reference: { type: 'string' },
  reason: { type: 'string' },
  amount: { type: 'string' },
});

/** Beyond it a digit too many is likelier than the wish. */
const mostToman = 100_000_000_000;
/** How long the gateway's answer is waited for, in ms. */
const patienceMs = 20_000;

function readAmount(): number | undefined {
  if (values.amount === undefined) return undefined;
  const amount = Number(values.amount);
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > mostToman)
    throw new Error('--amount must be a whole number of toman, from 1 to 100,000,000,000');
  return amount;
}

async function demand(tenant: Tenant, tx: Tx, id: string): Promise<Payment> {
  const found = await findPayment(tenant, tx, id);
  if (!found) throw new PermanentError('payment.unknown');
  return found;
}

const toman = (amount: number): string => `${amount.toLocaleString('en')} toman`;

/** Where a payment from card to card stands, in words of its own. */
function describeOnCard({ reference, onCard }: Payment & { readonly onCard: OnCard }): string[] {
  const { submittedAt, tries, rejectReason, notes } = onCard;
  return [
    `known as ${reference}`,
    submittedAt === null ? 'no receipt yet' : `receipt of ${submittedAt.toISOString()}`,
    ...(tries === 0 ? [] : [`${tries} sent back`]),
    ...(rejectReason === null ? [] : [`last for ${rejectReason}`]),
    ...(notes === null ? [] : [`notes: ${notes}`]),
  ];
}

function describeNamed({ externalId, ...payment }: Payment): string[] {
  const { onCard } = payment;
  if (onCard) return describeOnCard({ externalId, ...payment, onCard });
  return [externalId === null ? 'the gateway has not named it' : `the gateway calls it ${externalId}`];
}

function describe(payment: Payment): string {
  const { id, method, status, amountToman, creditedToman, receipt, problem } = payment;
  return [
    `Payment ${id} through ${method}: ${status}, ${toman(amountToman)} asked for`,
    creditedToman === null ? 'nothing credited' : `${toman(creditedToman)} credited`,
    ...describeNamed(payment),
    ...(receipt === null ? [] : [`receipt ${receipt}`]),
    ...(problem === null ? [] : [`problem: ${problem}`]),
  ].join('; ');
}

/** Makes a change with its entry in the audit log, in one transaction. */
async function change(
  tenant: Tenant,
  id: string,
  { action, reason, work }: { action: string; reason?: string; work: (tx: Tx) => Promise<Payment> },
): Promise<string> {
  return tenant.db(async (tx) => {
    const before = await demand(tenant, tx, id);
    const after = await work(tx);
    writeAudit(tx, tenant.botId, {
      actor: operator,
      action,
      subject: `payment ${id}`,
      before: standingOf(before),
      after: { ...standingOf(after), ...(reason !== undefined && { reason }) },
    });
    return describe(after);
  });
}

const isWaiting = `
  select 1 from outbox where bot_id = $1 and job_name = 'payment.check' and payload ->> 'payment_id' = $2`;

/** The fleet's workers know the gateways' addresses and this process may not, so that they ask. */
async function check(tenant: Tenant, id: string): Promise<string> {
  await tenant.db(async (tx) => {
    await demand(tenant, tx, id);
    await enqueue(tenant, 'payment.check', { payment_id: id });
  });
  const until = Date.now() + patienceMs;
  for (;;) {
    const rows = await tenant.db((tx) => tx.sql(isWaiting, [tenant.botId, id]));
    if (rows.length === 0) break;
    if (Date.now() > until) return 'No worker has asked yet; the question waits for one.';
    await sleep(250);
  }
  return `The gateway was asked. ${describe(await tenant.db((tx) => demand(tenant, tx, id)))}`;
}

const deeds = ['list', 'check', 'refund', 'settle', 'approve', 'reject'] as const;
type Deed = (typeof deeds)[number];

/** What goes along with each deed; a flag that does not is a slip. */
const details: Readonly<Record<Deed | 'show', readonly ('amount' | 'code' | 'reason' | 'reference')[]>> = {
  show: [],
  list: [],
  check: [],
  refund: ['amount', 'reason'],
  settle: ['amount', 'reason'],
  approve: ['amount', 'reason', 'reference'],
  reject: ['code', 'reason'],
};

function readDeed(): Deed | 'show' {
  const [deed = 'show', ...others] = deeds.filter((one) => values[one]);
  if (others.length)
    throw new Error('give one of --list, --check, --refund, --settle, --approve and --reject');
  for (const name of ['amount', 'code', 'reason', 'reference'] as const) {
    if (values[name] === undefined || details[deed].includes(name)) continue;
    const takers = deeds.filter((one) => details[one].includes(name)).map((one) => `--${one}`);
    throw new Error(`--${name} goes with ${takers.join(' and ')}`);
  }
  return deed;
}

/** The number of a payment that is known by it, or by its tracking number. */
async function numberOf(tenant: Tenant, typed: string | undefined): Promise<string> {
  if (typed !== undefined && isPaymentId(typed)) return typed;
  const reference = typed === undefined ? undefined : parseTrackingNumber(typed);
  if (reference === undefined) throw new Error('--id must be the number of a payment');
  const found = await tenant.db((tx) => findByHint(tenant, tx, { method: cardMethod, reference }));
  if (!found) throw new PermanentError('payment.unknown');
  return found.id;
}

/** A decision about a receipt; whoever was first wins. */
async function decide(tenant: Tenant, id: string, deed: 'approve' | 'reject'): Promise<string> {
  const { code, reason, reference } = values;
  if (reason !== undefined) checkText('--reason', reason, 500);
  if (reference !== undefined) checkText('--reference', reference, 64);
  const known = rejectReasons.find((one) => one === code);
  if (code !== undefined && !known) throw new Error(`--code is one of ${rejectReasons.join(', ')}`);
  if (deed === 'reject' && code === undefined && reason === undefined)
    throw new Error('--reject wants a --code, a --reason, or both; the payer reads them');
  const amountToman = readAmount();
  const said = { paymentId: id, by: null, ...(reason !== undefined && { notes: reason }) };
  const work = async (tx: Tx): Promise<Payment> => {
    const { settings } = (await readSnapshot(tenant, tx)) ?? { settings: undefined };
    if (!settings) throw new PermanentError('bot.unknown');
    const openHours = settings.values.payment_open_hours;
    const { kind, payment } =
      deed === 'approve'
        ? await approvePayment(tenant, tx, { ...said, amountToman, bankReference: reference })
        : await rejectPayment(tenant, tx, { ...said, reason: known ?? null, openHours });
    if (kind === 'decided')
      throw new Error(`nothing was done, for that is how it stands: ${describe(payment)}`);
    return payment;
  };
  return change(tenant, id, { action: `payments.${deed}`, ...(reason !== undefined && { reason }), work });
}

async function settle(tenant: Tenant, id: string): Promise<string> {
  const { reason } = values;
  if (reason === undefined) throw new Error('--settle wants a --reason; the audit log keeps it');
  checkText('--reason', reason, 500);
  const amountToman = readAmount();
  const work = async (tx: Tx): Promise<Payment> => {
    const { method } = await demand(tenant, tx, id);
    if (method === cardMethod) throw new Error('what came from card to card is settled by --approve');
    return settleByHand(tenant, tx, { paymentId: id, amountToman });
  };
  return change(tenant, id, { action: 'payments.settle', reason, work });
}

async function refund(tenant: Tenant, id: string): Promise<string> {
  const { reason } = values;
  if (reason !== undefined) checkText('--reason', reason, 500);
  const amountToman = readAmount();
  return change(tenant, id, {
    action: 'payments.refund',
    ...(reason !== undefined && { reason }),
    work: (tx) => beginRefund(tenant, tx, { paymentId: id, amountToman }),
  });
}

async function run(): Promise<string> {
  const { bot } = values;
  checkBotId(bot);
  const tenant = tenantOf(bot);
  const deed = readDeed();
  if (deed === 'list') return tenant.db((tx) => listPayments(tenant, tx));
  const id = await numberOf(tenant, values.id);
  switch (deed) {
    case 'show':
      return describe(await tenant.db((tx) => demand(tenant, tx, id)));
    case 'check':
      return check(tenant, id);
    case 'refund':
      return refund(tenant, id);
    case 'settle':
      return settle(tenant, id);
    default:
      return decide(tenant, id, deed);
  }
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('payment', run);
