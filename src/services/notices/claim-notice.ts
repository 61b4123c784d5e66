import { LRUCache } from 'lru-cache';
import { now } from '#platform/clock.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Repeat } from './notice-contract.js';

const text = `
  insert into notice_marks (bot_id, kind, about, until)
  values ($1, $2, $3, now() + make_interval(mins => $4))
  on conflict (bot_id, kind, about) do update set until = excluded.until where notice_marks.until <= now()
  returning kind`;

/** 400 days: nothing leads to the same again after so long, and the marks need not be kept for ever. */
const everMinutes = 400 * 1_440;

/** Marks that this process knows to stand: a cause that comes with every update costs no statement each time. */
const standing = new LRUCache<string, true>({ max: 10_000, perf: { now }, ttlResolution: 0 });

/**
 * May a notice of this kind be told of this thing now? True once in `again`'s minutes, or once ever, over all processes; the mark stands when the open transaction is committed.
 */
export async function claimNotice(
  tenant: Tenant,
  tx: Tx,
  { kind, about, again }: { readonly kind: string; readonly about: string; readonly again: Repeat },
): Promise<boolean> {
  const key = `${tenant.botId} ${kind} ${about}`;
  if (standing.has(key)) return false;
  const minutes = again === 'never' ? everMinutes : again.afterMinutes;
  const isNews = (await tx.sql(text, [tenant.botId, kind, about, minutes])).length > 0;
  // Of a mark that another process set, only that it stands is known: it is asked for again in a minute.
  const knownMs = isNews && again !== 'never' ? minutes * minuteMs : minuteMs;
  tx.afterCommit(() => {
    standing.set(key, true, { ttl: knownMs });
    return Promise.resolve();
  });
  return isNews;
}
