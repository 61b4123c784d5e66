import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { enqueue } from '#jobs/enqueue.js';
import type { AccountFacts } from '#jobs/catalog.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { oweChange } from '../owe-panel.js';
import { judgeAccount, type ComparedRow, type Judgement } from './judge-account.js';

/** What people must hear of a comparison; called in its transaction. */
export interface Tellers {
  readonly onNotice: (
    tx: Tx,
    notice: { subscriptionId: string; kind: 'expired' | 'limited' },
  ) => Promise<void>;
  readonly onNewLink: (tx: Tx, change: { subscriptionId: string; isNew: boolean }) => Promise<void>;
}

const readRows = `
  select s.id::text, s.panel_username, s.panel_short_uuid, s.subscription_url, s.status,
    u.status = 'active' as is_user_active, s.removal_wanted_at is not null as is_removal_wanted,
    s.provisioned_at is not null as is_in_step, s.ends_at, s.traffic_limit_gb, s.device_limit,
    s.expiry_told_for is not distinct from s.ends_at as is_expiry_told, s.limit_told_at is not null as is_limit_told
  from subscriptions s join users u on u.bot_id = s.bot_id and u.id = s.user_id
  where s.bot_id = $1 and s.panel_username = any($2) order by s.id for no key update of s`;

const noteSeen = `
  update subscriptions s set traffic_used_bytes = seen.used, panel_status = seen.status, panel_seen_at = clock_timestamp(),
    first_connected_at = coalesce(s.first_connected_at, seen.connected),
    panel_short_uuid = case when seen.is_new_link then seen.short_uuid else s.panel_short_uuid end,
    subscription_url = case when seen.is_new_link or s.panel_short_uuid = seen.short_uuid then seen.url
      else s.subscription_url end,
    status = case when seen.is_over then 'expired' else s.status end,
    expiry_told_for = case when seen.is_over then s.ends_at else s.expiry_told_for end,
    limit_told_at = case when seen.status <> 'LIMITED' then null
      else coalesce(s.limit_told_at, clock_timestamp()) end
  from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::boolean[],
      $9::boolean[])
    as seen (id, used, status, connected, short_uuid, url, is_over, is_new_link)
  where s.bot_id = $1 and s.id = seen.id`;

interface Pair {
  readonly row: ComparedRow;
  readonly account: AccountFacts;
  readonly judgement: Judgement;
}

export interface Seen {
  readonly accounts: readonly AccountFacts[];
  readonly isFresh: boolean;
  readonly tellers: Tellers;
}

/**
 * Takes in how accounts of a bot are on the panel, in the open transaction: used traffic and state are noted, people hear
 * what concerns them, and what differs from our rows is owed to the panel again. Accounts that no row knows are reported
 * and never touched. Doing it twice changes nothing. Returns the ids of the subscriptions that it met.
 *
 * `isFresh`: the accounts were read in the turn of their subscription's jobs, so nothing was changed on the panel since.
 * Of others (an event, a page of a walk) another link may be one that we have replaced meanwhile: it is not taken, but
 * looked up in that turn.
 */
export async function compareAccounts(
  tenant: Tenant,
  tx: Tx,
  { accounts, isFresh, tellers }: Seen,
): Promise<string[]> {
  const names = accounts.map(({ username }) => username);
  const rows = await tx.sql<ComparedRow>(readRows, [tenant.botId, names]);
  const byName = new Map(accounts.map((account) => [account.username, account]));
  const pairs = rows.map((row) => {
    const account = byName.get(row.panel_username) as AccountFacts;
    return { row, account, judgement: judgeAccount(row, account) };
  });
  reportStrays(names, rows);
  if (pairs.length === 0) return [];
  await tx.sql(noteSeen, [tenant.botId, ...seenValues(pairs, isFresh)]);
  for (const pair of pairs) await follow(tenant, tx, { pair, isFresh, tellers });
  const differing = pairs.filter(({ judgement }) => judgement.differs.length > 0).length;
  metrics.panelCompared('differs', differing);
  metrics.panelCompared('same', pairs.length - differing);
  return pairs.map(({ row }) => row.id);
}

const seenValues = (pairs: readonly Pair[], isFresh: boolean): unknown[] => [
  pairs.map(({ row }) => row.id),
  pairs.map(({ account }) => account.used_traffic_bytes),
  pairs.map(({ account }) => account.status),
  pairs.map(({ account }) => account.first_connected_at),
  pairs.map(({ account }) => account.short_uuid),
  pairs.map(({ account }) => account.subscription_url),
  pairs.map(({ judgement }) => judgement.isExpiryNews),
  pairs.map(({ judgement }) => judgement.isNewLink && isFresh),
];

async function follow(
  tenant: Tenant,
  tx: Tx,
  { pair, isFresh, tellers }: Omit<Seen, 'accounts'> & { readonly pair: Pair },
): Promise<void> {
  const { row, judgement } = pair;
  const { id: subscriptionId } = row;
  if (judgement.differs.length > 0) {
    log.warn({ subscription: subscriptionId, differs: judgement.differs }, 'the panel differs; it is mended');
    await oweChange(tenant, tx, subscriptionId);
  }
  if (judgement.isNewLink && !isFresh)
    await enqueue(tenant, 'subscription.look', { subscription_id: subscriptionId, view: 'detail' });
  else if (judgement.isNewLink)
    await tellers.onNewLink(tx, { subscriptionId, isNew: row.subscription_url === null });
  if (judgement.isExpiryNews) await tellers.onNotice(tx, { subscriptionId, kind: 'expired' });
  if (judgement.isLimitNews) await tellers.onNotice(tx, { subscriptionId, kind: 'limited' });
}

function reportStrays(names: readonly string[], rows: readonly ComparedRow[]): void {
  const known = new Set(rows.map((row) => row.panel_username));
  const strays = names.filter((name) => !known.has(name));
  if (strays.length > 0)
    log.warn(
      { accounts: strays.slice(0, 20), count: strays.length },
      'the panel has accounts that no row knows',
    );
  metrics.panelCompared('stray', strays.length);
}
