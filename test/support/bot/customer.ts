import type { Person } from '../../../scripts/sandbox/telegram.js';
import { ownerQuery } from '../database.js';
import type { BotDriver, DrivenBot } from './drive-bot.js';

/** A customer of a driven bot, registered, who reads English. */
export interface Customer {
  readonly bot: DrivenBot;
  readonly person: Person;
  /** The text of the last message. */
  readonly reads: () => string;
  /** The buttons of the last message, by their texts. */
  readonly sees: () => string[];
  /** Presses a button by its text or data; returns what the last message says then. */
  readonly taps: (button: string) => Promise<string>;
  /** Goes to what is on sale and chooses the plan of that name, where there is a choice; returns what the summary says. */
  readonly chooses: (plan: string) => Promise<string>;
  /** The data of the button of the last message whose text contains that. */
  readonly dataOf: (text: string) => string;
}

/** Puts a plan on sale; returns its number. */
export async function sellPlan(
  bot: DrivenBot,
  plan: { name?: string; days?: number; priceToman?: number; gb?: number; devices?: number } = {},
): Promise<string> {
  const { name = 'Month', days = 30, priceToman = 100_000, gb = 50, devices = 2 } = plan;
  const [row] = await ownerQuery<{ id: string }>(
    `insert into bot_plans (bot_id, name, period_days, price_toman, traffic_limit_gb, device_limit)
     values ($1, $2, $3, $4, $5, $6) returning id::text`,
    [bot.botId, name, days, priceToman, gb, devices],
  );
  return (row as { id: string }).id;
}

/** Puts money into a wallet, as a deposit. */
export async function fillWallet(bot: DrivenBot, person: Person, amountToman: number): Promise<void> {
  await ownerQuery(
    `with buyer as (update users set balance_toman = balance_toman + $3 where bot_id = $1 and telegram_id = $2
       returning id, balance_toman)
     insert into transactions (bot_id, user_id, type, amount_toman, balance_after_toman, idempotency_key)
     select $1, id, 'deposit', $3, balance_toman, 'test ' || random() from buyer`,
    [bot.botId, person.id, amountToman],
  );
}

/** A person who comes to a bot, registers and chooses English. */
export async function newCustomer(driver: BotDriver, bot: DrivenBot, firstName = 'Sara'): Promise<Customer> {
  const person = driver.telegram.person({ firstName });
  await bot.send(person, '/start');
  await bot.tap(person, 'English');
  const reads = (): string => bot.last(person).text;
  const buttons = () => bot.last(person).buttons.flat();
  return {
    bot,
    person,
    reads,
    sees: () => buttons().map(({ text }) => text),
    taps: async (button) => {
      await bot.tap(person, button);
      return reads();
    },
    chooses: async (plan) => {
      await bot.tap(person, 'plans');
      const offered = buttons().find(({ text, data }) => data?.startsWith('plan:') && text.includes(plan));
      if (offered?.data !== undefined) await bot.tap(person, offered.data);
      return reads();
    },
    dataOf: (text) => {
      const data = buttons().find((button) => button.text.includes(text))?.data;
      if (data === undefined) throw new Error(`no button says ${text}: ${JSON.stringify(buttons())}`);
      return data;
    },
  };
}
