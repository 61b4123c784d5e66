import { setTimeout as sleep } from 'node:timers/promises';
import { enqueue } from '#jobs/enqueue.js';
import { PermanentError } from '#platform/errors.js';
import { operator } from '#services/access/actor.js';
import { writeAudit } from '#services/access/write-audit.js';
import { findPayment, type Payment } from '#services/payments/payment-rows.js';
import { standingOf } from '#services/payments/payment-standing.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { listPayments } from './list-payments.js';
import { runScript } from './open-fleet.js';
import { checkBotId, checkText, readArguments } from './read-arguments.js';

const help = `Shows payments through gateways, and does what people must do to one.

  npm run payment -- --bot ID --list                   those that are open, held, or in trouble, newest first
  npm run payment -- --bot ID --id NUMBER              one, as it stands
  npm run payment -- --bot ID --id NUMBER --check      the running fleet asks its gateway at once
  npm run payment -- --bot ID --id NUMBER --refund     its money goes back through the gateway, out of the wallet
  npm run payment -- --bot ID --id NUMBER --settle --reason TEXT [--amount TOMAN]
                                                       its money is there by your word: it is credited, and buys
                                                       what it was for; the audit log keeps the reason

  --bot ID           number of the bot (npm run list-bots)
  --id NUMBER        number of the payment, as people see it
  --amount TOMAN     what came, where that is another sum than was asked for

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('payment', {
  help: { type: 'boolean', short: 'h' },
  bot: { type: 'string' },
  id: { type: 'string' },
  list: { type: 'boolean' },
  check: { type: 'boolean' },
  refund: { type: 'boolean' },
  settle: { type: 'boolean' },
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

function describe(payment: Payment): string {
  const { id, method, status, amountToman, creditedToman, externalId, receipt, problem } = payment;
  return [
    `Payment ${id} through ${method}: ${status}, ${toman(amountToman)} asked for`,
    creditedToman === null ? 'nothing credited' : `${toman(creditedToman)} credited`,
    externalId === null ? 'the gateway has not named it' : `the gateway calls it ${externalId}`,
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

async function run(): Promise<string> {
  const { bot, id, list, check: isCheck, refund, settle, reason } = values;
  checkBotId(bot);
  const tenant = tenantOf(bot);
  if ([list, isCheck, refund, settle].filter(Boolean).length > 1)
    throw new Error('give one of --list, --check, --refund and --settle');
  if (list) return tenant.db((tx) => listPayments(tenant, tx));
  if (!id || !/^[1-9]\d{0,17}$/.test(id)) throw new Error('--id must be the number of a payment');
  if (!settle && (reason !== undefined || values.amount !== undefined))
    throw new Error('--reason and --amount go with --settle');
  if (isCheck) return check(tenant, id);
  if (refund)
    return change(tenant, id, { action: 'payments.refund', work: (tx) => beginRefund(tenant, tx, id) });
  if (!settle) return describe(await tenant.db((tx) => demand(tenant, tx, id)));
  if (reason === undefined) throw new Error('--settle wants a --reason; the audit log keeps it');
  checkText('--reason', reason, 500);
  const amountToman = readAmount();
  const work = (tx: Tx): Promise<Payment> => settleByHand(tenant, tx, { paymentId: id, amountToman });
  return change(tenant, id, { action: 'payments.settle', reason, work });
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('payment', run);
