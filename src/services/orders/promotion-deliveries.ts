import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { refundTenant } from './charge-tenant.js';
import type { Held } from './held.js';
import { limitsOf } from './pricing/limits.js';
import type { After } from './pricing/sale.js';
import { beforeOf, madeOf, takeBack, type Sold } from './take-back.js';
import { lockBuyer } from './weigh-order.js';
import type { Widened } from './widen-subscription.js';

/** Which promotion gave something of a subscription: a use of a promo code, or a campaign. */
export type Promotion = { readonly useId: string } | { readonly campaignId: string };

/** What was given and is not delivered yet: the panel has not taken it over. */
export interface Delivery {
  readonly id: string;
  readonly userId: string;
  readonly subscriptionId: string;
  /** One of the two is null. */
  readonly useId: string | null;
  readonly campaignId: string | null;
  /** By the clock that says what is due, and by PostgreSQL's. */
  readonly givenAt: Date;
  readonly createdAt: Date;
  readonly before: Sold['before'];
  readonly after: Sold['quote'] & Pick<Sold, 'isTrial' | 'made'>;
  readonly soldGb: number;
  readonly walletTransactionId: string | null;
}

const insertOne = `
  insert into promotion_deliveries (bot_id, user_id, subscription_id, use_id, campaign_id, before, after, sold_gb,
    wallet_transaction_id, panel_revision, given_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const forget = `
  delete from promotion_deliveries where bot_id = $1 and subscription_id = $2 and panel_revision <= $3::bigint`;
const findOwner = `
  select user_id::text as "userId" from promotion_deliveries where bot_id = $1 and subscription_id = $2 limit 1`;
const lockAll = `
  select id::text, user_id::text as "userId", subscription_id::text as "subscriptionId", use_id::text as "useId",
    campaign_id::text as "campaignId", given_at as "givenAt", created_at as "createdAt", before, after, sold_gb as "soldGb",
    wallet_transaction_id::text as "walletTransactionId"
  from promotion_deliveries where bot_id = $1 and subscription_id = $2
  order by promotion_deliveries.id desc for update`;
const removeAll = `delete from promotion_deliveries where bot_id = $1 and id = any($2::bigint[])`;

/** What a promotion made of a subscription. */
interface Made {
  readonly userId: string;
  readonly promotion: Promotion;
  /** As it was; undefined: it was made. */
  readonly held: Held | undefined;
  readonly after: After;
  readonly resetsTraffic: boolean;
  readonly written: Extract<Widened, { readonly kind: 'written' }>;
  readonly at: Date;
}

/** Keeps what a promotion gave until the panel has taken it over, so that it can be taken back like a sale. */
export async function keepDelivery(
  { botId }: Tenant,
  tx: Tx,
  { userId, promotion, held, after, resetsTraffic, written, at }: Made,
): Promise<void> {
  const limits = limitsOf(after.base, after.addOns);
  await tx.sql(insertOne, [
    ...[botId, userId, written.subscriptionId],
    'useId' in promotion ? promotion.useId : null,
    'campaignId' in promotion ? promotion.campaignId : null,
    held ? beforeOf(held, after) : null,
    { endsAt: after.endsAt, ...limits, isTrial: after.isTrial, made: madeOf(after, resetsTraffic) },
    ...[written.soldGb, written.walletTransactionId, written.panelRevision, at],
  ]);
}

/** The panel has taken over a subscription up to a revision: what promotions gave of it until then is delivered. */
export async function forgetDeliveries(
  { botId }: Tenant,
  tx: Tx,
  { subscriptionId, revision }: { readonly subscriptionId: string; readonly revision: string },
): Promise<void> {
  await tx.sql(forget, [botId, subscriptionId, revision]);
}

/** What promotions gave of a subscription and the panel has not, newest first; locked, after the person whose it is. */
export async function lockDeliveries(tenant: Tenant, tx: Tx, subscriptionId: string): Promise<Delivery[]> {
  const place = [tenant.botId, subscriptionId];
  const [owner] = await tx.sql<{ userId: string }>(findOwner, place);
  if (!owner) return [];
  await lockBuyer(tenant, tx, owner.userId);
  return tx.sql<Delivery>(lockAll, place);
}

/**
 * Takes back all that is not delivered of a subscription, which `lockDeliveries` has locked, after the sales that came later: it
 * is as it was before, or given up where it was made by it, and the tenant's share returns. What was changed since stays.
 */
export async function takeDeliveriesBack(
  tenant: Tenant,
  tx: Tx,
  deliveries: readonly Delivery[],
): Promise<void> {
  const [newest] = deliveries;
  if (!newest) return;
  const { userId, subscriptionId } = newest;
  const sold = deliveries.map(({ before, after }) => {
    const { isTrial, made, ...quote } = after;
    return { before, quote, isTrial, made };
  });
  await takeBack(tenant, tx, { userId, subscriptionId, sold, isGiven: true });
  for (const { id, createdAt: at, soldGb, walletTransactionId } of deliveries)
    await refundTenant(tenant, tx, { event: `promotion ${id}`, at, soldGb, walletTransactionId });
  await tx.sql(removeAll, [tenant.botId, deliveries.map(({ id }) => id)]);
  await enqueue(tenant, 'subscription.provision', { subscription_id: subscriptionId });
}
