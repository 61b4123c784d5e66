import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Held } from './held.js';
import type { After } from './pricing/sale.js';
import { keepDelivery, type Promotion } from './promotion-deliveries.js';
import { paysForSales, readTerms } from './terms.js';
import { widenSubscription, type Payer, type Widened } from './widen-subscription.js';

/** Who gives: the tenant, who pays the fleet for it as for a sale, or the fleet's operator. */
export type Giver = Exclude<Payer, { readonly by: 'sale' }>;

/** What a person is given without a sale. */
export interface FreeGift {
  readonly userId: string;
  /** Their subscription as it is, locked; undefined: it is made. */
  readonly held: Held | undefined;
  readonly after: After;
  readonly status: Held['status'];
  readonly giver: Giver;
  /** Does the used traffic begin at zero? */
  readonly resetsTraffic?: boolean;
  /** Is it only switched off or on? */
  readonly isSwitch?: boolean;
  /** What gives it by itself: it is taken back where the panel refuses it for good. */
  readonly promotion?: Promotion;
}

/** What came of it; refused, nothing was done. `sale_open`: the panel has not taken over what was sold or given last. */
export type GiftResult = Widened | { readonly kind: 'sale_open' };

const findOpenSale = `
  select 1 from orders
  where bot_id = $1 and subscription_id = $2 and state = 'paid' and fulfilled_at is null limit 1`;
const findOpenPromotion = `
  select 1 from promotion_deliveries where bot_id = $1 and subscription_id = $2 limit 1`;

/**
 * Gives a person a subscription, or more of the one that they have, which nobody buys.
 *
 * A sale that is taken back makes the subscription what it was, with what admins gave since: that was paid for by what the
 * subscription was meanwhile, and might be worth more then. So where sold traffic is paid for, a gift waits for the sale, and for
 * what promotions gave, which is taken back alike; and what a promotion gives always waits for a sale, since it would be lost with a
 * subscription that the sale had made. Promotions do not wait for each other: they go back together.
 */
export async function giveFree(
  tenant: Tenant,
  tx: Tx,
  { userId, held, after, status, giver, resetsTraffic = false, isSwitch = false, promotion }: FreeGift,
): Promise<GiftResult> {
  const { billing } = await readTerms(tenant, tx);
  const isPaid = paysForSales(billing);
  if (held && !isSwitch && (await mustWait(tenant, tx, { id: held.id, promotion, isPaid })))
    return { kind: 'sale_open' };
  const at = new Date(now());
  const change = { userId, before: held, after, status, resetsTraffic };
  const widened = await widenSubscription(tenant, tx, { ...change, payer: giver, billing, at });
  if (promotion && widened.kind === 'written')
    await keepDelivery(tenant, tx, { userId, promotion, held, after, resetsTraffic, written: widened, at });
  return widened;
}

interface Waiting extends Pick<FreeGift, 'promotion'> {
  readonly id: string;
  /** Does the tenant pay for what is sold? */
  readonly isPaid: boolean;
}

async function mustWait({ botId }: Tenant, tx: Tx, { id, promotion, isPaid }: Waiting): Promise<boolean> {
  if (!promotion && !isPaid) return false;
  const waitsFor = promotion ? [findOpenSale] : [findOpenSale, findOpenPromotion];
  for (const find of waitsFor) if ((await tx.sql(find, [botId, id])).length > 0) return true;
  return false;
}
