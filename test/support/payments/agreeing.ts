import { findLastCharge } from '#services/payments/agreements/charges.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { startPayment } from '#services/payments/start-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { sellPlan, type Customer } from '../bot/customer.js';
import { ownerQuery } from '../database.js';
import { openTill, type Till } from './open-till.js';

/** Price of the plan that is charged again, in toman. */
export const agreedSum = 200_000;

/** A bot that sells a month at YooKassa, where payers may agree to be charged again. */
export async function openAgreements() {
  const till = await openTill('yookassa');
  await configureYookassa(till, { repeats: true });
  const planId = await sellPlan(till.bot, { name: 'Month', priceToman: agreedSum });
  return { till, planId, control: till.stage.control! };
}

/** Sets the configuration of the bot's feature. */
export async function configureYookassa(till: Till, config: object): Promise<void> {
  await ownerQuery(
    `update bot_feature_flags set config = $2 where bot_id = $1 and feature_key = 'yookassa'`,
    [till.bot.botId, JSON.stringify(config)],
  );
  await till.bot.publish();
}

/** A payer orders a month, which then waits for its money. */
export async function orderMonth(till: Till, payer: Customer): Promise<string> {
  await till.bot.send(payer.person, '/menu');
  await payer.chooses('Month');
  await payer.taps(payer.dataOf('Choose how to pay'));
  const [order] = await ownerQuery<{ id: string }>(
    `select id::text from orders where bot_id = $1 and user_id = $2 and state = 'waiting'`,
    [till.bot.botId, await till.userOf(payer)],
  );
  return order!.id;
}

/** A payer orders a month, and is to pay for it in the way that repeats every 30 days. */
export async function beginAgreeing(till: Till, payer: Customer): Promise<Payment> {
  const orderId = await orderMonth(till, payer);
  const snapshot = (await till.driver.means.snapshots.read(till.tenant))!;
  const terms = { values: snapshot.settings.values, features: snapshot.features, publicUrl: till.sink.url };
  const userId = await till.userOf(payer);
  const wish = { userId, method: 'yookassa', orderId, isRepeating: true, terms, messageId: null };
  const started = await till.tenant.db((tx) => startPayment(till.tenant, tx, wish));
  if (started.kind !== 'started') throw new Error(started.kind);
  await till.driver.settle();
  return till.read(started.payment.id);
}

/** A payer orders a month, agrees to be charged every 30 days, and pays for the first time. */
export async function agree(till: Till, payer: Customer): Promise<Payment> {
  const begun = await beginAgreeing(till, payer);
  await till.pay(payer, begun);
  await till.deliver();
  return till.read(begun.id);
}

/** The period that was paid is nearly over. */
export const nearEnd = (first: Payment) =>
  ownerQuery(`update gateway_payments set repeat_until = now() + interval '1 hour' where id = $1`, [
    first.id,
  ]);

/** The period that was paid is nearly over, and the agreement is looked at. */
export async function comeToEnd(till: Till, first: Payment): Promise<void> {
  await nearEnd(first);
  await runAgreement(till.tenant, { paymentId: first.id, means: till.means });
  await till.driver.settle();
}

/** The newest charge under an agreement. */
export const lastChargeOf = (till: Till, first: Payment) =>
  till.tenant.db((tx) => findLastCharge(till.tenant, tx, first));
