import type { GiftSold, GiftState } from '#models/gift.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A gift, as whoever opens its link sees it. */
export interface FoundGift {
  readonly id: string;
  readonly code: string;
  readonly sold: GiftSold;
  readonly state: GiftState;
  readonly validUntil: Date;
  readonly greeting: string | null;
  /** Of its buyer; '' where it is not known any more. */
  readonly giver: { readonly firstName: string; readonly lastName: string | null };
  /** Is it the person's who looks: bought by them, taken by them, or may they take it? */
  readonly isOwn: boolean;
  readonly isTakenByReader: boolean;
  readonly isForReader: boolean;
  /** What came of it for who took it; null: it was not taken. */
  readonly subscriptionId: string | null;
}

const text = `
  select gift.id::text, gift.code, gift.sold, gift.state, gift.valid_until as "validUntil", gift.greeting,
    jsonb_build_object('firstName', giver.first_name, 'lastName', giver.last_name) as giver,
    gift.buyer_id = reader.id as "isOwn", coalesce(gift.taken_by = reader.id, false) as "isTakenByReader",
    gift.buyer_id = reader.id or (gift.recipient_telegram_id is null and gift.recipient_username is null)
      or coalesce(gift.recipient_telegram_id = reader.telegram_id, false)
      or coalesce(gift.recipient_username = lower(reader.username), false) as "isForReader",
    taking.subscription_id::text as "subscriptionId"
  from gifts as gift
  join users as reader on reader.bot_id = $1 and reader.id = $3
  join users as giver on giver.bot_id = $1 and giver.id = gift.buyer_id
  left join orders as taking on taking.bot_id = $1 and taking.id = gift.taking_order_id
  where gift.bot_id = $1 and gift.code = $2`;

const shape = /^[\w-]{20,60}$/;

/** The gift of a code, as a person sees it; undefined: this bot has none. `secret`, its code, comes from a link and may be anything. */
export async function findGift(
  { botId }: Tenant,
  tx: Tx,
  { secret, readerId }: { readonly secret: string; readonly readerId: string },
): Promise<FoundGift | undefined> {
  if (!shape.test(secret)) return undefined;
  const [row] = await tx.sql<FoundGift>(text, [botId, secret, readerId]);
  return row;
}
