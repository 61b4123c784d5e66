/**
 * A walk over all accounts of the panel, in pages and over many ticks.
 *
 * 1. A page is read; no transaction is open.
 * 2. In one transaction, its accounts with names of ours become `panel.compare` jobs of their bots, and the place where
 *    the next page begins is noted.
 * 3. On the first tick after the last page, bots with living subscriptions that it did not find get a
 *    `panel.find-missing` job, unless comparisons of theirs still wait: then the next walk does it.
 */
import { z } from 'zod';
import type { AccountFacts } from '#jobs/catalog/panel.js';
import { enqueue } from '#jobs/enqueue.js';
import { accountFacts } from '#panels/account-facts.js';
import { readAccountName } from '#panels/account-name.js';
import type { AccountPage, Panel } from '#panels/panel.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { dayMs } from '#platform/units.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';

const pageSize = 500;
const accountsAJob = 100;
const key = 'panel.walk';

/** Where a walk stands; times are ISO. */
const state = z.object({
  started_at: z.string(),
  /** Where the next page begins; null: at the first. */
  cursor: z.string().nullable(),
  ended_at: z.string().nullable(),
  /** Was it asked for what the walk did not find? */
  is_searched: z.boolean(),
});
type State = z.output<typeof state>;

const readState = 'select value from fleet_settings where key = $1';
const writeState = `
  insert into fleet_settings (key, value) values ($1, $2)
  on conflict (key) do update set value = excluded.value, updated_at = now()`;
const existing = 'select id::text from bots where id = any($1::bigint[])';
const withUnseen = `
  select bots.id::text from bots cross join lateral (
    select from subscriptions s
    where s.bot_id = bots.id and s.panel_username is not null and s.removal_wanted_at is null and s.panel_seen_at < $1
      and s.provisioned_at < $1 and s.status = 'active' and s.ends_at > now()
    order by s.panel_seen_at limit 1) as unseen
  left join lateral (
    select true as waits from outbox o
    where o.bot_id = bots.id and o.ordering_key = '' and o.job_name = 'panel.compare' limit 1) as comparing on true
  where comparing.waits is null`;

export interface Walk {
  readonly panel: Panel;
  /** Pages that one call reads at most. */
  readonly pages: number;
  /** Pause between the end of a walk and the next in ms. */
  readonly everyMs: number;
}

/** Goes on with the walk, or begins one when the last is old enough. Throws what Panel throws; the next call goes on. */
export async function walkPanel({ panel, pages, everyMs }: Walk): Promise<void> {
  const last = await asFleet('read how far the panel was walked', readPlace);
  if (last?.ended_at && !last.is_searched) return searchMissing(last);
  if (last?.ended_at && !isDue(last, everyMs)) return;
  let place = !last || last.ended_at ? newWalk() : last;
  for (let read = 0; read < pages && !place.ended_at; read += 1) {
    const page = await panel.page(place.cursor, pageSize);
    const ended_at = page.next === null ? new Date(now()).toISOString() : null;
    const next: State = { ...place, cursor: page.next, ended_at };
    await asFleet('hand out accounts of the panel', (tx) => handOut(tx, page, next));
    place = next;
  }
}

/**
 * The panel's last calendar reset of a day has run by then (00:20 by its clock, which we take to be UTC). Of accounts that
 * were not limited it says nothing, so a walk begins sooner.
 */
const afterResetsMs = 21 * 60_000;

/** Is it time for the next walk: so long after the last, or soon after the panel's resets of the day? */
function isDue({ started_at, ended_at }: State, everyMs: number): boolean {
  const [at, started, ended] = [now(), Date.parse(started_at), Date.parse(ended_at ?? started_at)];
  const resetsAt = Math.floor((at - afterResetsMs) / dayMs) * dayMs + afterResetsMs;
  return at - ended >= everyMs || started < resetsAt;
}

const newWalk = (): State => ({
  started_at: new Date(now()).toISOString(),
  cursor: null,
  ended_at: null,
  is_searched: false,
});

const searchMissing = (place: State): Promise<void> =>
  asFleet('find bots whose accounts the panel lacks', async (tx) => {
    const { started_at: since } = place;
    for (const { id } of await tx.sql<{ id: string }>(withUnseen, [since]))
      await enqueue(tenantOf(id), 'panel.find-missing', { since });
    await tx.sql(writeState, [key, { ...place, is_searched: true }]);
  });

async function readPlace(tx: Tx): Promise<State | undefined> {
  const [row] = await tx.sql<{ value: unknown }>(readState, [key]);
  return state.safeParse(row?.value).data;
}

async function handOut(tx: Tx, page: AccountPage, next: State): Promise<void> {
  const byBot = new Map<string, AccountFacts[]>();
  for (const account of page.accounts) {
    const named = readAccountName(account.username);
    if (!named) continue;
    byBot.set(named.botId, [...(byBot.get(named.botId) ?? []), accountFacts(account)]);
  }
  const bots = new Set((await tx.sql<{ id: string }>(existing, [[...byBot.keys()]])).map(({ id }) => id));
  for (const [botId, accounts] of byBot) {
    if (bots.has(botId)) await enqueueComparisons(botId, accounts);
    else reportOfNoBot(botId, accounts.length);
  }
  await tx.sql(writeState, [key, next]);
}

async function enqueueComparisons(botId: string, accounts: readonly AccountFacts[]): Promise<void> {
  for (let at = 0; at < accounts.length; at += accountsAJob)
    await enqueue(tenantOf(botId), 'panel.compare', { accounts: accounts.slice(at, at + accountsAJob) });
}

function reportOfNoBot(botId: string, count: number): void {
  log.warn(
    { of_bot: botId, count },
    'the panel has accounts of a bot that does not exist; they are left alone, remove them there if nobody uses them',
  );
  metrics.panelCompared('stray', count);
}
