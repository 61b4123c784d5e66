import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { walletEndpoints } from '#api/wallet.js';
import { Bot } from '#models/bot.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { TenantWalletTransaction } from '#models/tenant-wallet-transaction.js';
import { moveTenantWallet, type TenantWalletMovement } from '#services/money/move-tenant-wallet.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { between, given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { periodOf } from './period.js';
import { refuse } from './refuse.js';

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
  'wallet.adjust': (tenant, tx, call) => move({ tenant, tx, call }, 'adjustment'),
  'wallet.get': async ({ botId }) => {
    const bot = (await Bot.findByPk(botId)) ?? refuse('bot.unknown');
    return {
      balance_toman: bot.walletBalanceToman,
      min_balance_toman: bot.minWalletBalanceToman,
      is_low: bot.walletBalanceToman < bot.minWalletBalanceToman,
      auto_suspend_on_low_balance: bot.autoSuspendOnLowBalance,
      billing_model: bot.billingModel,
      traffic_rate_toman: bot.trafficRateToman,
      traffic_consumed_bytes: Number(bot.trafficConsumedBytes),
      traffic_sold_bytes: Number(bot.trafficSoldBytes),
    };
  },
  'wallet.top-up': (tenant, tx, call) => move({ tenant, tx, call }, 'deposit'),
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

interface MoneyRequest {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly call: Pick<Call, 'note' | 'requestKey'> & {
    readonly body: { readonly amount_toman: number; readonly reason: string };
  };
}

async function move(
  { tenant, tx, call: { body, note, requestKey } }: MoneyRequest,
  type: TenantWalletMovement['type'],
): Promise<Movement> {
  const { amount_toman: amountToman, reason: description } = body;
  const idempotencyKey = `api ${requestKey}`;
  const moved = await moveTenantWallet(tenant, tx, { type, amountToman, description, idempotencyKey });
  const row = present(await findMovement(moved.id));
  const before = { wallet_balance_toman: moved.before };
  const after = { wallet_balance_toman: moved.after, type, amount_toman: amountToman, reason: description };
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
