import { readPaymentFacts } from '#services/payments/read-payment-facts.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { editedMessage, enqueueCalls, numberedChat } from '../../../outgoing-calls.js';
import { voiceOf } from '../../../voice.js';
import { openPayment } from './open-payment.js';

/**
 * Brings the message that follows a payment to its present state. Enqueues messages only; who is blocked, gone, or has blocked the
 * bot, gets none.
 */
export async function showPayment(
  tenant: Tenant,
  tx: Tx,
  { paymentId, bot }: { readonly paymentId: string; readonly bot: BotSnapshot },
): Promise<void> {
  const facts = await readPaymentFacts(tenant, tx, paymentId);
  if (!facts?.payer.canReceive || facts.payment.messageId === null) return;
  const { payment, payer } = facts;
  const voice = voiceOf(payer.language, bot.settings.values.time_zone);
  const screen = await openPayment({ tenant, tx, voice, snapshot: bot }, payment);
  await enqueueCalls(
    tenant,
    numberedChat(payer.telegramId, bot.settings),
    editedMessage(payer.telegramId, Number(payment.messageId), screen),
  );
}
