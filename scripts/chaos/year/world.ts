import { privateChat } from '../../sandbox/telegram/world.js';
import { buildUser } from '../../../test/factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../../test/support/bot/drive-bot.js';
import { openMovedFleet } from '../../../test/support/moved-fleet.js';
import type { MovedDatabase } from '../../../test/support/servers/moved-database.js';
import { configurationOf, type BotTerms } from './cast.js';

/** A bot with its people and plans, as the fleet numbers them. */
export interface WorldBot {
  readonly bot: DrivenBot;
  readonly planIds: readonly string[];
  readonly people: readonly { readonly userId: string; readonly id: string }[];
}

/** A fleet in a database whose clock can be moved, with its stand-ins for Telegram and the panel. */
export interface YearWorld {
  readonly database: MovedDatabase;
  readonly driver: BotDriver;
  readonly bots: readonly WorldBot[];
  close(): Promise<void>;
}

// What was decided to be told, and what was sold, each noted in the transaction that decides it.
const journals = `
  create table year_notices (seq bigserial primary key, bot_id bigint, payload jsonb);
  create index on year_notices (bot_id);
  create table year_sales (seq bigserial primary key, bot_id bigint, user_id bigint, order_id bigint,
    subscription_id bigint, plan_id bigint, kind text, price bigint, sold_gb bigint, priced_at timestamptz);
  create function year_note() returns trigger language plpgsql security definer as $$
  begin
    insert into year_notices (bot_id, payload) values (new.bot_id, new.payload);
    return null;
  end $$;
  create trigger year_note after insert on outbox for each row
    when (new.job_name = 'notice.send' and new.not_before is null) execute function year_note();
  create function year_sell() returns trigger language plpgsql security definer as $$
  begin
    insert into year_sales (bot_id, user_id, order_id, subscription_id, plan_id, kind, price, sold_gb, priced_at)
    values (new.bot_id, new.user_id, new.id, new.subscription_id, (new.wish ->> 'planId')::bigint, new.kind,
      new.price_toman, new.sold_gb, new.quoted_at);
    return null;
  end $$;
  create trigger year_sell after update on orders for each row
    when (new.state = 'paid' and old.state is distinct from 'paid') execute function year_sell()`;

const insertPlan = `
  insert into bot_plans (bot_id, name, period_days, price_toman, traffic_limit_gb, device_limit)
  values ($1, $2, $3, $4, $5, 2) returning id::text`;
const features = ['auto_renewal', 'trial_subscription'] as const;

/** Opens it at an instant (ms), with bots on these terms and so many people each. */
export async function openWorld(
  terms: readonly BotTerms[],
  { people, startAt }: { readonly people: number; readonly startAt: number },
): Promise<YearWorld> {
  const fleet = await openMovedFleet('year');
  const { database } = fleet;
  await database.query(journals);
  await database.setClock(startAt);
  const driver = await openBotDriver();
  const bots: WorldBot[] = [];
  for (const one of terms) bots.push(await addBot(database, driver, { terms: one, people }));
  return {
    database,
    driver,
    bots,
    close: async () => {
      await driver.close();
      await fleet.close();
    },
  };
}

async function addBot(
  database: MovedDatabase,
  driver: BotDriver,
  { terms, people }: { readonly terms: BotTerms; readonly people: number },
): Promise<WorldBot> {
  const { billing } = terms;
  const bot = await driver.addBot({
    ...{ defaultLanguage: 'en', billingModel: billing.model, trafficRateToman: billing.rate },
    ...{ minWalletBalanceToman: billing.least, autoSuspendOnLowBalance: billing.isStrict },
  });
  const { botId, tenant } = bot;
  const set = async (text: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [key, value] of Object.entries(values))
      await database.query(text, [botId, key, JSON.stringify(value)]);
  };
  await set(
    'insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3::jsonb)',
    configurationOf(terms),
  );
  await set(
    'insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, $2, $3::boolean)',
    Object.fromEntries(features.map((key) => [key, true])),
  );
  await bot.publish();
  const planIds: string[] = [];
  for (const [at, plan] of terms.plans.entries()) {
    const values = [botId, `Plan ${at}`, plan.days, plan.priceToman, plan.gb];
    const [row] = await database.query<{ id: string }>(insertPlan, values);
    planIds.push((row as { id: string }).id);
  }
  const persons = [];
  for (let number = 0; number < people; number += 1) {
    const { id } = driver.telegram.person({ firstName: `Person ${number}` });
    privateChat(driver.telegram.world, bot.token.split(':')[0] as string, id).isStarted = true;
    const user = await buildUser(tenant, {
      ...{ telegramId: id, language: 'en', registeredAt: new Date(Date.now()) },
    });
    persons.push({ userId: user.id, id });
  }
  return { bot, planIds, people: persons };
}
