import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { dayMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import {
  balancesPage,
  ledgerAgain,
  ledgerPage,
  partnerLedgerAgain,
  partnerLedgerPage,
  partnersPage,
  undeliveredPage,
  walletLedgerAgain,
  walletLedgerPage,
  walletNow,
  type CheckedPage,
  type Discrepancy,
  type DifferenceKind,
} from './checks.js';

/** Rows of a page, which is a transaction. */
const pageLength = 1_000;
/** A row of a ledger is looked at when no transaction can still be open that has drawn a smaller number. */
const settledMs = 10 * minuteMs;

/** Kinds whose every row each audit looks at; the others are looked at once, and again while they differ. */
const lookedAtWhole: readonly DifferenceKind[] = ['balance', 'partner', 'undelivered', 'wallet'];
const ofLedger: readonly DifferenceKind[] = ['ledger', 'order', 'payment', 'reward'];

const readProgress = `
  insert into money_audits (bot_id) values ($1) on conflict (bot_id) do update set updated_at = clock_timestamp()
  returning ledger_id::text, wallet_ledger_id::text, partner_ledger_id::text`;
const noteLedger = `
  update money_audits set ledger_id = greatest(ledger_id, $2::bigint), updated_at = clock_timestamp() where bot_id = $1`;
const noteWalletLedger = `
  update money_audits set wallet_ledger_id = greatest(wallet_ledger_id, $2::bigint), updated_at = clock_timestamp()
  where bot_id = $1`;
const notePartnerLedger = `
  update money_audits set partner_ledger_id = greatest(partner_ledger_id, $2::bigint), updated_at = clock_timestamp()
  where bot_id = $1`;
const noteEnd = `
  update money_audits set audited_at = $2, updated_at = clock_timestamp() where bot_id = $1`;

/** `is_new`: it was not there, or was gone. */
const note = `
  with seen as (
    select * from jsonb_to_recordset($2::jsonb) as one (kind text, row_id bigint, expected text, found text)),
  known as (
    select kind, row_id from money_differences join seen using (kind, row_id) where bot_id = $1 and gone_at is null)
  insert into money_differences as difference (bot_id, kind, row_id, expected, found, seen_at)
  select $1, kind, row_id, expected, found, $3 from seen
  on conflict (bot_id, kind, row_id) do update set expected = excluded.expected, found = excluded.found,
    seen_at = excluded.seen_at, gone_at = null, updated_at = clock_timestamp()
  returning difference.id::text, kind, row_id::text, expected, found,
    (kind, row_id) not in (select kind, row_id from known) as is_new`;
const listOpen = `
  select kind, row_id::text from money_differences where bot_id = $1 and gone_at is null and kind = any($2)
  order by kind, money_differences.row_id limit 10000`;
const noteGone = `
  update money_differences set gone_at = $3, updated_at = clock_timestamp()
  where bot_id = $1 and gone_at is null and kind = any($2) and seen_at < $3
  returning kind, row_id::text`;

interface Noted extends Discrepancy {
  readonly id: string;
  readonly is_new: boolean;
}

/**
 * Holds all money of a bot against its ledgers: balances of people, partners and the tenant, each new row of the ledgers against the one
 * before and against the order or payment that it names, and sales that the panel has not taken over within a day. What differs is
 * kept, counted, logged with its rows and told to the fleet's owners once; nothing is mended. A page is a transaction: it can be
 * killed between any two, and goes on.
 */
export async function auditMoney(tenant: Tenant): Promise<void> {
  const startedAt = new Date(now());
  const [progress] = await tenant.db((tx) =>
    tx.sql<{ ledger_id: string; wallet_ledger_id: string; partner_ledger_id: string }>(readProgress, [
      tenant.botId,
    ]),
  );
  const settled = new Date(now() - settledMs);
  const aDayAgo = new Date(now() - dayMs);
  await walk(tenant, { text: balancesPage, from: '0' });
  await walk(tenant, { text: undeliveredPage, from: '0', until: aDayAgo });
  await walk(tenant, {
    text: ledgerPage,
    from: progress?.ledger_id ?? '0',
    until: settled,
    mark: noteLedger,
  });
  await walk(tenant, {
    text: walletLedgerPage,
    from: progress?.wallet_ledger_id ?? '0',
    until: settled,
    mark: noteWalletLedger,
  });
  await walk(tenant, { text: partnersPage, from: '0' });
  await walk(tenant, {
    text: partnerLedgerPage,
    from: progress?.partner_ledger_id ?? '0',
    until: settled,
    mark: notePartnerLedger,
  });
  await tenant.db((tx) => check(tenant, tx, { text: walletNow, values: [tenant.botId] }));
  await lookAgain(tenant, { kinds: ofLedger, text: ledgerAgain });
  await lookAgain(tenant, { kinds: ['wallet_ledger'], text: walletLedgerAgain });
  await lookAgain(tenant, { kinds: ['partner_ledger'], text: partnerLedgerAgain });
  await tenant.db(async (tx) => {
    const gone = await tx.sql<{ kind: string; row_id: string }>(noteGone, [
      tenant.botId,
      [...lookedAtWhole, ...ofLedger, 'wallet_ledger', 'partner_ledger'],
      startedAt,
    ]);
    for (const one of gone) log.info({ ...one }, 'a difference of money is gone');
    await tx.sql(noteEnd, [tenant.botId, new Date(now())]);
  });
}

interface Walk {
  readonly text: string;
  readonly from: string;
  readonly until?: Date;
  /** Notes how far it came. */
  readonly mark?: string;
}

async function walk(tenant: Tenant, { text, from, until, mark }: Walk): Promise<void> {
  for (let start: string | null = from; start !== null;) {
    const at: string = start;
    start = await tenant.db(async (tx) => {
      const values = [tenant.botId, at, pageLength, ...(until ? [until] : [])];
      const last = await check(tenant, tx, { text, values });
      if (last !== null && mark !== undefined) await tx.sql(mark, [tenant.botId, last]);
      return last;
    });
  }
}

/** Looks again at rows that differed. */
async function lookAgain(
  tenant: Tenant,
  { kinds, text }: { readonly kinds: readonly DifferenceKind[]; readonly text: string },
): Promise<void> {
  await tenant.db(async (tx) => {
    const open = await tx.sql<{ row_id: string }>(listOpen, [tenant.botId, kinds]);
    const ids = [...new Set(open.map(({ row_id }) => row_id))];
    if (ids.length > 0) await check(tenant, tx, { text, values: [tenant.botId, ids] });
  });
}

/** Runs a check and keeps what differs; returns where the next page begins. */
async function check(
  tenant: Tenant,
  tx: Tx,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<string | null> {
  const [page] = await tx.sql<CheckedPage>(text, [...values]);
  const found = page?.differences ?? [];
  if (found.length > 0) {
    const noted = await tx.sql<Noted>(note, [tenant.botId, JSON.stringify(found), new Date(now())]);
    for (const { is_new, ...difference } of noted) if (is_new) await tell(tenant, tx, difference);
  }
  return page?.last ?? null;
}

async function tell(tenant: Tenant, tx: Tx, { id, ...rows }: Omit<Noted, 'is_new'>): Promise<void> {
  log.error({ ...rows }, 'money differs from its ledger; nothing was changed');
  metrics.moneyDiffered(rows.kind);
  await notify(tenant, tx, { kind: 'money_differs', about: { difference_id: id } });
}
