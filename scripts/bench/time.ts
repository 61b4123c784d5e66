import { attachModels } from '#models/index.js';
import { openDatabase } from '#platform/database.js';
import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { tellDueWords } from '#services/expiry/tell-due.js';
import { tenantOf } from '#tenancy/scope.js';
import { openMigrator } from '../../migrations/migrator.js';
import { makeOwnDatabase, type OwnDatabase } from '../../test/support/servers/own-database.js';
import { waitFor } from '../../test/support/wait-for.js';
import { median, printTable, round } from './figures.js';

const bots = 1_000;
const perBot = 1_000;
const duePerBot = 10;
/** Subscriptions of one bot that end in the same minute. */
const crowd = 100_000;
const ticks = 9;
/** Bots whose jobs run at a time, as in one worker process. */
const atOnce = 4;

/** What one doing took, and which rows of `subscriptions` it read: entries of indexes, and rows by walking. */
interface Reading {
  readonly ms: number;
  readonly entries: number;
  readonly walked: number;
}

/**
 * What it costs to find and do what the time of 1,000,000 subscriptions in 1,000 bots brings: a tick with nothing due, one
 * with 10,000 due, and the jobs that follow, beside an index-only read of the due rows and a walk over the whole table.
 */
export async function measureTime(): Promise<void> {
  const own = await makeOwnDatabase();
  const migrator = await openMigrator(own.url);
  await migrator.up();
  await migrator.close();
  await fill(own);
  const database = openDatabase({ url: own.url, poolMax: 8, applicationName: 'bench' });
  attachModels(database);
  const nothing = await repeat(own, enqueueDueWords);
  const dueAt = new Date(Date.now() - 60_000);
  await own.query(
    `update subscriptions set starts_at = $1::timestamptz - interval '30 days', ends_at = $1
     where user_id in (select id from users where telegram_id <= $2)`,
    [dueAt, duePerBot],
  );
  await own.query('vacuum analyze subscriptions');
  const tick = await repeat(own, enqueueDueWords);
  const only = 'select count(*) from subscriptions where bot_id = $1 and word_at <= now()';
  const indexOnly = await repeat(own, async () => {
    for (let bot = 1; bot <= bots; bot += 1) await own.query(only, [bot]);
  });
  const walk = await repeat(own, () =>
    own.query(`select count(*) from subscriptions where word_at + interval '0 hours' <= now()`),
  );
  const jobs = await read(own, async () => {
    const left = Array.from({ length: bots }, (_, at) => String(at + 1));
    const work = async () => {
      for (let bot = left.pop(); bot !== undefined; bot = left.pop()) await tellDueWords(tenantOf(bot));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  });
  const [done] = await own.query<{ over: number }>(
    `select count(*)::int as over from subscriptions where status = 'expired'`,
  );
  const sameMinute = await tellCrowd(own);
  const cells = ({ ms, entries, walked }: Reading): string[] => [round(ms, 1), `${entries}`, `${walked}`];
  printTable(
    `Time: ${bots * perBot} subscriptions in ${bots} bots, ${bots * duePerBot} due, of which ${done?.over} became expired`,
    [
      ['', 'ms', 'entries of indexes read', 'rows walked over'],
      ['a tick with nothing due', ...cells(nothing)],
      ['a tick with all bots due', ...cells(tick)],
      ['an index-only read of what is due, bot by bot', ...cells(indexOnly)],
      ['a walk over the table', ...cells(walk)],
      ['the jobs of all bots: ended, told, planned', ...cells(jobs)],
      [`the job of a bot of which ${crowd} end in the same minute`, ...cells(sameMinute)],
    ],
  );
  await database.close();
  await own.drop();
}

/** One bot has a crowd whose subscriptions ended half a minute ago: one job ends them, and decides that each is told. */
async function tellCrowd(own: OwnDatabase): Promise<Reading> {
  await own.query(
    `insert into users (bot_id, telegram_id, language, referral_code, registered_at, first_name)
     select 1, 1000000 + n, 'en', 'crowd' || n, now(), 'Name' from generate_series(1, $1) as n`,
    [crowd],
  );
  await own.query(
    `insert into subscriptions (bot_id, user_id, status, starts_at, ends_at, provisioned_at)
     select bot_id, id, 'active', now() - interval '30 days', now() - interval '30 seconds', now() from users
     where bot_id = 1 and telegram_id > 1000000`,
  );
  await own.query('vacuum analyze subscriptions');
  const reading = await read(own, () => tellDueWords(tenantOf('1')));
  const [told] = await own.query<{ count: number }>(
    `select count(*)::int as count from outbox
     where bot_id = 1 and job_name = 'notice.send' and payload ->> 'kind' = 'subscription_expired'`,
  );
  if ((told?.count ?? 0) < crowd) throw new Error(`${told?.count} of ${crowd} were told that it is over`);
  return reading;
}

async function fill({ query }: OwnDatabase): Promise<void> {
  await query(
    `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, api_token_hash)
     select 'Shop ' || n, 'sealed', encode(sha256(('t ' || n)::bytea), 'hex'), 1000000 + n, encode(sha256(('a ' || n)::bytea), 'hex')
     from generate_series(1, $1) as n order by n`,
    [bots],
  );
  await query(
    `insert into users (bot_id, telegram_id, language, referral_code, registered_at, first_name)
     select b.id, n, 'en', 'code' || n, now(), 'Name' from bots b, generate_series(1, $1) as n`,
    [perBot],
  );
  await query(
    `insert into subscriptions (bot_id, user_id, status, ends_at, provisioned_at)
     select bot_id, id, 'active', now() + interval '40 days' + telegram_id * interval '1 hour', now() from users`,
  );
  // Planned, as the first tick after their making leaves them.
  await query(`update subscriptions set word_at = ends_at - interval '3 days'`);
  await query('vacuum analyze');
}

const countText = `
  select coalesce(sum(idx_tup_read), 0)::int as entries,
    (select seq_tup_read::int from pg_stat_user_tables where relname = 'subscriptions') as walked
  from pg_stat_user_indexes where relname = 'subscriptions'`;

async function count({ query }: OwnDatabase): Promise<Omit<Reading, 'ms'>> {
  // An idle connection of PostgreSQL tells of what it read ten seconds later at the latest.
  let seen = '';
  const isStill = async (): Promise<boolean> => {
    await query('select pg_stat_force_next_flush()');
    const now = JSON.stringify(await query(countText));
    const isSame = now === seen;
    seen = now;
    return isSame;
  };
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  await waitFor(isStill, { what: 'counts of what was read', timeoutMs: 10_000 });
  return (JSON.parse(seen) as Omit<Reading, 'ms'>[])[0] as Omit<Reading, 'ms'>;
}

async function read(own: OwnDatabase, work: () => Promise<unknown>): Promise<Reading> {
  const before = await count(own);
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  const after = await count(own);
  return { ms, entries: after.entries - before.entries, walked: after.walked - before.walked };
}

/** The same several times: the middle time, and what one of them read. */
async function repeat(own: OwnDatabase, work: () => Promise<unknown>): Promise<Reading> {
  const times: number[] = [];
  const all = await read(own, async () => {
    for (let tick = 0; tick < ticks; tick += 1) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
  });
  return {
    ms: median(times),
    entries: Math.round(all.entries / ticks),
    walked: Math.round(all.walked / ticks),
  };
}
