import type { MessageView } from '../../../scripts/sandbox/telegram.js';
import { newCustomer, sellPlan } from '../bot/customer.js';
import { ownerQuery } from '../database.js';
import type { Till } from './open-till.js';

/** A payment of a bot, as its row is. */
export interface PaymentLine {
  readonly id: string;
  readonly method: string;
  readonly status: string;
  readonly amount: number;
  /** The gateway's name of it. */
  readonly external: string;
}

/** A bot of its own in a till of Zarinpal, with a plan, Stars that can be switched on, and a customer in its chat. */
export async function openPayingBot(till: Till) {
  const bot = await till.driver.addBot();
  await till.stage.setUp(till.driver, bot);
  await bot.configure({ rate_toman_per_star: 1_000, topup_min_toman: 5_000, topup_max_toman: 2_000_000 });
  await sellPlan(bot);
  const sara = await newCustomer(till.driver, bot);
  const openKept = async (): Promise<string> => {
    await bot.send(sara.person, '/menu');
    return sara.taps('cart');
  };
  return {
    bot,
    sara,
    openKept,
    /** A method's configuration; it is on unless it is said otherwise. */
    async setMethod(method: string, config: object = {}, isOn = true): Promise<void> {
      await ownerQuery(
        `insert into bot_feature_flags (bot_id, feature_key, enabled, config) values ($1, $2, $3, $4)
         on conflict (bot_id, feature_key) do update set enabled = excluded.enabled, config = excluded.config`,
        [bot.botId, method, isOn, JSON.stringify(config)],
      );
      if (method === 'zarinpal')
        await ownerQuery('update bots set zarinpal_enabled = $2 where id = $1', [bot.botId, isOn]);
      await bot.publish();
    },
    /** The payments of the bot, oldest first. */
    payments: (): Promise<PaymentLine[]> =>
      ownerQuery<PaymentLine>(
        `select * from (
           select id, 'zarinpal' as method, status, amount_toman::int as amount, zarinpal_authority as external
             from zarinpal_payments where bot_id = $1
           union all select id, gateway, status, amount_toman::int, external_id from gateway_payments where bot_id = $1
         ) as every order by id`,
        [bot.botId],
      ),
    /** What the person has before them. */
    here: (): MessageView => bot.last(sara.person),
    message: (id: number): MessageView => bot.said(sara.person).find((one) => one.id === id)!,
    /** From the menu to the kept order and its ways to pay. */
    async openCart(): Promise<string> {
      await bot.send(sara.person, '/menu');
      await sara.chooses('Month');
      return sara.taps(sara.dataOf('Choose how to pay'));
    },
    /** The payer presses "pay" at Zarinpal, and the browser comes back. */
    async pay(authority: string): Promise<void> {
      await till.stage.control!.press('zarinpal', authority, 'pay');
      await till.deliver(1, bot);
    },
    /** The payer pays, and nobody tells the fleet. */
    payInSilence: (authority: string) => till.stage.control!.press('zarinpal', authority, 'callback_lost'),
    /** As if nobody had asked about a payment for a while. */
    forget: (id: string) =>
      ownerQuery(`update zarinpal_payments set updated_at = now() - interval '11 seconds' where id = $1`, [
        id,
      ]),
    balance: async (): Promise<number> => (await till.purse(sara)).balanceToman,
  };
}

export type PayingBot = Awaited<ReturnType<typeof openPayingBot>>;

export const labelsOf = ({ buttons }: MessageView): string[] => buttons.flat().map(({ text }) => text);

/** Where a message leads out of the chat. */
export const pageOf = ({ buttons }: MessageView): string | undefined =>
  buttons.flat().find(({ url }) => url !== undefined)?.url;
