import type { AccountFacts } from '#jobs/catalog/panel.js';
import { enqueue } from '#jobs/enqueue.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import type { CountedTraffic } from '#models/subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { bookConsumption } from '../billing/book-consumption.js';
import { countTraffic, type Count } from '../billing/count-traffic.js';
import { mayUseText, squadsText } from '../provision/account-terms.js';
import { judgeAccount, type ComparedRow, type Judgement } from '../provision/judge-account.js';
import { oweMend } from '../provision/owe-mend.js';
import { isOlder, type Source } from './is-older.js';
import { warnOfTraffic } from './traffic-warning.js';
import { watchHeavyUse } from './watch-heavy-use.js';

/** What people must hear of a comparison; called in its transaction. */
export interface Tellers {
  readonly onNotice: (
    tx: Tx,
    notice: { subscriptionId: string; kind: 'expired' | 'flowing' | 'limited' },
  ) => Promise<void>;
  /** So many percent of the traffic are used. */
  readonly onTraffic: (tx: Tx, warning: { subscriptionId: string; percent: number }) => Promise<void>;
  readonly onNewLink: (tx: Tx, change: { subscriptionId: string; isNew: boolean }) => Promise<void>;
}

type Row = ComparedRow & {
  readonly panel_changed_at: Date | null;
  readonly panel_told_at: Date | null;
  readonly panel_counted: CountedTraffic | null;
  readonly panel_seen_at: Date | null;
  readonly traffic_told: number;
};

const readRows = `
  select s.id::text, s.panel_username, s.panel_short_uuid, s.subscription_url, s.status,
    ${mayUseText} as may_use, u.telegram_id::text, s.removal_wanted_at is not null as is_removal_wanted,
    s.provisioned_at is not null as is_in_step, s.ends_at, s.traffic_limit_gb, s.traffic_reset, s.device_limit,
    ${squadsText} as squads, s.panel_taken, s.panel_changed_at, s.panel_told_at, s.panel_counted, s.panel_seen_at,
    s.expiry_told_for is not distinct from s.ends_at as is_expiry_told, s.limit_told_at is not null as is_limit_told,
    s.traffic_told
  from subscriptions s join users u on u.bot_id = s.bot_id and u.id = s.user_id
  where s.bot_id = $1 and s.panel_username = any($2) order by s.id for no key update of s`;

const noteSeen = `
  update subscriptions s set traffic_used_bytes = seen.used, panel_status = seen.status, panel_seen_at = clock_timestamp(),
    first_connected_at = coalesce(s.first_connected_at, seen.connected),
    panel_changed_at = coalesce(seen.changed, s.panel_changed_at), panel_told_at = coalesce($12::timestamptz, s.panel_told_at),
    panel_short_uuid = case when seen.is_new_link then seen.short_uuid else s.panel_short_uuid end,
    subscription_url = case when seen.is_new_link or s.panel_short_uuid = seen.short_uuid then seen.url
      else s.subscription_url end,
    status = case when seen.is_over then 'expired' else s.status end,
    expiry_told_for = case when seen.is_over then s.ends_at else s.expiry_told_for end,
    limit_told_at = case when seen.is_limited then clock_timestamp() when seen.is_flowing then null
      else s.limit_told_at end,
    panel_fault = case when seen.is_same then nullif(s.panel_fault, 'panel.differs') else s.panel_fault end,
    panel_counted = seen.counted::jsonb, traffic_told = seen.traffic_told
  from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::timestamptz[],
      $9::boolean[], $10::boolean[], $11::boolean[], $13::boolean[], $14::boolean[], $15::text[], $16::integer[])
    as seen (id, used, status, connected, short_uuid, url, changed, is_over, is_new_link, is_limited, is_flowing, is_same,
      counted, traffic_told)
  where s.bot_id = $1 and s.id = seen.id`;
const noteMet = `
  update subscriptions set panel_seen_at = clock_timestamp() where bot_id = $1 and id = any($2::bigint[])`;

interface Pair {
  readonly row: Row;
  readonly account: AccountFacts;
  readonly judgement: Judgement;
  /** What its counters add to what was consumed. */
  readonly count: Count;
}

export interface Seen {
  readonly accounts: readonly AccountFacts[];
  readonly source: Source;
  readonly tellers: Tellers;
}

/**
 * Takes in how accounts of a bot are on the panel, in the open transaction: used traffic and state are noted, what was
 * consumed since is booked, people hear what concerns them, and where an account differs from our row a sync is requested. Accounts that no row knows are reported
 * and never touched. Doing it twice changes nothing. Returns the ids of the subscriptions that it found.
 *
 * Only a look is taken as it is: it was read in the turn of its subscription's jobs, so nothing was changed on the panel
 * since. What an event or a page of a walk says may be older than what we know: an older event is no news, an older page
 * that differs is looked up. So is another link, which we may have replaced meanwhile, and traffic that flows again.
 */
