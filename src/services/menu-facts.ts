import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { FeaturesRow } from './features/shape.js';
import { simpleFor, trialFor, type Situation } from './offers.js';
import type { Buyer } from './orders/facts.js';
import { toHeld, type HeldRow } from './orders/held.js';
import { termsFrom, type BillingRow } from './orders/terms.js';

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
  readonly hasPlans: boolean;
  readonly hasTrialOffer: boolean;
  readonly trialPriceToman: number;
  readonly hasSimpleOffer: boolean;
  readonly simplePriceToman: number;
  readonly cart: { readonly orderId: string; readonly totalToman: number } | null;
}

/** A subscription as it comes in JSON. */
interface HeldJson extends HeldRow {
  readonly hasLink: boolean;
}

interface Row extends BillingRow, FeaturesRow {
  readonly id: string;
  readonly status: Buyer['status'];
  readonly balance: string;
  readonly has_had_trial: boolean;
  readonly has_paid: boolean;
  readonly held: readonly HeldJson[] | null;
  readonly has_plans: boolean;
  readonly cart_id: string | null;
  readonly cart_total: string | null;
}

// One statement: the menu is what people open most.
const text = `
  select buyer.id::text, buyer.status, buyer.balance_toman::text as balance, buyer.has_paid,
    buyer.has_had_trial or exists (
      select from subscriptions where bot_id = $1 and user_id = buyer.id and is_trial) as has_had_trial,
    bots.billing_model, traffic_rate_toman::text as rate, wallet_balance_toman::text as wallet,
    case when auto_suspend_on_low_balance then min_wallet_balance_toman else 0 end::text as least,
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
    exists (select from bot_plans where bot_id = $1 and is_active) as has_plans,
    cart.id::text as cart_id, cart.price_toman::text as cart_total
  from bots join users as buyer on buyer.bot_id = $1 and buyer.id = $2
  left join orders as cart on cart.bot_id = $1 and cart.user_id = $2 and cart.state = 'waiting'
    and cart.expires_at > clock_timestamp()
  where bots.id = $1`;

/** What the main menu shows a person of selling. Throws PermanentError('resource.unknown') for nobody. */
export async function readMenuFacts(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<MenuFacts> {
  const [row] = await tx.sql<Row>(text, [tenant.botId, userId]);
  if (!row) throw new PermanentError('resource.unknown');
  const held = (row.held ?? []).map(({ hasLink, ...json }) => ({ ...toHeld(json), hasLink }));
  const situation = { buyer: buyerOf(row), held, terms: termsFrom(tenant.botId, row) };
  const { cart_id: orderId, cart_total: total } = row;
  return {
    subscription: longestOf(held),
    count: held.length,
    hasPlans: row.has_plans,
    ...offersOf(situation),
    cart: orderId === null ? null : { orderId, totalToman: Number(total) },
  };
}

const buyerOf = (row: Row): Buyer => ({
  id: row.id,
  status: row.status,
  balanceToman: Number(row.balance),
  hasHadTrial: row.has_had_trial,
  hasPaid: row.has_paid,
});

type HeldWithLink = ReturnType<typeof toHeld> & Pick<HeldJson, 'hasLink'>;

function longestOf(held: readonly HeldWithLink[]): MenuFacts['subscription'] {
  const running = held.filter(({ endsAt, status }) => endsAt.getTime() > now() && status !== 'disabled');
  const [longest] = running.sort((left, right) => right.endsAt.getTime() - left.endsAt.getTime());
  if (!longest) return null;
  const { id, endsAt, isTrial, hasLink } = longest;
  return { id, endsAt, isTrial, hasLink };
}

function offersOf(situation: Situation) {
  const trial = trialFor(situation);
  const simple = simpleFor(situation);
  return {
    hasTrialOffer: typeof trial === 'object',
    trialPriceToman: typeof trial === 'object' ? trial.priceToman : 0,
    hasSimpleOffer: simple !== undefined,
    simplePriceToman: simple?.priceToman ?? 0,
  };
}
