import type { Payment } from '#services/payments/payment.js';
import type { Customer } from '../bot/customer.js';
import { ownerQuery } from '../database.js';
import type { Till } from './open-till.js';

/** A payer buys a month in the bot that its gateway charges again by itself, and pays for the first time; that payment. */
export async function subscribeMonthly(till: Till, payer: Customer): Promise<Payment> {
  await till.bot.send(payer.person, '/menu');
  await payer.chooses('Month');
  for (const button of ['Choose how to pay', 'every 30 days']) await payer.taps(payer.dataOf(button));
  await till.driver.settle();
  const [row] = await ownerQuery<{ id: string }>(
    'select id::text from gateway_payments where bot_id = $1 and user_id = $2',
    [till.bot.botId, await till.userOf(payer)],
  );
  const payment = await till.read(row!.id);
  await till.pay(payer, payment);
  await till.deliver();
  return till.read(payment.id);
}
