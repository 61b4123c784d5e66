import type { CreationAttributes } from 'sequelize';
import { BotPlan } from '#models/bot-plan.js';
import { Order } from '../models/order.js';
import { Subscription } from '#models/subscription.js';
import { Transaction } from '#models/transaction.js';
import type { User } from '#models/user.js';
import { moveBalance } from '#services/money/move-balance.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { fulfilOrders } from '#services/orders/fulfil-orders.js';
import { forgetDeliveries } from '#services/orders/promotion-deliveries.js';
import type { Confirmed, Drafted, Wish } from '#services/orders/types.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { buildBot, type BotOverrides } from '../../factories/bot.js';
import { uniqueNumber } from '../../factories/unique.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../database.js';

/** A bot that sells, for tests of the selling rules: no process runs, each doing is one transaction. */
export interface Shop {
  readonly tenant: Tenant;
  readonly botId: string;
  configure(values: Readonly<Record<string, unknown>>): Promise<void>;
  switchFeature(featureKey: string, enabled: boolean): Promise<void>;
  addPlan(plan?: Partial<CreationAttributes<BotPlan>>): Promise<BotPlan>;
  /** A registered person with so many toman, by a deposit. */
  addBuyer(balanceToman?: number): Promise<User>;
  credit(userId: string, amountToman: number): Promise<void>;
  draft(userId: string, wish: Wish): Promise<Drafted>;
  /** Drafts, and fails the test unless it was quoted. */
  quote(userId: string, wish: Wish): Promise<Extract<Drafted, { kind: 'quoted' }>>;
  confirm(userId: string, order: { readonly id: string; readonly revision: number }): Promise<Confirmed>;
  /** Drafts and confirms. */
  buy(userId: string, wish: Wish): Promise<Confirmed>;
  /** All that a person has by now. */
  look(userId: string): Promise<Look>;
  /** The panel takes over all that a person has. */
  deliver(userId: string): Promise<void>;
  /** Moves a subscription's whole time into the past. */
  age(subscriptionId: string, days: number): Promise<void>;
  /** So much traffic was used, as the panel showed it at the last look; `isLimited`: and it has stopped the account. */
  use(subscriptionId: string, gb: number, isLimited?: boolean): Promise<void>;
  /** What follows from the doings so far, oldest first: name and payload of the jobs. */
  jobs(): Promise<{ name: string; payload: Record<string, unknown> }[]>;
}

export interface Look {
  readonly balanceToman: number;
  readonly ledger: readonly Transaction[];
  readonly subscriptions: readonly Subscription[];
  readonly orders: readonly Order[];
}

const setting = `
  insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3::jsonb)
  on conflict (bot_id, config_key) do update set config_value = excluded.config_value`;
const flag = `
  insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, $2, $3)
  on conflict (bot_id, feature_key) do update set enabled = excluded.enabled`;

/** Opens one. */
export const openShop = async (overrides: BotOverrides = {}): Promise<Shop> =>
  shopOf((await buildBot(overrides)).tenant);

/** The same for a bot that is there already. */
export function shopOf(tenant: Tenant): Shop {
  const { botId } = tenant;
  const draft = (userId: string, wish: Wish) => tenant.db((tx) => draftOrder(tenant, tx, { userId, wish }));
  const confirm: Shop['confirm'] = (userId, { id, revision }) =>
    tenant.db((tx) => confirmOrder(tenant, tx, { userId, orderId: id, revision }));
  const quote: Shop['quote'] = async (userId, wish) => {
    const drafted = await draft(userId, wish);
    if (drafted.kind !== 'quoted') throw new Error(`refused: ${drafted.reason}`);
    return drafted;
  };
  const credit = (userId: string, amountToman: number) =>
    tenant.db(async (tx) => {
      await topUp(tenant, tx, userId, amountToman);
    });
  return {
    tenant,
    botId,
    draft,
    confirm,
    quote,
    credit,
    configure: (values) =>
      tenant.db(async (tx) => {
        for (const [key, value] of Object.entries(values))
          await tx.sql(setting, [botId, key, JSON.stringify(value)]);
      }),
    switchFeature: (featureKey, enabled) =>
      tenant.db(async (tx) => {
        await tx.sql(flag, [botId, featureKey, enabled]);
      }),
    addPlan: (plan = {}) =>
      tenant.db(() => BotPlan.create({ name: 'Month', periodDays: 30, priceToman: 100_000, ...plan })),
    addBuyer: async (balanceToman = 0) => {
      const user = await buildUser(tenant);
      if (balanceToman > 0) await credit(user.id, balanceToman);
      return user;
    },
    buy: async (userId, wish) => {
      const { order } = await quote(userId, wish);
      return confirm(userId, order);
    },
    look: (userId) => look(tenant, userId),
    deliver: async (userId) => {
      for (const { id: subscriptionId, panelRevision: revision } of (await look(tenant, userId))
        .subscriptions)
        await tenant.db(async (tx) => {
          await forgetDeliveries(tenant, tx, { subscriptionId, revision });
          await fulfilOrders(tenant, tx, { subscriptionId, revision });
        });
    },
    age: async (subscriptionId, days) => {
      await ownerQuery(
        `update subscriptions set starts_at = starts_at - make_interval(days => $3),
           ends_at = ends_at - make_interval(days => $3), value_from = value_from - make_interval(days => $3),
           value_until = value_until - make_interval(days => $3)
         where bot_id = $1 and id = $2`,
        [botId, subscriptionId, days],
      );
      await ownerQuery(
        `update subscription_addons set paid_from = paid_from - make_interval(days => $3),
           paid_until = paid_until - make_interval(days => $3)
         where bot_id = $1 and subscription_id = $2`,
        [botId, subscriptionId, days],
      );
    },
    use: async (subscriptionId, gb, isLimited = false) => {
      await ownerQuery(
        `update subscriptions set traffic_used_bytes = $3::bigint * 1073741824, panel_status = $4
         where bot_id = $1 and id = $2`,
        [botId, subscriptionId, gb, isLimited ? 'LIMITED' : 'ACTIVE'],
      );
    },
    jobs: () =>
      ownerQuery<{ name: string; payload: Record<string, unknown> }>(
        'select job_name as name, payload from outbox where bot_id = $1 order by id',
        [botId],
      ),
  };
}

/** What jobs are, notices by their kind. */
export const namesOf = (
  jobs: readonly { readonly name: string; readonly payload: Record<string, unknown> }[],
): string[] =>
  jobs.map(({ name, payload }) => (name === 'notice.send' ? `notice ${String(payload.kind)}` : name));

/** Puts money into a wallet as a top-up, in the open transaction. */
export const topUp = (tenant: Tenant, tx: Tx, userId: string, amountToman: number): Promise<string> =>
  moveBalance(tenant, tx, { userId, type: 'deposit', amountToman, idempotencyKey: `test ${uniqueNumber()}` });

const look = (tenant: Tenant, userId: string): Promise<Look> =>
  tenant.db(async (tx) => {
    const [user] = await tx.sql<{ balance: string }>(
      'select balance_toman::text as balance from users where bot_id = $1 and id = $2',
      [tenant.botId, userId],
    );
    const mine = { where: { userId }, order: [['id', 'ASC'] as [string, string]] };
    return {
      balanceToman: Number(user?.balance),
      ledger: await Transaction.findAll(mine),
      subscriptions: await Subscription.findAll(mine),
      orders: await Order.findAll(mine),
    };
  });
