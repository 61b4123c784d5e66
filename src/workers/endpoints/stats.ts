import type { EndpointOutput } from '#api/endpoint.js';
import type { statsEndpoints } from '#api/stats.js';
import { now } from '#platform/clock.js';
import { spellTimeZone } from '#platform/time-zone.js';
import { readEnding, type Ending } from '#services/reports/count-ending.js';
import { readFleet, readTotals, type Totals } from '#services/reports/count-totals.js';
import { daysOf, readFigures } from '#services/reports/read-figures.js';
import { readTimeZone } from '#services/reports/sum-period.js';
import { settingOf } from '#services/settings/catalog.js';
import type { Tx } from '#tenancy/scope.js';
import type { HandlersOf } from './handler.js';
import { periodOf, type PeriodWish } from './period.js';

type Report = EndpointOutput<(typeof statsEndpoints)['stats.get']>;

/** The zone of a bot that is set to none. */
const standardZone = settingOf('time_zone').default as string;

interface Wish extends PeriodWish {
  readonly time_zone?: string | undefined;
}

/** Totals and series by day. */
export const statsHandlers = (): HandlersOf<typeof statsEndpoints> => ({
  'stats.fleet': async (tx, { query }) => {
    const { botIds, masterId } = await readFleet(tx);
    const report = await reportOn(tx, { botIds, zoneOf: masterId, wish: query });
    return { bots: botIds.length, ...report };
  },
  'stats.get': async ({ botId }, tx, { query }) =>
    reportOn(tx, { botIds: [botId], zoneOf: botId, wish: query }),
});

interface About {
  readonly botIds: readonly string[];
  /** Whose time zone it is unless the wish names one. */
  readonly zoneOf: string | undefined;
  readonly wish: Wish;
}

async function reportOn(tx: Tx, { botIds, zoneOf, wish }: About): Promise<Report> {
  const timeZone = wish.time_zone ?? (await zoneOfBot(tx, zoneOf));
  const { from, to } = periodOf(wish, timeZone);
  const days = await readFigures(tx, { botIds, from, to, timeZone });
  const standing = await readTotals(tx, botIds);
  const ending = await readEnding(tx, botIds, now());
  return {
    from,
    to,
    time_zone: timeZone,
    now: presentStanding(standing, ending),
    total: days.of(from, to),
    days: daysOf(from, to).map((date) => ({ date, ...days.of(date, date) })),
  };
}

async function zoneOfBot(tx: Tx, botId: string | undefined): Promise<string> {
  const set = botId === undefined ? undefined : await readTimeZone(tx, botId);
  return spellTimeZone(set ?? standardZone) ?? standardZone;
}

const presentStanding = (standing: Totals, ending: Ending): Report['now'] => ({
  users: {
    total: standing.users_total,
    blocked: standing.users_blocked,
    deleted: standing.users_deleted,
    unreachable: standing.users_unreachable,
    paying: standing.users_paying,
  },
  subscriptions: {
    active: standing.subscriptions_active,
    trial: standing.subscriptions_trial,
    expired: standing.subscriptions_expired,
    disabled: standing.subscriptions_disabled,
    ...ending,
  },
});
