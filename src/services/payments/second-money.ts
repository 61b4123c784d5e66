import { isAmount } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { waitsForTenant } from './agreements/repeating.js';
import type { Payment } from './payment.js';
import { tableOf } from './payment-rows.js';
import { creditFor, type Paid } from './take-paid.js';
import { isBeingRefunded } from './take-refunded.js';
import { writePayment } from './write-payment.js';

/** An admin said that the money is there; the gateway has not said so yet. */
export const settledByHand = 'settled_by_hand';
/** Somebody said it, an admin or the gateway, and then the gateway of other money: it may be there twice, and was credited once. */
export const settledTwice = 'settled_twice';

/** Does an admin's word alone stand for its money? Then its link may still be paid, so the gateway is asked on. */
export const isByHandAlone = ({ problem }: Pick<Payment, 'problem'>): boolean => problem === settledByHand;

/** May the gateway still say what becomes of it: nothing was settled, or by an admin's word alone? */
export const isAwaited = (payment: Payment): boolean =>
  isByHandAlone(payment) ||
  (payment.transactionId === null && payment.status !== 'held' && payment.status !== 'refunded');

/**
 * The gateway has money of a payment that was settled by hand: the same that the admin saw, or it was paid twice. Nothing is
 * credited; people decide, who are told once. `says`: the gateway's amount, or its word for a dispute.
 */
export async function tellSecondMoney(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { says, receipt = payment.receipt }: { readonly says: string; readonly receipt?: string | null },
): Promise<void> {
  await writePayment(tenant, tx, payment, { problem: settledTwice, receipt, checkAt: null });
  await notify(tenant, tx, { kind: 'payment_settled_twice', about: { payment_id: payment.id, says } });
}

/**
 * A gateway says of a payment that was credited that it is paid. Where that is more money than was credited (another transaction, a
 * larger sum, or money of what an admin had settled), nothing is credited: it is noted, and people decide, who are told once of each.
 */
export async function hearMoreMoney(tenant: Tenant, tx: Tx, payment: Payment, paid: Paid): Promise<void> {
  if (!(await isMoreMoney(tenant, tx, payment, paid))) return;
  const sum = `${paid.amount} ${paid.currency}`;
  const name = paid.receipt === null || paid.receipt === payment.receipt ? sum : paid.receipt;
  const note = await noteMark(tenant, tx, payment, `+ ${name}`.slice(0, longestMark));
  const isNews = note !== undefined && !(name === sum && isSumOfNamed(note));
  // How a refund stands, and that a period waits to be bought, is what a job must find.
  const isKept = isOfRefund(payment) || payment.problem === waitsForTenant;
  if (!isNews && (isKept || payment.problem === settledTwice)) return;
  if (!isKept) await writePayment(tenant, tx, payment, { problem: settledTwice });
  const says = name === sum ? sum : `${sum}, ${name}`;
  await notify(tenant, tx, { kind: 'payment_settled_twice', about: { payment_id: payment.id, says } });
}

/** Says its problem how a refund stands, which its job must find, or what the end of one lacked, which people must? */
const isOfRefund = (payment: Payment): boolean =>
  isBeingRefunded(payment) || (payment.status === 'refunded' && payment.problem !== null);

async function isMoreMoney(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { amount, currency, receipt }: Paid,
): Promise<boolean> {
  const { externalId, receipt: kept, problem, creditedToman } = payment;
  // A gateway may call a payment by its own name for it until it knows a better one.
  const isOther =
    receipt !== null && kept !== null && receipt !== kept && receipt !== externalId && kept !== externalId;
  if (isOther) return true;
  // Of what went back, a sum or a name of before is only said again.
  if (payment.status === 'refunded') return false;
  if (await wasSettledByHand(tenant, tx, payment)) return problem !== settledTwice;
  const isSum = currency === payment.currency && isAmount(amount);
  return isSum && creditFor(payment, amount) > (creditedToman ?? 0);
}

const ofZarinpal = 'select is_by_hand from zarinpal_payments where bot_id = $1 and id = $2';
const ofOthers = 'select is_by_hand from gateway_payments where bot_id = $1 and id = $2';

/** Was a payment through a gateway credited by an admin's word, whatever became of it since? */
export async function wasSettledByHand(
  { botId }: Tenant,
  tx: Tx,
  { id, method }: Pick<Payment, 'id' | 'method'>,
): Promise<boolean> {
  const text = method === 'zarinpal' ? ofZarinpal : ofOthers;
  const [row] = await tx.sql<{ is_by_hand: boolean }>(text, [botId, id]);
  return row?.is_by_hand ?? false;
}

/** Of a note, and of a mark in it, so much is kept. */
const longestNote = 200;
const longestMark = 120;

const addMark = (table: string): string => `
  update ${table} set note = concat_ws(' ', left(note, ${longestNote} - length($3::text) - 1), $3::text), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and position(concat(' ', $3::text, ' ') in concat(' ', note, ' ')) = 0
  returning note`;

const marks = /(?<=^| )\+ /g;
const marksOfSums = /(?<=^| )\+ [\d.]+ [A-Z]+(?= |$)/g;

/** A gateway that names each transaction may say the sum of all later: is the last sum in a note no more than the names in it told? */
function isSumOfNamed(note: string): boolean {
  const sums = note.match(marksOfSums)?.length ?? 0;
  return (note.match(marks)?.length ?? 0) - sums >= sums;
}

/** Adds a mark to what is noted of a locked payment, and returns the whole note; undefined: it is there. */
async function noteMark(
  { botId }: Tenant,
  tx: Tx,
  { id, method }: Pick<Payment, 'id' | 'method'>,
  mark: string,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ note: string }>(addMark(tableOf(method).table), [botId, id, mark]);
  return row?.note;
}