export async function compareAccounts(
  tenant: Tenant,
  tx: Tx,
  { accounts, source, tellers }: Seen,
): Promise<string[]> {
  const names = accounts.map(({ username }) => username);
  const rows = await tx.sql<Row>(readRows, [tenant.botId, names]);
  const byName = new Map(accounts.map((account) => [account.username, account]));
  const pairs = rows.map((row): Pair => {
    const account = byName.get(row.panel_username) as AccountFacts;
    return {
      row,
      account,
      judgement: judgeAccount(tenant.botId, row, account),
      count: countTraffic(row.panel_counted, account, { isFresh: source.kind === 'look' }),
    };
  });
  reportStrays(names, rows);
  const older = new Set(pairs.filter(({ row, account }) => isOlder(source, row, account)));
  if (source.kind === 'walk') await lookUpOlder(tenant, tx, [...older]);
  const news = pairs.filter((pair) => !older.has(pair));
  if (news.length > 0) await takeIn(tenant, tx, { news, source, tellers });
  return pairs.map(({ row }) => row.id);
}

/** Accounts of a page that was read before our last call: found, and looked up where they are not as they shall be. */
async function lookUpOlder(tenant: Tenant, tx: Tx, older: readonly Pair[]): Promise<void> {
  if (older.length === 0) return;
  await tx.sql(noteMet, [tenant.botId, older.map(({ row }) => row.id)]);
  for (const { row, judgement } of older)
    if (judgement.differs.length > 0 || judgement.isNewLink) await lookUp(tenant, row.id);
}

const lookUp = (tenant: Tenant, subscriptionId: string): Promise<void> =>
  enqueue(tenant, 'subscription.look', { subscription_id: subscriptionId, view: 'detail' });

interface News extends Omit<Seen, 'accounts'> {
  readonly news: readonly Pair[];
}

async function takeIn(tenant: Tenant, tx: Tx, { news, source, tellers }: News): Promise<void> {
  await tx.sql(noteSeen, [tenant.botId, ...seenValues(news, source)]);
  await bookConsumption(
    tenant,
    tx,
    news.reduce((sum, { count }) => sum + count.bytes, 0),
  );
  const uses = news.map(({ row, count }) => ({
    subscriptionId: row.id,
    bytes: count.bytes,
    since: row.panel_seen_at,
  }));
  await watchHeavyUse(tenant, tx, uses);
  for (const pair of news) await follow(tenant, tx, { pair, source, tellers });
  const differing = news.filter(({ judgement }) => judgement.differs.length > 0).length;
  metrics.panelCompared('differs', differing);
  metrics.panelCompared('same', news.length - differing);
}

function seenValues(news: readonly Pair[], source: Source): unknown[] {
  const isLook = source.kind === 'look';
  return [
    news.map(({ row }) => row.id),
    news.map(({ account }) => account.used_traffic_bytes),
    news.map(({ account }) => account.status),
    news.map(({ account }) => account.first_connected_at),
    news.map(({ account }) => account.short_uuid),
    news.map(({ account }) => account.subscription_url),
    news.map(({ account }) => account.updated_at ?? null),
    news.map(({ judgement }) => judgement.isExpiryNews),
    news.map(({ judgement }) => judgement.isNewLink && isLook),
    news.map(({ judgement }) => judgement.isLimitNews),
    source.kind === 'event' ? source.toldAt : null,
    news.map(({ judgement }) => judgement.isFlowNews && isLook),
    news.map(({ row, judgement }) => row.is_in_step && judgement.differs.length === 0),
    news.map(({ count }) => count.counted && JSON.stringify(count.counted)),
    news.map((pair) => warningOf(pair).told),
  ];
}

async function follow(
  tenant: Tenant,
  tx: Tx,
  { pair, source, tellers }: Omit<News, 'news'> & { readonly pair: Pair },
): Promise<void> {
  const { row, judgement } = pair;
  const { id: subscriptionId } = row;
  const { differs, isNewLink, isFlowNews } = judgement;
  if (differs.length > 0) await oweMend(tenant, tx, { subscriptionId, differs });
  if (source.kind !== 'look' && (isNewLink || isFlowNews)) await lookUp(tenant, subscriptionId);
  else {
    if (isNewLink) await tellers.onNewLink(tx, { subscriptionId, isNew: row.subscription_url === null });
    if (isFlowNews) await tellers.onNotice(tx, { subscriptionId, kind: 'flowing' });
  }
  if (judgement.isExpiryNews) await tellers.onNotice(tx, { subscriptionId, kind: 'expired' });
  const warning = warningOf(pair);
  if (warning.isNews && row.status === 'active' && row.may_use)
    await tellers.onTraffic(tx, { subscriptionId, percent: warning.told });
  if (judgement.isLimitNews) await tellers.onNotice(tx, { subscriptionId, kind: 'limited' });
}

const warningOf = ({ row, account }: Pair): ReturnType<typeof warnOfTraffic> =>
  warnOfTraffic({
    usedBytes: account.used_traffic_bytes,
    limitGb: row.traffic_limit_gb,
    told: row.traffic_told,
  });

function reportStrays(names: readonly string[], rows: readonly ComparedRow[]): void {
  const known = new Set(rows.map((row) => row.panel_username));
  const strays = names.filter((name) => !known.has(name));
  if (strays.length > 0)
    log.warn(
      { accounts: strays.slice(0, 20), count: strays.length },
      'accounts on the panel belong to no subscription; remove them there if nobody uses them',
    );
  metrics.panelCompared('stray', strays.length);
}
