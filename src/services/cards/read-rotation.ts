import { dayOf, hourOf, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';

export type Strategy = NonNullable<SettingValues['card_rotation_strategy']>;

/** How a bot's cards take turns, and what its clocks show. */
interface Rotation {
  readonly strategy: Strategy;
  /** Cards that are active, over a limit or not. */
  readonly cardCount: number;
  /** Has any of them a limit? */
  readonly isLimited: boolean;
  /** The bot's day, YYYY-MM-DD. */
  readonly day: string;
  /** Its start, ISO 8601. */
  readonly dayStart: string;
  /** 0 to 23. */
  readonly hour: number;
  /** Whole minutes since 1970: those by which cards take turns, which no change of clocks touches. */
  readonly minute: number;
}

interface Facts {
  readonly configuration: Readonly<Record<string, unknown>> | null;
  readonly agreed: Strategy | null;
  readonly card_count: number;
  readonly is_limited: boolean;
}

/** Strategies to which it is all one who was picked just before need no turn, unless a day's limit is counted. */
const readText = `
  select configuration, agreed, card_count, is_limited,
    case when $2::boolean and card_count > 0 and (is_counted
        or coalesce(configuration ->> 'card_rotation_strategy', agreed, '') not in ('random', 'time_based', 'weighted'))
      then pg_advisory_xact_lock(hashtextextended('pick a card of bot ' || $1::bigint, 0)) end
  from (
    select
      (select jsonb_object_agg(config_key, config_value) from bot_configurations
        where bot_id = $1 and config_key in ('card_rotation_strategy', 'time_zone')) as configuration,
      case when min(rotation_strategy) = max(rotation_strategy) then min(rotation_strategy) end as agreed,
      count(*)::int as card_count,
      coalesce(bool_or(day_count_limit is not null or day_sum_limit_toman is not null), false) as is_counted,
      coalesce(bool_or(num_nonnulls(day_count_limit, day_sum_limit_toman, min_toman, max_toman, hours_from) > 0), false)
        as is_limited
    from tenant_payment_cards where bot_id = $1 and is_active
  ) as facts`;

/**
 * Reads it in the open transaction. The strategy is the bot's setting, else what all active cards say, else `round_robin`.
 * For a pick whose outcome depends on the picks before it waits until those are committed or undone, and lets none begin
 * before the transaction ends: a lock of this bot alone. Only a statement that is sent afterwards sees what they did.
 */
export async function readRotation(
  { botId }: Tenant,
  tx: Tx,
  { isPick }: { readonly isPick: boolean },
): Promise<Rotation> {
  const [facts] = await tx.sql<Facts>(readText, [botId, isPick]);
  const { card_rotation_strategy: own, time_zone: timeZone } = valuesOf(botId, facts?.configuration ?? {});
  const at = now();
  const day = dayOf(at, timeZone);
  return {
    strategy: own ?? facts?.agreed ?? 'round_robin',
    cardCount: facts?.card_count ?? 0,
    isLimited: facts?.is_limited ?? false,
    day,
    dayStart: new Date(startOfDay(day, timeZone)).toISOString(),
    hour: hourOf(at, timeZone),
    minute: Math.floor(at / minuteMs),
  };
}
