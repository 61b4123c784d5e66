import { randomInt } from 'node:crypto';
import { now } from '#platform/clock.js';
import { UserFacingError } from '#platform/errors.js';
import { trackingNumberOf } from '#platform/tracking-number.js';
import { hourMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { pickCard } from '../cards/pick-card.js';
import type { SettingValues } from '../settings/catalog.js';
import { cardTable, columnsOf, toPayment, type PaymentRow } from './payment-rows.js';
import type { Payment } from './payment.js';
import { purchaseOf, type NewPayment } from './write-payment.js';

/** A payment before a card was picked for it. */
export type NewCardPayment = Pick<
  NewPayment,
  'amountToman' | 'expiresAt' | 'messageId' | 'orderId' | 'userId'
>;

const newNumber = `select nextval('payment_numbers')::text as number`;
/** A transfer shows up at most so long after the time in which it could be made. */
export const slowestBankHours = 24;

/** Sums that are asked for on a card, and those whose money may still come, whatever became of their payments. */
const takenSums = `
  select amount_toman::text as amount, bool_or(is_open) as is_open from (
    select amount_toman, true as is_open from card_to_card_payments
    where bot_id = $1 and card_id = $2 and status = 'pending' and amount_toman between $3::bigint and $4::bigint
    union all
    select amount_toman, false from card_to_card_payments
    where bot_id = $1 and card_id = $2 and created_at > $5 and amount_toman between $3::bigint and $4::bigint) as taken
  group by amount_toman`;
/** No two open payments on a card have the same sum, if they are to be told apart by it: then another sum is drawn. */
const insert = `
  insert into card_to_card_payments (bot_id, id, user_id, tracking_number, amount_toman, extra_toman, card_id, purchase,
    expires_at, check_at, message_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (bot_id, card_id, amount_toman) where status = 'pending' and submitted_at is null and extra_toman > 0 do nothing
  returning ${columnsOf(cardTable)}`;

/** How often another sum is drawn before a payment goes without one of its own. */
const mostDraws = 8;

/**
 * Begins a payment from card to card, in the open transaction in which its payer is locked: its card is picked, and stays the
 * same for as long as the payment is there. Throws UserFacingError `payment.too_soon` within a minute of the person's last one,
 * `payment.too_many_open`, and `payment.method_off` where no card can take it.
 */
export async function beginOnCard(
  tenant: Tenant,
  tx: Tx,
  { payment, values }: { readonly payment: NewCardPayment; readonly values: SettingValues },
): Promise<Payment> {
  await demandCardRoom(tenant, tx, payment.userId, values.card_open_payments);
  const card = await pickCard(tenant, tx, { amountToman: payment.amountToman });
  if (!card) throw new UserFacingError('payment.method_off');
  const [drawn] = await tx.sql<{ number: string }>(newNumber);
  const { number } = drawn as { number: string };
  for (let draws = 1; ; draws += 1) {
    const most = draws > mostDraws ? 0 : values.card_unique_amount_toman;
    const extraToman = await drawExtra(tenant, tx, {
      cardId: card.id,
      amountToman: payment.amountToman,
      most,
      since: new Date(now() - (values.payment_open_hours + slowestBankHours) * hourMs),
    });
    const [row] = await tx.sql<PaymentRow>(insert, [
      ...[tenant.botId, number, payment.userId, trackingNumberOf(number)],
      ...[payment.amountToman + extraToman, extraToman, card.id, purchaseOf(payment.orderId)],
      ...[payment.expiresAt, warnAt(payment.expiresAt), payment.messageId],
    ]);
    if (row) return toPayment(row);
  }
}

/** When a payer is told that their payment ends soon: when a quarter of its time is left, two hours at most. */
function warnAt(expiresAt: Date): Date {
  const left = expiresAt.getTime() - now();
  return new Date(expiresAt.getTime() - Math.min(2 * hourMs, left / 4));
}

async function drawExtra(
  { botId }: Tenant,
  tx: Tx,
  sum: {
    readonly cardId: string;
    readonly amountToman: number;
    readonly most: number;
    /** Money of a payment that was begun before has come by now. */
    readonly since: Date;
  },
): Promise<number> {
  const { cardId, amountToman, most, since } = sum;
  if (most === 0) return 0;
  const taken = await tx.sql<{ amount: string; is_open: boolean }>(takenSums, [
    ...[botId, cardId],
    ...[amountToman + 1, amountToman + most, since],
  ]);
  const every = Array.from({ length: most }, (_, at) => at + 1);
  const without = (sums: typeof taken): number[] => {
    const used = new Set(sums.map(({ amount }) => Number(amount) - amountToman));
    return every.filter((extra) => !used.has(extra));
  };
  const fresh = without(taken);
  // Where all were asked for lately, one whose payment is over is better than none.
  const free = fresh.length > 0 ? fresh : without(taken.filter(({ is_open }) => is_open));
  return free[randomInt(Math.max(1, free.length))] ?? 0;
}

const openCards = `
  select count(*) filter (where status = 'pending')::int as open, max(created_at) as last
  from card_to_card_payments
  where bot_id = $1 and user_id = $2 and (status = 'pending' or created_at > now() - interval '1 minute')`;

async function demandCardRoom({ botId }: Tenant, tx: Tx, userId: string, mostOpen: number): Promise<void> {
  const [row] = await tx.sql<{ open: number; last: Date | null }>(openCards, [botId, userId]);
  if (row?.last && now() - row.last.getTime() < minuteMs) throw new UserFacingError('payment.too_soon');
  if ((row?.open ?? 0) >= mostOpen) throw new UserFacingError('payment.too_many_open');
}
