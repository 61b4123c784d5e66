import type { GatewayName } from '#gateways/registry.js';
import { findGateway } from '#gateways/registry.js';
import { enqueueDuePayments } from '#services/payments/enqueue-due.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { startPayment } from '#services/payments/start-payment.js';
import { gatewayMeansOf } from '../../../src/workers/gateway-means.js';
import { newCustomer, type Customer } from '../bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../bot/drive-bot.js';
import { ownerQuery } from '../database.js';
import { openCallbackSink, type CallbackSink } from './callback-sink.js';
import { gatewayStages, type GatewayStage } from './gateway-stages.js';

/** What a person has, and what was noted of it. */
export interface Purse {
  readonly balanceToman: number;
  /** Amounts of the ledger, oldest first. */
  readonly moves: readonly number[];
  readonly subscriptions: number;
}

/** A bot that takes money through one gateway, with the gateway's stand-in, for tests of the payment core; `given` takes the usual one's place. */
export async function openTill(name: GatewayName, given?: GatewayStage) {
  const stage = given ?? (await gatewayStages[name]());
  const sink = await openCallbackSink();
  const driver = await openBotDriver([], { ...stage.variables, PUBLIC_URL: sink.url });
  const bot = await driver.addBot();
  await stage.setUp(driver, bot);
  await bot.configure({ topup_min_toman: 1_000 });
  return tillOf({ name, stage, sink, driver, bot });
}

interface Parts {
  readonly name: GatewayName;
  readonly stage: GatewayStage;
  readonly sink: CallbackSink;
  readonly driver: BotDriver;
  readonly bot: DrivenBot;
}

function tillOf({ name, stage, sink, driver, bot }: Parts) {
  const { tenant } = bot;

  async function userOf(payer: Customer): Promise<string> {
    const [row] = await ownerQuery<{ id: string }>(
      'select id::text from users where bot_id = $1 and telegram_id = $2',
      [payer.bot.botId, payer.person.id],
    );
    return row!.id;
  }
  async function read(id: string): Promise<Payment> {
    return (await tenant.db((tx) => findPayment(tenant, tx, id)))!;
  }
  /** A payment as a tap begins it; nothing is worked off. */
  async function begin(
    payer: Customer,
    wish: { orderId: string } | { topUpToman: number },
  ): Promise<Payment> {
    const { tenant: place } = payer.bot;
    const snapshot = (await driver.means.snapshots.read(place))!;
    const userId = await userOf(payer);
    const terms = { values: snapshot.settings.values, features: snapshot.features, publicUrl: sink.url };
    const asked = { userId, method: name, messageId: null, terms, orderId: null, ...wish };
    const started = await place.db((tx) => startPayment(place, tx, asked));
    if (started.kind !== 'started') throw new Error(`the payment was not begun: ${started.kind}`);
    return started.payment;
  }
  /** Hands over what the gateway told so far, each so often, at once. */
  async function deliver(times = 1, to: DrivenBot = bot): Promise<void> {
    const headers = findGateway(name)?.callback?.headers ?? [];
    const callbacks = sink.heard.splice(0).flatMap((one) => Array.from({ length: times }, () => one));
    await Promise.all(
      callbacks.map(({ gateway, request, headers: came }) =>
        driver.intake.paymentCallback(to.botId, {
          ...request,
          gateway,
          headers: Object.fromEntries(
            headers.flatMap((key) => (typeof came[key] === 'string' ? [[key, came[key]] as const] : [])),
          ),
          body: request.body.toString('base64'),
        }),
      ),
    );
    await to.takeIn();
    await driver.settle();
  }
  return {
    ...{ stage, sink, driver, bot, tenant, begin, read, deliver, userOf },
    means: gatewayMeansOf(driver),
    /** What asking a gateway for something takes; nothing has words. */
    asking: { means: gatewayMeansOf(driver), describe: () => Promise.resolve(undefined) },
    newPayer: (): Promise<Customer> => newCustomer(driver, bot),
    /** A payment with its page to pay on. */
    async open(payer: Customer, wish: { orderId: string } | { topUpToman: number }): Promise<Payment> {
      const begun = await begin(payer, wish);
      await driver.settle();
      return read(begun.id);
    },
    pay: (payer: Customer, payment: Payment): Promise<void> => stage.pay(driver, payer, payment),
    /** Asks about every payment of a bot that is not settled, as the schedule does in its time. */
    async checkAll(of: DrivenBot = bot): Promise<void> {
      for (const table of ['gateway_payments', 'zarinpal_payments'])
        await ownerQuery(
          `update ${table} set check_at = now() - interval '1 second' where bot_id = $1 and check_at is not null`,
          [of.botId],
        );
      await enqueueDuePayments(of.tenant);
      await driver.settle();
    },
    async purse(payer: Customer): Promise<Purse> {
      const userId = await userOf(payer);
      const [row] = await ownerQuery<{ balance: string; moves: string[] | null; subscriptions: number }>(
        `select balance_toman::text as balance,
           (select array_agg(amount_toman::text order by transactions.id) from transactions
             where bot_id = $1 and user_id = $2) as moves,
           (select count(*)::int from subscriptions where bot_id = $1 and user_id = $2) as subscriptions
         from users where bot_id = $1 and id = $2`,
        [payer.bot.botId, userId],
      );
      const { balance, moves, subscriptions } = row!;
      return { balanceToman: Number(balance), moves: (moves ?? []).map(Number), subscriptions };
    },
    close: async (): Promise<void> => {
      await driver.close();
      await sink.close();
      await stage.close();
    },
  };
}

export type Till = Awaited<ReturnType<typeof openTill>>;
