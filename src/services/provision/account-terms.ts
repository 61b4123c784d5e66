import type { TrafficReset } from '#panels/panel.js';
import type { TrafficPeriod } from '#models/subscription.js';
import { gigabyte } from '#platform/units.js';

const resets: Readonly<Record<TrafficPeriod, TrafficReset>> = {
  none: 'NO_RESET',
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  month_rolling: 'MONTH_ROLLING',
};

/**
 * May the owner `u` of the subscription `s` use it? Not while an admin has blocked them, nor on a trial while they are out of the
 * required channel.
 */
export const mayUseText = `(u.status = 'active' and not (s.is_trial and s.channel_left_at is not null))`;

/**
 * The squads of the subscription `s`: its own, and those that are tried for a while. Naming none means every squad of the panel, so
 * there is nothing to try beside them.
 */
export const squadsText = `
    case when s.squads = '{}' then '{}' else array(select distinct unnest(s.squads || s.test_squads)::text) end`;

/** What a row says of its account in its own words. */
export interface AccountTerms {
  readonly id: string;
  readonly telegram_id: string;
  readonly traffic_limit_gb: number;
  readonly traffic_reset: TrafficPeriod;
  readonly device_limit: number;
}

/** The same in the panel's words. The description says whose the account is; only one that says it is ours. */
export const accountTerms = (botId: string, row: AccountTerms) => ({
  trafficLimitBytes: row.traffic_limit_gb * gigabyte,
  trafficReset: resets[row.traffic_reset],
  deviceLimit: row.device_limit,
  description: `Remnafleet bot ${botId} subscription ${row.id} telegram ${row.telegram_id}`,
});
