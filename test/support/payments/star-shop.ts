import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { newCustomer, sellPlan } from '../bot/customer.js';
import type { BotDriver } from '../bot/drive-bot.js';
import { starPayments } from '../bot/star-payments.js';
import { ownerQuery } from '../database.js';

interface PaymentLine {
  readonly id: string;
  readonly status: string;
  readonly repeat_state: string | null;
  readonly repeat_until: Date | null;
  readonly problem: string | null;
  readonly bought: string | null;
}

/** A bot that sells a month for 200 Stars, and Sara, who buys it there. */
export async function openStarShop(driver: BotDriver) {
  const bot = await driver.addBot();
  await bot.configure({ rate_toman_per_star: 1_000 });
  await bot.switchOn('telegram_stars');
  const stars = starPayments(driver, bot);
  const planId = await sellPlan(bot, { priceToman: 200_000 });
  const sara = await newCustomer(driver, bot);

  /** Sara's kept order, as she sees it. */
  async function keepOrder(): Promise<void> {
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Choose how'));
  }
  const linkOf = (): string =>
    bot
      .last(sara.person)
      .buttons.flat()
      .find(({ url }) => url?.includes('/$'))?.url ?? '';
  /** Sara agrees to pay every 30 days, and pays for the first time; the first charge. */
  async function subscribe(): Promise<string> {
    await keepOrder();
    await sara.taps(sara.dataOf('every 30 days'));
    expect(await stars.pay(sara.person, linkOf())).to.equal('Paid');
    return driver.telegram.starTransactions(bot.token)[0]?.id ?? '';
  }
  const payments = () =>
    ownerQuery<PaymentLine>(
      `select id::text, status, repeat_state, repeat_until, problem, purchase->>'order_id' as bought
       from gateway_payments where bot_id = $1 order by gateway_payments.id`,
      [bot.botId],
    );
  const subscriptions = () =>
    ownerQuery<{ ends_at: Date }>('select ends_at from subscriptions where bot_id = $1', [bot.botId]);
  const daysLeft = async (): Promise<number> => {
    const [row] = await subscriptions();
    return Math.round(((row?.ends_at.getTime() ?? 0) - Date.now()) / dayMs);
  };
  const balance = async (): Promise<number> => {
    const [row] = await ownerQuery<{ n: number }>(
      'select balance_toman::int as n from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, sara.person.id],
    );
    return row?.n ?? 0;
  };
  const atTelegram = () =>
    driver.telegram.world.bots.get(bot.token.split(':')[0] ?? '')?.stars.subscriptions ?? [];
  return {
    ...{ bot, stars, planId, sara, keepOrder, linkOf, subscribe },
    /** Payments of the bot, oldest first. */
    payments,
    ...{ subscriptions, daysLeft, balance },
    /** What Telegram charges again. */
    atTelegram,
  };
}

export type StarShop = Awaited<ReturnType<typeof openStarShop>>;
