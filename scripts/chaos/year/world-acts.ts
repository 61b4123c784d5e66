import { changeWallet } from '#services/billing/change-wallet.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import type { Wish } from '#services/orders/types.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { insertPayment } from '#services/payments/write-payment.js';
import { switchAutopay } from '#services/subscriptions/change-own-subscription.js';
import type { Killer } from './killer.js';
import type { WorldBot, YearWorld } from './world.js';

/** What came of a wish. */
export type Outcome =
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'paid' | 'short';
      readonly orderId: string;
      readonly toman: number;
      readonly expiresAt: number;
    };

/** Somebody in a bot. */
export interface Place {
  readonly bot: WorldBot;
  readonly userId: string;
}

/** A sale as the journal has it. */
export interface NotedSale {
  readonly bot_id: string;
  readonly user_id: string;
  readonly order_id: string;
  readonly subscription_id: string;
  readonly plan_id: string | null;
  readonly price: string;
  readonly sold_gb: string;
  readonly priced_at: Date;
}

export type WorldActs = ReturnType<typeof openActs>;

const newSales = `
  select seq::int, bot_id::text, user_id::text, order_id::text, subscription_id::text, plan_id::text, price::text,
    sold_gb::text, priced_at from year_sales where seq > $1 order by year_sales.seq`;

/** What people, tenants and the operator do, through the services of the fleet, each doing once however often it dies. */
export function openActs(world: YearWorld, killer: Killer) {
  let count = 0;
  let seenSale = 0;
  const key = (): string => `year ${(count += 1)}`;

  async function wish({ bot, userId }: Place, wanted: Wish): Promise<Outcome> {
    const { tenant } = bot.bot;
    const drafted = await killer.act(tenant, (tx) => draftOrder(tenant, tx, { userId, wish: wanted }));
    if (drafted.kind === 'refused') return { kind: 'refused', reason: drafted.reason };
    const { id: orderId, revision } = drafted.order;
    const confirmed = await killer.act(tenant, (tx) =>
      confirmOrder(tenant, tx, { userId, orderId, revision }),
    );
    if (confirmed.kind === 'paid' || confirmed.kind === 'short') {
      const { quote, expiresAt } = confirmed.order;
      const known = { orderId, toman: quote.totalToman, expiresAt: expiresAt.getTime() };
      return { kind: confirmed.kind, ...known };
    }
    if (confirmed.kind === 'refused') return { kind: 'refused', reason: confirmed.reason };
    throw new Error(`a purchase came to ${confirmed.kind}`);
  }

  return {
    buy: (place: Place, plan: number): Promise<Outcome> =>
      wish(place, { kind: 'plan', planId: place.bot.planIds[plan] as string }),
    trial: (place: Place): Promise<Outcome> => wish(place, { kind: 'trial' }),
    topUp: async ({ bot, userId }: Place, amountToman: number): Promise<void> => {
      const { tenant } = bot.bot;
      const movement = { userId, amountToman, reason: 'the year', idempotencyKey: key() };
      await killer.act(tenant, (tx) => adjustBalance(tenant, tx, movement));
    },
    /** A payment that somebody begins, and whose money comes when `settlePayment` says so. */
    beginPayment: ({ bot, userId }: Place, toman: number, orderId: string | null): Promise<string> => {
      const { tenant } = bot.bot;
      const [expiresAt, checkUntil] = [1, 24].map((hours) => new Date(Date.now() + hours * 3_600_000));
      return tenant.db(async (tx) => {
        const payment = await insertPayment(tenant, tx, {
          ...{ userId, orderId, amountToman: toman, method: 'bridge', currency: 'USD', currencyAmount: '4' },
          ...{ rateToman: '25000', messageId: null },
          ...{ expiresAt: expiresAt as Date, checkUntil: checkUntil as Date },
        });
        return payment.id;
      });
    },
    settlePayment: async ({ bot }: Pick<Place, 'bot'>, paymentId: string): Promise<void> => {
      const { tenant } = bot.bot;
      const isOpen = `select from gateway_payments where bot_id = $1 and id = $2 and transaction_id is null`;
      await killer.act(tenant, async (tx) => {
        const isNew = (await tx.sql(isOpen, [tenant.botId, paymentId])).length > 0;
        if (isNew) await settleByHand(tenant, tx, { paymentId });
      });
    },
    switchAutopay: async (
      { bot, userId }: Place,
      wanted: { subscriptionId: string; isOn: boolean; days: number; agreedToman: number | null },
    ): Promise<void> => {
      const { tenant } = bot.bot;
      const { days: daysBefore, ...rest } = wanted;
      const refused = await killer.act(tenant, (tx) =>
        switchAutopay(tenant, tx, { userId, daysBefore, ...rest }),
      );
      if (refused) throw new Error(`autopay was refused: ${refused}`);
    },
    /** The money of a sale goes back to the wallet. */
    reverse: async ({ bot, userId }: Place, orderId: string): Promise<void> => {
      const { tenant } = bot.bot;
      await killer.act(tenant, async (tx) => {
        await lockBuyer(tenant, tx, userId);
        await reverseOrder(tenant, tx, { orderId, reason: 'year' });
      });
    },
    setPrice: async ({ bot, planIds }: WorldBot, plan: number, toman: number): Promise<void> => {
      await world.database.query('update bot_plans set price_toman = $3 where bot_id = $1 and id = $2', [
        ...[bot.botId, planIds[plan], toman],
      ]);
    },
    setReminders: async ({ bot, userId }: Place, wants: boolean): Promise<void> => {
      await world.database.query('update users set wants_reminders = $3 where bot_id = $1 and id = $2', [
        ...[bot.bot.botId, userId, wants],
      ]);
    },
    fillTenant: async ({ bot }: WorldBot, amountToman: number): Promise<void> => {
      const { tenant } = bot;
      const change = { kind: 'add', amountToman, reason: 'the year', idempotencyKey: key() } as const;
      await killer.act(tenant, (tx) => changeWallet(tenant, tx, change));
    },
    /** What was sold since the last call. */
    takeSales: async (): Promise<NotedSale[]> => {
      const rows = await world.database.query<NotedSale & { seq: number }>(newSales, [seenSale]);
      seenSale = rows.at(-1)?.seq ?? seenSale;
      return rows;
    },
  };
}
