import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { discountsText, toDiscounts, type DiscountJson } from '../discounts/read-discounts.js';
import { listedText } from '../access/find-listing.js';
import {
  offerHintsOf,
  offerHintsText,
  type OfferHintJson,
  type OfferHints,
} from '../discounts/offer-hints.js';
import { groupIdsText, groupText, type DiscountGroup } from '../discounts/read-group.js';
import type { FeaturesRow } from '../features/shape.js';
import { stopsSalesText } from '../money/wallet-standing.js';
import type { Buyer, Plan } from './facts.js';
import { toHeld, type HeldRow } from './held.js';
import { trialFor, type SimpleOffer, type TrialOffer } from './offers.js';
import { shelfFor, type Shop } from './shelf.js';
import { termsFrom, type BillingRow } from './terms.js';

/** What the main menu shows of selling. */
export interface MenuFacts {
  /** The running subscription that lasts longest. */
  readonly subscription: {
    readonly id: string;
    readonly endsAt: Date;
    readonly isTrial: boolean;
    readonly hasLink: boolean;
  } | null;
  /** How many subscriptions the person has, those that are over too. */
  readonly count: number;
  /** Is there a plan to buy, or something to say of the one that runs? */
  readonly hasPlans: boolean;
  /** Null: none for this person. */
  readonly trial: TrialOffer | null;
  readonly simple: SimpleOffer | null;
  readonly cart: { readonly orderId: string; readonly totalToman: number } | null;
  /** What the person has off, tries, or can take. */
  readonly offers: OfferHints;
  /** Does the bot sell nothing for now, to nobody? */
  readonly areSalesStopped: boolean;
}

/** A subscription as it comes in JSON. */
interface HeldJson extends HeldRow {
  readonly hasLink: boolean;
}

interface Asking {
  readonly userId: string;
}

interface Row extends BillingRow, FeaturesRow {
  readonly id: string;
  readonly status: Buyer['status'];
  readonly balance: string;
  readonly has_had_trial: boolean;
  readonly has_paid: boolean;
  readonly has_had_subscription: boolean;
  readonly discounts: readonly DiscountJson[] | null;
  readonly discount_group: DiscountGroup | null;
  readonly offers: readonly OfferHintJson[] | null;
  readonly group_ids: readonly string[] | null;
  readonly is_listed: boolean;
  readonly held: readonly HeldJson[] | null;
  readonly plans: readonly Plan[] | null;
  readonly cart_id: string | null;
  readonly cart_total: string | null;
}

// One statement: menu and subscription are what people open most.
const text = `
  select buyer.id::text, buyer.status, buyer.balance_toman::text as balance, buyer.has_paid,
    buyer.has_had_trial or exists (
      select from subscriptions where bot_id = $1 and user_id = buyer.id and is_trial) as has_had_trial,
    exists (select from subscriptions where bot_id = $1 and user_id = buyer.id and status <> 'pending' and not was_never_made)
      as has_had_subscription, ${discountsText('buyer.id')} as discounts,
    ${groupText('buyer.id')} as discount_group, ${groupIdsText('buyer.id')} as group_ids, ${listedText('buyer')} as is_listed,
    ${offerHintsText('buyer.id')} as offers,
    bots.billing_model, traffic_rate_toman::text as rate, wallet_balance_toman::text as wallet,
    case when auto_suspend_on_low_balance then min_wallet_balance_toman else 0 end::text as least,
    ${stopsSalesText} as are_sales_stopped,
    card_to_card_enabled, zarinpal_enabled,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = $1) as configuration,
    (select jsonb_object_agg(feature_key, jsonb_build_object('enabled', enabled, 'config', config))
      from bot_feature_flags where bot_id = $1) as flags,
    (select jsonb_agg(jsonb_build_object('id', id::text, 'planId', plan_id::text, 'status', status,
        'isTrial', is_trial, 'startsAt', starts_at, 'endsAt', ends_at, 'trafficLimitGb', traffic_limit_gb,
        'deviceLimit', device_limit, 'baseTrafficGb', coalesce(base_traffic_gb, traffic_limit_gb),
        'baseDevices', coalesce(base_device_limit, device_limit), 'trafficReset', traffic_reset, 'squads', squads,
        'valueToman', value_toman, 'valueFrom', value_from, 'valueUntil', coalesce(value_until, ends_at),
        'usedBytes', traffic_used_bytes, 'panelStatus', panel_status, 'addOns', (
          select coalesce(jsonb_agg(jsonb_build_object('id', a.id::text, 'kind', a.kind, 'amount', a.amount,
            'givenBy', a.given_by, 'valueToman', a.value_toman, 'paidFrom', a.paid_from, 'paidUntil', a.paid_until)
            order by a.id), '[]')
          from subscription_addons a
          where a.bot_id = $1 and a.subscription_id = subscriptions.id and a.ended_at is null),
        'hasLink', subscription_url is not null) order by id)
      from subscriptions where bot_id = $1 and user_id = $2 and removal_wanted_at is null and status <> 'pending') as held,
    (select jsonb_agg(jsonb_build_object('id', id::text, 'name', name, 'periodDays', period_days,
        'priceToman', price_toman, 'trafficLimitGb', traffic_limit_gb, 'deviceLimit', device_limit, 'squads', squads,
        'audience', audience, 'groupIds', group_ids::text[], 'linkCode', link_code)
        order by sort_order, id)
      from (select * from bot_plans where bot_id = $1 and is_active order by sort_order, id limit 200) as sold) as plans,
    cart.id::text as cart_id, cart.price_toman::text as cart_total
  from bots join users as buyer on buyer.bot_id = $1 and buyer.id = $2
  left join orders as cart on cart.bot_id = $1 and cart.user_id = $2 and cart.state = 'waiting'
    and cart.expires_at > now()
  where bots.id = $1`;

