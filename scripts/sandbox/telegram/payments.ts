import { randomUUID } from 'node:crypto';
import type { Core } from './core.js';
import { openQuery } from './queries.js';
import { storeMessage } from './store-message.js';
import type { BotAccount, Json, OpenQuery, Person } from './types.js';
import { privateChat, userJson } from './world.js';

/** A person presses Pay on an invoice: the bot gets a pre_checkout_query; returns the update's id. */
export function payInvoice(
  core: Core,
  parties: { bot: BotAccount; person: Person },
  messageId: number,
): number {
  const { bot, person } = parties;
  const chat = privateChat(core.world, bot.id, person.id);
  const stored = chat.messages.get(messageId);
  const invoice = stored?.api.invoice as Json | undefined;
  if (!stored || !invoice)
    throw new Error(`Message ${messageId} is no invoice; send one with sendInvoice first.`);
  const query = openQuery(core.world, {
    kind: 'pre_checkout',
    botId: bot.id,
    personId: person.id,
    chat,
    messageId,
  });
  const payload: Json = {
    id: query.id,
    from: userJson(person),
    currency: invoice.currency,
    total_amount: invoice.total_amount,
    invoice_payload: stored.invoicePayload,
  };
  const ttlMs = core.world.options.queryTtlMs;
  return core.feed.push(bot, { type: 'pre_checkout_query', payload, queue: `pay:${person.id}`, ttlMs });
}

/** What follows the bot's answer: a successful_payment message, or the bot's reason shown to the person. */
export function completePayment(core: Core, query: OpenQuery, refusal?: string): void {
  const { world, feed } = core;
  const bot = world.bots.get(query.botId)!;
  const person = world.persons.get(query.personId)!;
  const answer = { showAlert: true, text: refusal ?? 'Paid' };
  query.settle?.(answer);
  const whose = { chat: query.chatKey, person: person.id, query: query.id };
  world.events.emit('change', { kind: 'answer', ...whose, answer });
  if (refusal !== undefined) return;
  const chat = privateChat(world, bot.id, person.id);
  const stored = chat.messages.get(query.messageId)!;
  const invoice = stored.api.invoice as Json;
  const payment = {
    currency: invoice.currency,
    total_amount: invoice.total_amount,
    invoice_payload: stored.invoicePayload,
    telegram_payment_charge_id: `sandbox_${randomUUID()}`,
    provider_payment_charge_id: `sandbox_${randomUUID()}`,
  };
  const payload = storeMessage(world, { chat, from: person }, { content: { successful_payment: payment } });
  feed.push(bot, { type: 'message', payload, queue: `chat:${chat.id}` });
}
