import type { GiftSold, GiftState } from '#models/gift.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';
import type { GiftRecipient } from '../orders/types.js';

/** A gift, as its buyer sees it. */
export interface OwnGift {
  readonly id: string;
  readonly orderId: string;
  readonly code: string;
  readonly sold: GiftSold;
  readonly priceToman: number;
  /** Null: for anybody. */
  readonly recipient: GiftRecipient | null;
  readonly greeting: string | null;
  readonly state: GiftState;
  readonly validUntil: Date;
  readonly refundableUntil: Date | null;
  readonly isRefundedAtEnd: boolean;
  readonly takenAt: Date | null;
  readonly createdAt: Date;
}

const own = `
  select id::text, order_id::text as "orderId", code, sold, price_toman::float8 as "priceToman",
    case when recipient_telegram_id is not null then jsonb_build_object('telegramId', recipient_telegram_id::text)
      when recipient_username is not null then jsonb_build_object('username', recipient_username) end as recipient,
    greeting, state, valid_until as "validUntil", refundable_until as "refundableUntil",
    is_refunded_at_end as "isRefundedAtEnd", taken_at as "takenAt", created_at as "createdAt"
  from gifts where bot_id = $1 and buyer_id = $2`;
const pageText = `${own} order by gifts.id desc offset $3 limit $4`;
const oneText = `${own} and id = $3`;
const ofOrderText = `${own} and order_id = $3`;
const hasText = `select 1 from gifts where bot_id = $1 and buyer_id = $2 limit 1`;

interface Owner {
  readonly userId: string;
}

/** Gifts of a page. */
const giftsPerPage = 6;

/** A page of what a person has bought for others, newest first, from 1; and whether there are more. */
export async function listOwnGifts(
  { botId }: Tenant,
  tx: Tx,
  { userId, page }: Owner & { readonly page: number },
): Promise<{ readonly gifts: readonly OwnGift[]; readonly hasMore: boolean }> {
  const place = [botId, userId, (page - 1) * giftsPerPage, giftsPerPage + 1];
  const rows = await tx.sql<OwnGift>(pageText, place);
  return { gifts: rows.slice(0, giftsPerPage), hasMore: rows.length > giftsPerPage };
}

/** Has the person ever bought one? */
export const hasOwnGifts = async ({ botId }: Tenant, tx: Tx, { userId }: Owner): Promise<boolean> =>
  (await tx.sql(hasText, [botId, userId])).length > 0;

/** One of them; undefined: they have none of that number, which may be anything. */
export async function readOwnGift(
  { botId }: Tenant,
  tx: Tx,
  { userId, giftId }: Owner & { readonly giftId: string },
): Promise<OwnGift | undefined> {
  if (!isRowId(giftId)) return undefined;
  const [row] = await tx.sql<OwnGift>(oneText, [botId, userId, giftId]);
  return row;
}

/** That which an order of theirs has bought. */
export async function readOwnGiftOfOrder(
  { botId }: Tenant,
  tx: Tx,
  { userId, orderId }: Owner & { readonly orderId: string },
): Promise<OwnGift | undefined> {
  const [row] = await tx.sql<OwnGift>(ofOrderText, [botId, userId, orderId]);
  return row;
}

/** May its buyer have the money back now? */
export const isRefundable = ({ state, refundableUntil }: OwnGift, at: Date): boolean =>
  state === 'open' && refundableUntil !== null && refundableUntil.getTime() > at.getTime();
