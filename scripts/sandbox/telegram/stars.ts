import { randomBytes } from 'node:crypto';
import type { Parties } from './act-as-person.js';
import { badRequest } from './api-error.js';
import type { Core } from './core.js';
import { storeMessage } from './store-message.js';
import type { BotAccount, Invoice, Json, Person, StarSubscription, StarTransaction } from './types.js';
import { privateChat, unixNow, userJson } from './world.js';

/** What came in through payments, less what was refunded and withdrawn. */
export function starBalance({ stars }: BotAccount): number {
  return stars.transactions.reduce(
    (sum, one) => sum + (one.kind === 'payment' ? one.amount : -one.amount),
    0,
  );
}

/** A person's Stars go to the bot: a transaction, and the message that tells of it; of a subscription its first. */
export function chargeStars(core: Core, parties: Parties, invoice: Invoice): StarTransaction {
  const { bot, person } = parties;
  const charge = addPayment(bot, person, invoice);
  if (invoice.subscriptionPeriod === undefined) {
    tellPaid(core, parties, { charge });
    return charge;
  }
  const subscription: StarSubscription = {
    chargeId: charge.id,
    personId: person.id,
    invoice,
    expiresAt: charge.date + invoice.subscriptionPeriod,
    state: 'active',
    isStoppedByBot: false,
  };
  bot.stars.subscriptions.push(subscription);
  tellPaid(core, parties, { charge, subscription, isFirst: true });
  return charge;
}

/** The next 30 days of a subscription are paid, without asking the bot; returns the update's id. */
export function renewStars(core: Core, bot: BotAccount, chargeId: string): number {
  const subscription = subscriptionOf(bot, chargeId);
  if (subscription.state === 'canceled' || subscription.isStoppedByBot)
    throw new Error(`The subscription ${chargeId} was cancelled; it does not renew.`);
  const person = core.world.persons.get(subscription.personId)!;
  const { invoice } = subscription;
  const charge = addPayment(bot, person, invoice);
  subscription.expiresAt += invoice.subscriptionPeriod!;
  subscription.state = 'active';
  return tellPaid(core, { bot, person }, { charge, subscription, isFirst: false });
}

/** A payer cancels a subscription or takes it up again, or its renewal fails; returns the update's id. */
export function changeSubscription(
  core: Core,
  bot: BotAccount,
  change: { chargeId: string; state: StarSubscription['state'] },
): number {
  const subscription = subscriptionOf(bot, change.chargeId);
  subscription.state = change.state;
  const { personId, invoice } = subscription;
  const user = userJson(core.world.persons.get(personId)!);
  const payload: Json = { user, invoice_payload: invoice.payload, state: change.state };
  return core.feed.push(bot, { type: 'subscription', payload, queue: `subscription:${personId}` });
}

/** A bot's subscription by its first charge; throws when there is none. */
export function subscriptionOf(bot: BotAccount, chargeId: string): StarSubscription {
  const found = bot.stars.subscriptions.find((one) => one.chargeId === chargeId);
  if (!found) throw new Error(`The bot has no subscription in Stars whose first charge is ${chargeId}.`);
  return found;
}

/**
 * Gives a charge's Stars back, once: an outgoing transaction of the same id and a message in the chat. Returns the update's
 * id; throws in Telegram's words when it cannot be.
 */
export function refundStars(core: Core, bot: BotAccount, chargeId: string): number {
  const { transactions } = bot.stars;
  const charge = transactions.find((one) => one.kind === 'payment' && one.id === chargeId);
  if (!charge) throw badRequest('CHARGE_NOT_FOUND');
  if (transactions.some((one) => one.kind === 'refund' && one.id === chargeId))
    throw badRequest('CHARGE_ALREADY_REFUNDED');
  if (starBalance(bot) < charge.amount) throw badRequest('BALANCE_TOO_LOW');
  transactions.push({ ...charge, kind: 'refund', date: unixNow() });
  const person = core.world.persons.get(charge.personId)!;
  return tellInChat(core, { bot, person }, { refunded_payment: paymentJson(charge) });
}

/** The owner takes Stars out of the bot's balance. */
export function withdrawStars(bot: BotAccount, amount: number): void {
  const id = inventCharge();
  bot.stars.transactions.push({
    kind: 'withdrawal',
    id,
    amount,
    date: unixNow(),
    personId: '',
    payload: '',
  });
}

function addPayment({ stars }: BotAccount, person: Person, invoice: Invoice): StarTransaction {
  const charge: StarTransaction = {
    kind: 'payment',
    id: inventCharge(),
    amount: invoice.totalAmount,
    date: unixNow(),
    personId: person.id,
    payload: invoice.payload,
  };
  if (invoice.subscriptionPeriod) charge.subscriptionPeriod = invoice.subscriptionPeriod;
  stars.transactions.push(charge);
  return charge;
}

const inventCharge = (): string => `stx${randomBytes(24).toString('base64url')}`;

function tellPaid(
  core: Core,
  parties: Parties,
  paid: { charge: StarTransaction; subscription?: StarSubscription; isFirst?: boolean },
): number {
  const { charge, subscription, isFirst } = paid;
  const payment = paymentJson(charge);
  if (subscription) {
    payment.subscription_expiration_date = subscription.expiresAt;
    payment.is_recurring = true;
    if (isFirst) payment.is_first_recurring = true;
  }
  return tellInChat(core, parties, { successful_payment: payment });
}

function paymentJson(charge: StarTransaction): Json {
  return {
    currency: 'XTR',
    total_amount: charge.amount,
    invoice_payload: charge.payload,
    telegram_payment_charge_id: charge.id,
    provider_payment_charge_id: `${charge.personId}_0`,
  };
}

function tellInChat(core: Core, { bot, person }: Parties, content: Json): number {
  const chat = privateChat(core.world, bot.id, person.id);
  const payload = storeMessage(core.world, { chat, from: person }, { content });
  return core.feed.push(bot, { type: 'message', payload, queue: `chat:${chat.id}` });
}