/** What selling to a person depends on, as it is in the open transaction. Throws PermanentError('resource.unknown') for nobody. */
export const readShop = async (tenant: Tenant, tx: Tx, { userId }: Asking): Promise<Shop> =>
  shopOf(tenant, await readRow(tenant, tx, userId));

async function readRow(tenant: Tenant, tx: Tx, userId: string): Promise<Row> {
  const [row] = await tx.sql<Row>(text, [tenant.botId, userId]);
  if (!row) throw new PermanentError('resource.unknown');
  return row;
}

const shopOf = (tenant: Tenant, row: Row) => ({
  buyer: buyerOf(row),
  held: (row.held ?? []).map(({ hasLink, ...json }) => ({ ...toHeld(json), hasLink })),
  terms: termsFrom(tenant.botId, row),
  plans: row.plans ?? [],
});

/** What the main menu shows a person of selling. Throws PermanentError('resource.unknown') for nobody. */
export async function readMenuFacts(tenant: Tenant, tx: Tx, { userId }: Asking): Promise<MenuFacts> {
  const row = await readRow(tenant, tx, userId);
  const shop = shopOf(tenant, row);
  const { plans, simple, offSaleId } = shelfFor(shop, undefined);
  const trial = trialFor(shop);
  const { cart_id: orderId, cart_total: total } = row;
  return {
    subscription: longestOf(shop.held),
    count: shop.held.length,
    hasPlans: plans.length > 0 || offSaleId !== null,
    trial: typeof trial === 'object' ? trial : null,
    simple,
    cart: orderId === null ? null : { orderId, totalToman: Number(total) },
    offers: offerHintsOf(row.offers, shop.buyer.discounts ?? [], now()),
    areSalesStopped: shop.terms.billing.areSalesStopped,
  };
}

const buyerOf = (row: Row): Buyer => ({
  id: row.id,
  status: row.status,
  balanceToman: Number(row.balance),
  hasHadTrial: row.has_had_trial,
  hasPaid: row.has_paid,
  hasHadSubscription: row.has_had_subscription,
  discounts: toDiscounts(row.discounts),
  group: row.discount_group,
  groupIds: row.group_ids ?? [],
  isListed: row.is_listed,
});

type HeldWithLink = ReturnType<typeof toHeld> & Pick<HeldJson, 'hasLink'>;

function longestOf(held: readonly HeldWithLink[]): MenuFacts['subscription'] {
  const running = held.filter(({ endsAt, status }) => endsAt.getTime() > now() && status !== 'disabled');
  const [longest] = running.sort((left, right) => right.endsAt.getTime() - left.endsAt.getTime());
  if (!longest) return null;
  const { id, endsAt, isTrial, hasLink } = longest;
  return { id, endsAt, isTrial, hasLink };
}
