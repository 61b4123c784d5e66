import type { Tenant, Tx } from '#tenancy/scope.js';
import { chargeTenant, countGift, type Occasion, type TenantCharge } from './charge-tenant.js';
import { isPayable } from './pricing/price-order.js';
import { entitledOf } from './pricing/sale.js';
import { soldBetween } from './pricing/sold.js';
import type { Billing } from './terms.js';
import { writeSubscription, type SubscriptionChange, type Written } from './write-subscription.js';

/**
 * Who pays for what a subscription is given: the tenant, for what it sells (a sale, whose buyer pays the tenant) and for
 * what it gives away by itself (`given`); nobody, where the fleet's operator gives.
 */
export type Payer =
  | ({ readonly by: 'sale'; readonly orderId: string } & Occasion)
  | ({ readonly by: 'tenant' } & Occasion)
  | { readonly by: 'operator' };

/** What shall become of a subscription. */
export interface Widening extends Omit<SubscriptionChange, 'orderId'> {
  readonly payer: Payer;
  readonly billing: Billing;
  /** The instant of it: traffic is counted from there. */
  readonly at: Date;
}

/** What came of it: written and paid, or refused without any effect. */
export type Widened =
  | ({ readonly kind: 'written'; readonly soldGb: number } & Written & TenantCharge)
  /** The tenant's wallet is too small. */
  | { readonly kind: 'wallet' }
  /** The traffic has no amount that could be charged, or is more than can be counted. */
  | { readonly kind: 'unpriced' };

/**
 * The one way to a subscription that gives more than before, whoever asks for it: who pays is charged by the gigabytes that
 * it is given, in the open transaction, and the subscription written, or neither. What gives less costs nothing.
 */
export async function widenSubscription(tenant: Tenant, tx: Tx, widening: Widening): Promise<Widened> {
  const { payer, billing, at, ...change } = widening;
  const { before, after, resetsTraffic } = change;
  const isFresh = before === undefined || resetsTraffic;
  const sold = soldBetween(before, entitledOf(after), { at, isFresh });
  const soldGb = sold ?? 0;
  if (payer.by === 'operator') await countGift(tenant, tx, soldGb);
  else if (!isPayable(sold, billing)) return { kind: 'unpriced' };
  const charge = await chargeFor(tenant, tx, { payer, soldGb, billing });
  if (!charge) return { kind: 'wallet' };
  const orderId = payer.by === 'sale' ? payer.orderId : undefined;
  const written = await writeSubscription(tenant, tx, { ...change, orderId });
  return { kind: 'written', soldGb, ...written, ...charge };
}

/** A sale is refused below the least that the tenant's wallet must hold, also if it costs nothing; a gift of nothing is not. */
async function chargeFor(
  tenant: Tenant,
  tx: Tx,
  { payer, soldGb, billing }: Pick<Widening, 'billing' | 'payer'> & { readonly soldGb: number },
): Promise<TenantCharge | undefined> {
  if (payer.by === 'operator' || (payer.by === 'tenant' && soldGb === 0))
    return { walletTransactionId: null };
  return chargeTenant(tenant, tx, { event: payer.event, about: payer.about, soldGb, billing });
}
