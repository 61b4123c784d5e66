import { randomBytes } from 'node:crypto';
import type { GiftSold, GiftState } from '#models/gift.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import type { GiftRecipient } from './types.js';

/** A gift, as taking it and giving its money back need it. */
export interface StoredGift {
  readonly id: string;
  readonly orderId: string;
  readonly buyerId: string;
  /** null: the plan was deleted since. */
  readonly planId: string | null;
  readonly sold: GiftSold;
  /** What was paid for it, in toman. */
  readonly priceToman: number;
  readonly state: GiftState;
  readonly validUntil: Date;
  readonly refundableUntil: Date | null;
  readonly isRefundedAtEnd: boolean;
  readonly takenBy: string | null;
  readonly takingOrderId: string | null;
  /** May the person for whom it was read take it: is it for anybody, for them, or their own? */
  readonly isForReader: boolean;
}

const columns = `
  select gift.id::text, gift.order_id::text as "orderId", gift.buyer_id::text as "buyerId", gift.plan_id::text as "planId",
    gift.sold, gift.price_toman::float8 as "priceToman", gift.state, gift.valid_until as "validUntil",
    gift.refundable_until as "refundableUntil", gift.is_refunded_at_end as "isRefundedAtEnd",
    gift.taken_by::text as "takenBy", gift.taking_order_id::text as "takingOrderId",
    coalesce((select gift.buyer_id = reader.id or (gift.recipient_telegram_id is null and gift.recipient_username is null)
        or gift.recipient_telegram_id = reader.telegram_id or gift.recipient_username = lower(reader.username)
      from users as reader where reader.bot_id = $1 and reader.id = $3), false) as "isForReader"
  from gifts as gift where gift.bot_id = $1 and `;
/** The number of no person. */
const nobody = '0';
const byId = `${columns} gift.id = $2`;
const byOrder = `${columns} gift.order_id = $2`;

interface Reading {
  /** For whom it is read; absent: nobody. */
  readonly readerId?: string | undefined;
}

async function readOne(text: string, values: readonly unknown[], tx: Tx): Promise<StoredGift | undefined> {
  const [row] = await tx.sql<StoredGift>(text, [...values]);
  return row;
}

/** A gift; nobody changes it until the transaction's end. People are locked before it. */
export const lockGift = (
  { botId }: Tenant,
  tx: Tx,
  { giftId, readerId }: Reading & { readonly giftId: string },
): Promise<StoredGift | undefined> =>
  readOne(`${byId} for no key update of gift`, [botId, giftId, readerId ?? nobody], tx);

/** The same by the order that bought it. */
export const lockGiftOfOrder = (
  { botId }: Tenant,
  tx: Tx,
  orderId: string,
): Promise<StoredGift | undefined> =>
  readOne(`${byOrder} for no key update of gift`, [botId, orderId, nobody], tx);

/** The gift that an order bought, not locked. */
export const findGiftOfOrder = (
  { botId }: Tenant,
  tx: Tx,
  orderId: string,
): Promise<StoredGift | undefined> => readOne(byOrder, [botId, orderId, nobody], tx);

/** What a gift is made of. */
export interface NewGift {
  readonly orderId: string;
  readonly buyerId: string;
  readonly planId: string;
  readonly sold: GiftSold;
  readonly priceToman: number;
  readonly recipient: GiftRecipient | undefined;
  readonly greeting: string | undefined;
  /** When it is bought. */
  readonly at: Date;
}

const insertOne = `
  insert into gifts (bot_id, order_id, buyer_id, code, plan_id, sold, price_toman, recipient_telegram_id, recipient_username,
    greeting, valid_until, refundable_until, is_refunded_at_end, due_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** How long before its end the buyer of a gift is told, in ms. */
const wordMs = 7 * dayMs;

/** When a gift is looked at next: a week before its end, where it lasts longer than two, else at its end. */
const firstLook = (at: Date, until: Date): Date =>
  until.getTime() - at.getTime() > 2 * wordMs ? new Date(until.getTime() - wordMs) : until;

type Rule = Pick<SettingValues, 'gift_days_valid' | 'gift_refund' | 'gift_refund_days'>;

/** Writes a gift that was paid, with a code that nobody can guess (128 bits), on the terms of today. */
export async function insertGift({ botId }: Tenant, tx: Tx, gift: NewGift, rule: Rule): Promise<void> {
  const { orderId, buyerId, planId, sold, priceToman, recipient, greeting, at } = gift;
  const validUntil = new Date(at.getTime() + rule.gift_days_valid * dayMs);
  const whom = {
    telegramId: recipient && 'telegramId' in recipient ? recipient.telegramId : null,
    username: recipient && 'username' in recipient ? recipient.username : null,
  };
  const code = randomBytes(16).toString('base64url');
  await tx.sql(insertOne, [
    ...[botId, orderId, buyerId, code, planId, sold, priceToman, whom.telegramId, whom.username],
    ...[greeting ?? null, validUntil, refundableUntil(rule, { at, validUntil })],
    ...[isRefundedAtEnd(rule), firstLook(at, validUntil)],
  ]);
}

function refundableUntil(
  { gift_refund: refund, gift_refund_days: days }: Rule,
  { at, validUntil }: { readonly at: Date; readonly validUntil: Date },
): Date | null {
  if (refund === 'any_time') return validUntil;
  if (refund !== 'first_days') return null;
  return new Date(Math.min(validUntil.getTime(), at.getTime() + days * dayMs));
}

const isRefundedAtEnd = ({ gift_refund: refund }: Rule): boolean =>
  refund === 'any_time' || refund === 'at_end';

const markTaken = `
  update gifts set state = 'taken', taken_by = $3, taking_order_id = $4, taken_at = $5, due_at = null,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state = 'open'
  returning id`;
// Whoever could not take it since the panel failed has a week for it at least.
const markOpen = `
  update gifts set state = 'open', taken_by = null, taking_order_id = null, taken_at = null,
    valid_until = greatest(valid_until, $3::timestamptz), due_at = greatest(valid_until, $3::timestamptz),
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state = 'taken'`;
const markOver = `
  update gifts set state = $3, ended_at = $4, due_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state in ('open', 'taken')`;

/** Notes that an open, locked gift was taken; false: somebody else has. */
export const takeGift = async (
  { botId }: Tenant,
  tx: Tx,
  { giftId, takenBy, orderId, at }: { giftId: string; takenBy: string; orderId: string; at: Date },
): Promise<boolean> => (await tx.sql(markTaken, [botId, giftId, takenBy, orderId, at])).length > 0;

/** A taken, locked gift can be taken again, for a week at least. */
export async function reopenGift(
  { botId }: Tenant,
  tx: Tx,
  { giftId, at }: { readonly giftId: string; readonly at: Date },
): Promise<void> {
  await tx.sql(markOpen, [botId, giftId, new Date(at.getTime() + wordMs)]);
}

/** A locked gift cannot be taken any more, or was taken away again. */
export async function endGift(
  { botId }: Tenant,
  tx: Tx,
  { giftId, state, at }: { giftId: string; state: 'ended' | 'refunded' | 'cancelled'; at: Date },
): Promise<void> {
  await tx.sql(markOver, [botId, giftId, state, at]);
}
