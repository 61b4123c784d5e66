import type { Tenant, Tx } from '#tenancy/scope.js';
import type { AppliesTo } from './read-discounts.js';

/** Why a person has a discount. To add one: a word here, its notice, and who gives it. */
export type DiscountKind = 'campaign' | 'offer' | 'promo_code' | 'winback_first' | 'winback_second';

/** A discount that is given to a person: percent (1 to 100) off a price, or a sum in toman. */
export type NewDiscount = (
  | { readonly percent: number; readonly amountToman?: null }
  | { readonly percent?: null; readonly amountToman: number }
) & {
  readonly userId: string;
  readonly kind: DiscountKind;
  readonly validUntil: Date;
  readonly appliesTo?: AppliesTo;
  /** Plans that it is for, by their numbers; absent: all, and the simple offer. */
  readonly planIds?: readonly string[] | null;
  /** What it is given for, once in the bot: the end of a subscription, or an event by a name. */
  readonly cause: { readonly subscriptionId: string; readonly endsAt: Date } | { readonly event: string };
};

const insertOne = `
  insert into discount_offers
    (bot_id, user_id, kind, percent, amount_toman, valid_until, applies_to, plan_ids, subscription_id, ends_at, event)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const insertForEnd = `${insertOne} on conflict (bot_id, subscription_id, kind, ends_at) do nothing returning id::text`;
const insertForEvent = `${insertOne} on conflict (bot_id, event) where event is not null do nothing returning id::text`;

/** Gives a discount, once for one thing. Returns its number; undefined: it was given before. */
export async function giveDiscount(
  { botId }: Tenant,
  tx: Tx,
  {
    userId,
    kind,
    percent = null,
    amountToman = null,
    validUntil,
    appliesTo = 'any',
    planIds = null,
    cause,
  }: NewDiscount,
): Promise<string | undefined> {
  const isEvent = 'event' in cause;
  const about = isEvent ? [null, null, cause.event] : [cause.subscriptionId, cause.endsAt, null];
  const values = [userId, kind, percent, amountToman, validUntil, appliesTo, planIds, ...about];
  const [row] = await tx.sql<{ id: string }>(isEvent ? insertForEvent : insertForEnd, [botId, ...values]);
  return row?.id;
}
