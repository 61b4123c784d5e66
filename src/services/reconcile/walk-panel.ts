/**
 * A walk over all accounts of the panel, in pages and over many ticks.
 *
 * 1. A page is read; no transaction is open.
 * 2. In one transaction, its accounts with names of ours become `panel.compare` jobs of their bots, and the place where
 *    the next page begins is noted.
 * 3. After the last page, bots with living subscriptions that it did not meet get a `panel.find-missing` job.
 */
import { z } from 'zod';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { accountFacts } from '#panels/account-facts.js';
import { readAccountName } from '#panels/account-name.js';
import type { AccountPage, Panel } from '#panels/panel.js';
import { enqueue } from '#jobs/enqueue.js';
import type { AccountFacts } from '#jobs/catalog.js';
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
      and s.provisioned_at < $1 and s.status = 'active' and s.ends_at > clock_timestamp()
    order by s.panel_seen_at limit 1) as unseen`;

export interface Walk {
  readonly panel: Panel;
  /** Pages that one call reads at most. */
  readonly pages: number;
  /** Pause between the end of a walk and the next in ms. */
  readonly everyMs: number;
}

/** Goes on with the walk, or begins one when the last is old enough. Throws what Panel throws; the next call goes on. */
export async function walkPanel({ panel, pages, everyMs }: Walk): Promise<void> {
  let place = await asFleet('read how far the panel was walked', readPlace);
  if (place?.ended_at && now() - new Date(place.ended_at).getTime() < everyMs) return;
  if (!place || place.ended_at)
    place = { started_at: new Date(now()).toISOString(), cursor: null, ended_at: null };
  for (let read = 0; read < pages && !place.ended_at; read += 1) {
    const page = await panel.page(place.cursor, pageSize);
    const ended_at = page.next === null ? new Date(now()).toISOString() : null;
    const next: State = { ...place, cursor: page.next, ended_at };
    await asFleet('hand out accounts of the panel', (tx) => handOut(tx, page, next));
    place = next;
  }
}

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
    if (bots.has(botId)) await orderComparisons(botId, accounts);
    else reportOfNoBot(botId, accounts.length);
  }
  await tx.sql(writeState, [key, next]);
  if (next.ended_at) await orderSearches(tx, next.started_at);
}

async function orderComparisons(botId: string, accounts: readonly AccountFacts[]): Promise<void> {
  for (let at = 0; at < accounts.length; at += accountsAJob)
    await enqueue(tenantOf(botId), 'panel.compare', { accounts: accounts.slice(at, at + accountsAJob) });
}

function reportOfNoBot(botId: string, count: number): void {
  log.warn(
    { of_bot: botId, count },
    'the panel has accounts of a bot that is gone; they are left as they are',
  );
  metrics.panelCompared('stray', count);
}

/** The comparisons of this walk may still wait: what they have not seen yet is asked for once more, which changes nothing. */
async function orderSearches(tx: Tx, since: string): Promise<void> {
  for (const { id } of await tx.sql<{ id: string }>(withUnseen, [since]))
    await enqueue(tenantOf(id), 'panel.find-missing', { since });
}
