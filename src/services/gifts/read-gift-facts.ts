import type { GiftSold, GiftState } from '#models/gift.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Somebody as notices name them. */
export interface GiftPerson {
  readonly telegramId: string;
  readonly username: string | null;
  readonly firstName: string;
  readonly lastName: string | null;
}

/** A gift, as notices tell of it. */
export interface GiftFacts {
  readonly id: string;
  readonly sold: GiftSold;
  readonly priceToman: number;
  readonly state: GiftState;
  readonly validUntil: Date;
  readonly isRefundedAtEnd: boolean;
  readonly buyer: GiftPerson;
  /** null: nobody has taken it. */
  readonly taker: GiftPerson | null;
}

const text = `
  select gift.id::text, gift.sold, gift.price_toman::float8 as "priceToman", gift.state, gift.valid_until as "validUntil",
    gift.is_refunded_at_end as "isRefundedAtEnd", jsonb_build_object('telegramId', buyer.telegram_id::text, 'username', buyer.username,
      'firstName', buyer.first_name, 'lastName', buyer.last_name) as buyer,
    case when taker.id is not null then jsonb_build_object('telegramId', taker.telegram_id::text, 'username', taker.username,
      'firstName', taker.first_name, 'lastName', taker.last_name) end as taker
  from gifts as gift
  join users as buyer on buyer.bot_id = $1 and buyer.id = gift.buyer_id
  left join users as taker on taker.bot_id = $1 and taker.id = gift.taken_by
  where gift.bot_id = $1 and gift.id = $2`;

/** A gift with its people; undefined: there is none of that number. */
export async function readGiftFacts(
  { botId }: Tenant,
  tx: Tx,
  giftId: string,
): Promise<GiftFacts | undefined> {
  const [row] = await tx.sql<GiftFacts>(text, [botId, giftId]);
  return row;
}
