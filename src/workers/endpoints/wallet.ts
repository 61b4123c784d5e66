import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { walletEndpoints } from '#api/wallet.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { TenantWalletTransaction } from '#models/tenant-wallet-transaction.js';
import { changeWallet, type WalletChange } from '#services/billing/change-wallet.js';
import { readWallet, type TenantWallet } from '#services/billing/read-wallet.js';
import { recordTraffic } from '#services/billing/record-traffic.js';
import { readWalletStatistics } from '#services/billing/wallet-statistics.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { between, given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { periodOf } from './period.js';
import { refuse } from './refuse.js';
import { presentSums, zoneOf } from './wallet-statements.js';

type Contract = typeof walletEndpoints;
type Movement = EndpointOutput<Contract['wallet.top-up']>;

const present = (row: TenantWalletTransaction): Movement => ({
  id: row.id,
  type: row.type,
  amount_toman: row.amountToman,
  balance_after_toman: row.balanceAfterToman,
  description: row.description,
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
});

/** The tenant's wallet with the fleet. */
export const walletHandlers = (): HandlersOf<Contract> => ({
  'wallet.adjust': (tenant, tx, call) => change({ tenant, tx, call }, 'correct', call.body.amount_toman),
  'wallet.get': (tenant, tx) => readView(tenant, tx),
  'wallet.record-traffic': async (tenant, tx, { body, note }) => {
    const before = await readView(tenant, tx);
    const { consumed_bytes: consumedBytes, sold_bytes: soldBytes, reason } = body;
    await recordTraffic(tenant, tx, { consumedBytes, soldBytes });
    const after = await readView(tenant, tx);
    note({ subject: `bot ${tenant.botId}`, before, after: { ...after, reason } });
    return after;
  },
  'wallet.set': (tenant, tx, call) => change({ tenant, tx, call }, 'set', call.body.balance_toman),
  'wallet.statistics': async (tenant, tx, { query }) => {
    const timeZone = await zoneOf(tenant, tx);
    const period = periodOf(query, timeZone);
    const found = (await readWalletStatistics(tenant, tx, { ...period, timeZone })) ?? refuse('bot.unknown');
    return {
      ...period,
      time_zone: timeZone,
      wallet: await readView(tenant, tx, found.wallet),
      ...presentSums(found.sums),
      spent_a_day_toman: found.spentADayToman,
      lasts_days: found.lastsDays,
    };
  },
  'wallet.subtract': (tenant, tx, call) => change({ tenant, tx, call }, 'subtract', call.body.amount_toman),
  'wallet.top-up': (tenant, tx, call) => change({ tenant, tx, call }, 'add', call.body.amount_toman),
  'wallet.traffic': async (_tenant, _tx, { query }) => {
    const { from, to } = periodOf(query, 'UTC');
    const rows = await TenantTrafficUsage.findAll({
      where: { usageDate: { [Op.between]: [from, to] } },
      order: [['usageDate', 'ASC']],
    });
    return { from, to, ...presentTraffic(rows) };
  },
  'wallet-transactions.get': async (_tenant, _tx, { params }) =>
    present(await findMovement(params.wallet_transaction_id)),
  'wallet-transactions.list': async (_tenant, _tx, { query }) => {
    const where = given({ type: query.type, createdAt: between(query.created_from, query.created_to) });
    const { rows, next_cursor } = await readPage(TenantWalletTransaction, query, where);
    return { items: rows.map(present), next_cursor };
  },
});

/** The wallet as it is now. */
async function readView(
  tenant: Tenant,
  tx: Tx,
  known?: TenantWallet,
): Promise<EndpointOutput<Contract['wallet.get']>> {
  const wallet = known ?? (await readWallet(tenant, tx)) ?? refuse('bot.unknown');
  const { standsStillFrom } = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
  return {
    balance_toman: wallet.balanceToman,
    min_balance_toman: wallet.minToman,
    is_low: wallet.balanceToman - wallet.owedToman < wallet.minToman,
    owed_toman: wallet.owedToman,
    auto_suspend_on_low_balance: wallet.stopsSales,
    sales_stopped_at: wallet.salesStoppedAt?.toISOString() ?? null,
    stands_still_from: standsStillFrom?.toISOString() ?? null,
    billing_model: wallet.model,
    traffic_rate_toman: wallet.rateToman,
    traffic_consumed_bytes: wallet.consumedBytes,
    traffic_sold_bytes: wallet.soldBytes,
  };
}

interface MoneyRequest {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly call: Pick<Call, 'note' | 'requestKey'> & {
    readonly body: { readonly reason: string };
  };
}

async function change(
  { tenant, tx, call: { body, note, requestKey } }: MoneyRequest,
  kind: WalletChange['kind'],
  amountToman: number,
): Promise<Movement> {
  const { reason } = body;
  const moved = await changeWallet(tenant, tx, {
    ...{ kind, amountToman, reason, idempotencyKey: `api ${requestKey}` },
  });
  const row = present(await findMovement(moved.id));
  const { type, amount_toman } = row;
  const before = { wallet_balance_toman: moved.before };
  const after = { wallet_balance_toman: moved.after, type, amount_toman, reason };
  // The log has what happened: a repeat changes nothing, and is not in it.
  note({ subject: `wallet_transaction ${moved.id}`, before, after: moved.isRepeat ? before : after });
  return row;
}

async function findMovement(id: string): Promise<TenantWalletTransaction> {
  return (await TenantWalletTransaction.findOne({ where: { id } })) ?? refuse('resource.unknown');
}

function presentTraffic(rows: readonly TenantTrafficUsage[]) {
  const days = rows.map((row) => ({
    date: row.usageDate,
    consumed_bytes: Number(row.consumedBytes),
    sold_bytes: Number(row.soldBytes),
    gifted_bytes: Number(row.giftedBytes),
    charged_toman: row.chargedToman,
    wallet_transaction_id: row.walletTransactionId,
  }));
  const sum = (field: 'consumed_bytes' | 'sold_bytes' | 'gifted_bytes' | 'charged_toman'): number =>
    Math.min(
      Number.MAX_SAFE_INTEGER,
      days.reduce((total, day) => total + day[field], 0),
    );
  return {
    total: {
      consumed_bytes: sum('consumed_bytes'),
      sold_bytes: sum('sold_bytes'),
      gifted_bytes: sum('gifted_bytes'),
      charged_toman: sum('charged_toman'),
    },
    days,
  };
}
