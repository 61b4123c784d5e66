import type { AccountFacts } from '#jobs/catalog/panel.js';
import type { CountedTraffic } from '#models/subscription.js';

/** What a look at an account adds to what was counted of it. */
export interface Count {
  /** Bytes that were consumed and not counted before; never below zero. */
  readonly bytes: number;
  /** What is counted by now. */
  readonly counted: CountedTraffic | null;
}

/** The counters of an account as the panel tells them. */
export type Counters = Pick<
  AccountFacts,
  'created_at' | 'lifetime_traffic_bytes' | 'traffic_reset_at' | 'used_traffic_bytes'
>;

/**
 * What was consumed since it was counted last. States come late, twice and in any order, counters begin anew with a reset,
 * panels lose the newest hours when they are set back to a backup, and accounts are made anew under the same name: so the
 * highest that was seen of an account counts, and one of another making counts from zero. An older account than the one
 * that was counted last is old news, unless the look is fresh (`isFresh`): then counting goes on from there. `null`: the
 * subscription is older than the counting, which begins here.
 */
export function countTraffic(
  known: CountedTraffic | null,
  seen: Counters,
  { isFresh }: { readonly isFresh: boolean },
): Count {
  const { created_at: accountAt } = seen;
  if (accountAt == null) return { bytes: 0, counted: known };
  const fresh = begin(accountAt, seen);
  if (known === null) return { bytes: 0, counted: fresh };
  const all = seen.lifetime_traffic_bytes ?? seen.used_traffic_bytes;
  if (known.account_at === undefined) return { bytes: all, counted: fresh };
  const { account_at: countedAt, newest_at: newestAt = countedAt } = known;
  if (Date.parse(accountAt) === Date.parse(countedAt)) return goOn(known, seen);
  if (Date.parse(accountAt) > Date.parse(newestAt)) return { bytes: all, counted: fresh };
  return { bytes: 0, counted: isFresh ? { ...fresh, newest_at: newestAt } : known };
}

const begin = (accountAt: string, seen: Counters): CountedTraffic => ({
  account_at: accountAt,
  ...(seen.lifetime_traffic_bytes != null && { lifetime: seen.lifetime_traffic_bytes }),
  used: seen.used_traffic_bytes,
  reset_at: seen.traffic_reset_at ?? null,
});

/** The same account: by the counter of its life, and where that is not told, by what was used since its last reset. */
function goOn(known: CountedTraffic, seen: Counters): Count {
  const { lifetime_traffic_bytes: lifetime } = seen;
  const since = sinceReset(known, seen);
  const hasBoth = lifetime != null && known.lifetime !== undefined;
  const bytes = hasBoth ? Math.max(0, lifetime - known.lifetime) : since.bytes;
  const highest = hasBoth || lifetime == null ? (known.lifetime ?? 0) + bytes : lifetime;
  const isTold = lifetime != null || known.lifetime !== undefined;
  return {
    bytes,
    counted: { ...known, ...since.counted, ...(isTold && { lifetime: highest }) },
  };
}

/** An earlier reset is old news; after a later one, all that was used is new. */
function sinceReset(
  known: CountedTraffic,
  { traffic_reset_at: resetAt, used_traffic_bytes: used }: Counters,
): { readonly bytes: number; readonly counted: Pick<CountedTraffic, 'reset_at' | 'used'> } {
  const ahead = instantOf(resetAt) - instantOf(known.reset_at);
  if (ahead < 0) return { bytes: 0, counted: {} };
  if (ahead > 0) return { bytes: used, counted: { used, reset_at: resetAt ?? null } };
  const highest = Math.max(used, known.used ?? 0);
  return { bytes: highest - (known.used ?? 0), counted: { used: highest } };
}

/** Before the first reset comes before every reset. */
const instantOf = (at: string | null | undefined): number => (at == null ? 0 : Date.parse(at));
