import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Quote } from './types.js';
import type { Before } from './write-subscription.js';

/** What an order sold; instants of `before` are ISO 8601, as they come out of JSON. */
export interface Sold {
  readonly isTrial: boolean;
  readonly quote: Quote;
  readonly before:
    | (Omit<Before, 'startsAt' | 'endsAt' | 'valueFrom' | 'trafficReset'> & {
        readonly trafficReset?: Before['trafficReset'];
        readonly startsAt: string;
        readonly endsAt: string;
        readonly valueFrom: string;
      })
    | null;
}

interface State {
  readonly status: string;
  readonly endsAt: Date;
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
}

const lockOne = `
  select status, ends_at as "endsAt", traffic_limit_gb as "trafficLimitGb", device_limit as "deviceLimit"
  from subscriptions where bot_id = $1 and id = $2 for no key update`;
const giveUp = `
  update subscriptions set status = 'disabled', removal_wanted_at = coalesce(removal_wanted_at, clock_timestamp()),
    ends_at = greatest(starts_at, least(ends_at, clock_timestamp())), is_autopay_enabled = false, value_toman = 0,
    provisioned_at = null, panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const restore = `
  update subscriptions set plan_id = $3, status = $4, is_trial = $5, starts_at = $6,
    ends_at = greatest($6::timestamptz, $7::timestamptz), traffic_limit_gb = $8, device_limit = $9, squads = $10::uuid[],
    value_toman = $11, value_from = $12, traffic_reset = $13, traffic_reset_wanted_at = null, provisioned_at = null,
    panel_revision = panel_revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
// A trial that the person never had is theirs again; an account that was made, they may have used.
const returnTrial = `
  with never_made as (
    update subscriptions set is_trial = false
    where bot_id = $1 and id = $2 and is_trial and panel_user_id is null and panel_user_uuid is null returning user_id)
  update users set has_had_trial = false, updated_at = clock_timestamp()
  from never_made where users.bot_id = $1 and users.id = never_made.user_id`;

/** Makes a subscription what it was before its newest sales, newest first in `sold`; the panel must take it over. */
export async function takeBack(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, sold }: { readonly subscriptionId: string; readonly sold: readonly Sold[] },
): Promise<void> {
  const place = [tenant.botId, subscriptionId];
  const [state] = await tx.sql<State>(lockOne, place);
  const oldest = sold.at(-1);
  if (!state || !oldest) return;
  const { before } = oldest;
  if (before === null) {
    if (oldest.isTrial) await tx.sql(returnTrial, place);
    await tx.sql(giveUp, place);
    return;
  }
  const { endsAt, trafficLimitGb, deviceLimit } = sold.reduce(undo, state);
  const isOver = endsAt.getTime() <= now();
  const status = state.status === 'disabled' ? 'disabled' : isOver ? 'expired' : 'active';
  const head = [before.planId, status, before.isTrial, before.startsAt, endsAt, trafficLimitGb, deviceLimit];
  // Orders of before the column was there do not say it; those subscriptions count by the calendar.
  const kept = [before.valueToman, before.valueFrom, before.trafficReset ?? 'month'];
  await tx.sql(restore, [...place, ...head, before.squads, ...kept]);
}

/** Undoes one sale; what admins have changed since stays. */
function undo(state: State, { quote, before }: Sold): State {
  if (!before) return state;
  const addedMs = Date.parse(quote.endsAt) - Date.parse(before.endsAt);
  return {
    status: state.status,
    endsAt: new Date(state.endsAt.getTime() - addedMs),
    trafficLimitGb:
      state.trafficLimitGb === quote.trafficLimitGb ? before.trafficLimitGb : state.trafficLimitGb,
    deviceLimit: state.deviceLimit === quote.deviceLimit ? before.deviceLimit : state.deviceLimit,
  };
}
