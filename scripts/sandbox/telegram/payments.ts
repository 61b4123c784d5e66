import { randomUUID } from 'node:crypto';
import type { Parties } from './act-as-person.js';
import type { Core } from './core.js';
import { openQuery } from './queries.js';
import { chargeStars } from './stars.js';
import { storeMessage } from './store-message.js';
import type { BotAccount, CallbackAnswer, Invoice, Json, OpenQuery, Person } from './types.js';
import { privateChat, userJson } from './world.js';

/** A pressed Pay button: the update it made, and what the payer was shown in the end. */
export interface Payment {
  updateId: number;
  queryId: string;
  answered: Promise<CallbackAnswer>;
}

/** A person presses Pay on an invoice in the chat: the bot gets a pre_checkout_query. */
export function payInvoice(core: Core, { bot, person }: Parties, messageId: number): Payment {
  const stored = privateChat(core.world, bot.id, person.id).messages.get(messageId);
  const shown = stored?.api.invoice as Json | undefined;
  if (!stored || stored.isDeleted || !shown)
    throw new Error(`Message ${messageId} is no invoice; send one with sendInvoice first.`);
  const invoice: Invoice = {
    title: String(shown.title),
    description: String(shown.description),
    currency: String(shown.currency),
    totalAmount: Number(shown.total_amount),
    payload: stored.invoicePayload ?? '',
  };
  return askBot(core, { bot, person, messageId }, invoice);
}

/** Anybody pays an invoice link, as often as they like: the bot that made it gets a pre_checkout_query. */
export function payInvoiceLink(core: Core, person: Person, link: string): Payment {
  const found = findInvoiceLink(core, link);
  if (!found)
    throw new Error(`No bot has made the invoice link ${link}; make one with createInvoiceLink first.`);
  const { bot, invoice } = found;
  return askBot(core, { bot, person, messageId: 0 }, invoice);
}

/** The invoice behind a link, and its bot; undefined when no bot made it. */
export function findInvoiceLink(core: Core, link: string): { bot: BotAccount; invoice: Invoice } | undefined {
  const [, slug] = /t\.me\/(?:\$|invoice\/)([\w-]+)$/.exec(link) ?? [];
  for (const bot of core.world.bots.values()) {
    const found = bot.stars.links.find((one) => one.slug === slug);
    if (found) return { bot, invoice: found.invoice };
  }
  return undefined;
}

function askBot(
  core: Core,
  { bot, person, messageId }: Parties & { messageId: number },
  invoice: Invoice,
): Payment {
  const { world } = core;
  const chat = privateChat(world, bot.id, person.id);
  const asked = { kind: 'pre_checkout', botId: bot.id, personId: person.id, chat, messageId } as const;
  const query = openQuery(world, { ...asked, invoice });
  const answered = new Promise<CallbackAnswer>((resolve) => {
    query.settle = resolve;
  });
  setTimeout(() => giveUpWaiting(core, query), query.expiresAt - Date.now()).unref();
  const payload: Json = {
    id: query.id,
    from: userJson(person),
    currency: invoice.currency,
    total_amount: invoice.totalAmount,
    invoice_payload: invoice.payload,
  };
  const { queryTtlMs: ttlMs } = world.options;
  const update = { type: 'pre_checkout_query', payload, queue: `pay:${person.id}`, ttlMs };
  return { updateId: core.feed.push(bot, update), queryId: query.id, answered };
}

/** The bot did not answer in time: nothing is paid, and its late answer is refused. */
function giveUpWaiting(core: Core, query: OpenQuery): void {
  if (!core.world.queries.delete(query.id)) return;
  show(core, query, { showAlert: true, text: 'The bot did not answer in time. Nothing was paid.' });
}

/** What follows from the bot's answer: a successful_payment message, or the bot's reason shown to the person. */
export function completePayment(core: Core, query: OpenQuery, refusal?: string): void {
  if (refusal !== undefined) return show(core, query, { showAlert: true, text: refusal });
  const bot = core.world.bots.get(query.botId)!;
  const person = core.world.persons.get(query.personId)!;
  const invoice = query.invoice!;
  if (invoice.currency === 'XTR') chargeStars(core, { bot, person }, invoice);
  else announceMoney(core, { bot, person }, invoice);
  show(core, query, { showAlert: false, text: 'Paid' });
}

function announceMoney(core: Core, { bot, person }: Parties, invoice: Invoice): void {
  const payment = {
    currency: invoice.currency,
    total_amount: invoice.totalAmount,
    invoice_payload: invoice.payload,
    telegram_payment_charge_id: `sandbox_${randomUUID()}`,
    provider_payment_charge_id: `sandbox_${randomUUID()}`,
  };
  const chat = privateChat(core.world, bot.id, person.id);
  const content = { successful_payment: payment };
  const payload = storeMessage(core.world, { chat, from: person }, { content });
  core.feed.push(bot, { type: 'message', payload, queue: `chat:${chat.id}` });
}

function show({ world }: Core, query: OpenQuery, answer: CallbackAnswer): void {
  query.settle?.(answer);
  const whose = { chat: query.chatKey, person: query.personId, query: query.id };
  world.events.emit('change', { kind: 'answer', ...whose, answer });
}
