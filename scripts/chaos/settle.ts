import { pause } from '#platform/clock.js';
import { keyPrefix } from '#platform/redis.js';
import type { ChaosFleet } from './fleet.js';
import { isWithin, type Span } from './history.js';
import type { SentUpdate } from './traffic.js';
import type { TrialSpec, Trial } from './trial.js';
import { tellWhereabouts } from './whereabouts.js';

export interface Patience {
  /** It gives up after so many seconds without any progress. */
  readonly patience: number;
  /** Updates sent then are not waited for: Redis itself may have lost them. */
  readonly forgotten?: Span;
  readonly say?: TrialSpec['say'];
}

const lookEveryMs = 300;
const tellEverySeconds = 15;

/**
 * Lets everything that was sent come to its end: nothing unacknowledged, every update marked, nothing owed. Resolves with
 * the seconds that took. It tells how much is left from time to time, and where the rest lies when nothing moved; the verdict is the history's.
 */
export async function settle(trial: Trial, { patience, forgotten, say }: Patience): Promise<number> {
  const { fleet, traffic } = trial;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let missing = traffic.sent.filter((update) => !isWithin(forgotten, update));
  let least = Infinity;
  let progressAt = 0;
  let toldAt = 0;
  for (;;) {
    missing = await withoutEffect(fleet, missing);
    const owed = await listOwed(fleet);
    const open = traffic.unacknowledged();
    const left = missing.length + open + owed.length;
    if (left === 0) return seconds();
    if (left < least) progressAt = seconds();
    least = Math.min(least, left);
    const state = `${missing.length} updates without effect (${open} not taken in), ${owed.length} messages owed`;
    const isOver = seconds() - progressAt > patience;
    if (isOver || seconds() - toldAt > tellEverySeconds) {
      say?.(`after ${seconds().toFixed(0)} s: ${state}`);
      const rests = isOver || progressAt < toldAt;
      toldAt = seconds();
      for (const line of rests ? await tellWhereabouts(fleet, { missing, owed }) : []) say?.(`  ${line}`);
    }
    if (isOver) return seconds();
    await pause(lookEveryMs);
  }
}

const withoutMark = `
  select at::int from unnest($1::bigint[], $2::bigint[]) with ordinality as u (bot_id, update_id, at)
  where not exists (select from chaos_effects e where e.bot_id = u.bot_id and e.update_id = u.update_id)`;

async function withoutEffect(fleet: ChaosFleet, updates: readonly SentUpdate[]): Promise<SentUpdate[]> {
  if (!updates.length) return [];
  const rows = await fleet.query<{ at: number }>(withoutMark, [
    updates.map(({ bot }) => bot.botId),
    updates.map(({ updateId }) => updateId),
  ]);
  return rows.map(({ at }) => updates[at - 1] as SentUpdate);
}

/** A message that PostgreSQL owes. */
export interface OwedMessage {
  readonly id: string;
  readonly bot_id: string;
  readonly ordering_key: string;
  /** Seconds since Redis got it, as far as PostgreSQL knows; null: it never heard of that. */
  readonly handed: number | null;
}

/**
 * Jobs that PostgreSQL owes and that have not ended. A crash right after the end of a job leaves its row behind until the
 * relay strikes it off some minutes later; such a row is owed no longer.
 */
export async function listOwed(fleet: ChaosFleet): Promise<OwedMessage[]> {
  const rows = await fleet.query<OwedMessage>(
    `select id, bot_id, ordering_key, extract(epoch from now() - handed_at)::int as handed from outbox`,
  );
  if (!rows.length) return [];
  const ended = await fleet.redis((redis) =>
    Promise.all(
      rows.map(({ id, bot_id: bot }) => redis.hexists(`${keyPrefix}:messages:${bot}.${id}`, 'finishedOn')),
    ),
  );
  return rows.filter((_, at) => !ended[at]);
}
