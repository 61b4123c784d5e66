import type { Tenant, Tx } from '#tenancy/scope.js';

/** Why a person has a discount. To add one: a word here, its notice, and who gives it. */
export type DiscountKind = 'winback_first' | 'winback_second';

/** A discount that is given to a person. */
export interface NewDiscount {
  readonly userId: string;
  readonly kind: DiscountKind;
  /** 1 to 100. */
  readonly percent: number;
  readonly validUntil: Date;
  /** What it is given for: the end of a subscription. */
  readonly subscriptionId: string;
  readonly endsAt: Date;
}

const insertOne = `
  insert into discount_offers (bot_id, user_id, kind, percent, valid_until, subscription_id, ends_at)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (bot_id, subscription_id, kind, ends_at) do nothing
  returning id::text`;

/** Gives a discount, once for one thing. Returns its number; undefined: it was given before. */
export async function giveDiscount(
  { botId }: Tenant,
  tx: Tx,
  { userId, kind, percent, validUntil, subscriptionId, endsAt }: NewDiscount,
): Promise<string | undefined> {
  const values = [userId, kind, percent, validUntil, subscriptionId, endsAt];
  const [row] = await tx.sql<{ id: string }>(insertOne, [botId, ...values]);
  return row?.id;
}
