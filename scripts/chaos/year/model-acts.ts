import type { PlanTerms } from './cast.js';
import {
  balanceOf,
  type Discount,
  type ModelPerson,
  type ModelSubscription,
  type Sale,
  type SubscriptionState,
} from './model.js';
import {
  areSalesStopped,
  canTenantPay,
  consume,
  discountAt,
  priceFor,
  shareOf,
  soldFor,
} from './model-money.js';
import { byDay, wordsOf } from './model-words.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const gigabyte = 2 ** 30;

/** What must come of a wish; 'unsure': paid, or refused for the tenant's money. */
export interface Expected {
  readonly kind: 'paid' | 'refused' | 'short' | 'unsure';
  readonly toman: number;
}

/** A sale as the fleet made it. */
export interface MadeSale {
  readonly orderId: string;
  readonly subscriptionId: string;
  /** Null: the trial. */
  readonly plan: PlanTerms | null;
  readonly toman: number;
}

/** What must come of a tap on "buy", or of a renewal. `pricedAt`: when its price was made. */
export function expectPurchase(person: ModelPerson, plan: PlanTerms, at: number, pricedAt = at): Expected {
  const { bot } = person;
  const toman = priceFor(person, plan, pricedAt);
  const stopped = areSalesStopped(bot);
  if (stopped === 'yes') return { kind: 'refused', toman };
  if (balanceOf(person) < toman) return { kind: stopped === 'unsure' ? 'unsure' : 'short', toman };
  const pays = canTenantPay(bot, soldFor(person.subscription, plan, at).gb);
  if (pays === 'no') return { kind: 'refused', toman };
  return { kind: stopped === 'no' && pays === 'yes' ? 'paid' : 'unsure', toman };
}

/** What must come of a tap on the trial. */
export function expectTrial(person: ModelPerson): Expected {
  const { bot } = person;
  const [stopped, pays] = [areSalesStopped(bot), canTenantPay(bot, bot.terms.trial.gb)];
  const isRefused = person.hasHadTrial || person.hasPaid || person.subscription || stopped === 'yes';
  if (isRefused || pays === 'no') return { kind: 'refused', toman: 0 };
  return { kind: stopped === 'no' && pays === 'yes' ? 'paid' : 'unsure', toman: 0 };
}

/** Takes over what a sale makes of somebody. */
export function sell(person: ModelPerson, made: MadeSale, at: number, pricedAt = at): void {
  const { bot, subscription: had } = person;
  const { orderId, plan, toman } = made;
  const { trial } = bot.terms;
  const sold = plan ? soldFor(had, plan, at) : { gb: trial.gb, isReset: false, goesOn: false };
  const lengthMs = (plan ?? trial).days * day;
  const endsAt = had && sold.goesOn ? had.endsAt + lengthMs : Math.max(at + lengthMs, had?.endsAt ?? 0);
  const before = had && stateOf(had);
  const sale: Sale = {
    ...{ orderId, plan, paidToman: toman, soldGb: sold.gb, before, addedMs: endsAt - (had?.endsAt ?? at) },
  };
  if (plan) useDiscount(person, orderId, { at, pricedAt });
  if (toman > 0) person.ledger.push({ why: `order ${orderId}`, toman: -toman });
  const share = shareOf(bot, sold.gb);
  if (share > 0) bot.ledger.push({ why: `order ${orderId}`, toman: -share });
  bot.soldGb += sold.gb;
  person[plan ? 'hasPaid' : 'hasHadTrial'] = true;
  const after = {
    ...{ isTrial: plan === null, plan, gb: (plan ?? trial).gb, endsAt },
    startsAt: had && sold.goesOn ? had.startsAt : at,
  };
  person.subscription = write(had ?? newSubscription(made.subscriptionId, after), after, at);
  person.subscription.sales.push(sale);
  if (sold.isReset) Object.assign(person.subscription, { usedBytes: 0, seenBytes: 0, isLimited: false });
  if (person.cart?.orderId === orderId) person.cart = undefined;
}

function useDiscount(
  person: ModelPerson,
  orderId: string,
  { at, pricedAt }: { readonly at: number; readonly pricedAt: number },
): void {
  const discount = discountAt(person, pricedAt);
  if (discount) discount.used = { orderId, at };
}

const stateOf = ({ isTrial, plan, gb, startsAt, endsAt }: SubscriptionState): SubscriptionState => ({
  ...{ isTrial, plan, gb, startsAt, endsAt },
});

const newSubscription = (id: string, state: SubscriptionState): ModelSubscription => ({
  ...{ ...state, id, isConnected: false, isExpired: false, isEndTold: false, saidUntil: 0 },
  autopay: { isOn: false, days: 3, nextAt: null, isShort: false },
  ...{
    agreedToman: null,
    sales: [],
    madeAt: state.startsAt,
    usedBytes: 0,
    seenBytes: 0,
    unseenBytes: 0,
    isLimited: false,
    warnedPercent: 0,
  },
});

/** A subscription with another end: what is due is found anew. */
function write(sub: ModelSubscription, after: SubscriptionState, at: number): ModelSubscription {
  const isOver = after.endsAt <= at;
  if (after.gb !== sub.gb) sub.warnedPercent = 0;
  Object.assign(sub, after, { isExpired: isOver, isEndTold: isOver, saidUntil: at });
  planAutopay(sub);
  return sub;
}

function planAutopay(sub: ModelSubscription): void {
  const { isOn, days } = sub.autopay;
  const runs = isOn && !sub.isTrial && !sub.isExpired;
  Object.assign(sub.autopay, { nextAt: runs ? sub.endsAt - days * day : null, isShort: false });
}

/** Its owner switches autopay. */
export function switchAutopay(
  sub: ModelSubscription,
  wish: { readonly isOn: boolean; readonly days: number; readonly agreedToman: number | null },
): void {
  Object.assign(sub.autopay, { isOn: wish.isOn, days: wish.days });
  if (wish.isOn && wish.agreedToman !== null) sub.agreedToman = wish.agreedToman;
  planAutopay(sub);
}

/** The newest sale is taken back: the money is in the wallet, and the subscription as it was. */
export function takeBack(person: ModelPerson, at: number): void {
  const sub = person.subscription as ModelSubscription;
  const sale = sub.sales.pop() as Sale;
  if (sale.paidToman > 0) person.ledger.push({ why: `refund ${sale.orderId}`, toman: sale.paidToman });
  for (const discount of person.discounts) giveAgain(discount, sale.orderId, at);
  if (sale.before === undefined) {
    consume(person.bot, sub.unseenBytes);
    person.subscription = undefined;
    person.hasPaid = false;
    return;
  }
  const endsAt = Math.max(sub.endsAt - sale.addedMs, sale.before.startsAt);
  write(sub, { ...sale.before, endsAt }, at);
  person.hasPaid = sub.sales.some(({ plan }) => plan !== null);
}

/** Who could not have what they bought has the rest of the time again. */
function giveAgain(discount: Discount, orderId: string, at: number): void {
  if (discount.used?.orderId !== orderId) return;
  discount.until = Math.max(discount.until, at + discount.until - discount.used.at);
  discount.used = undefined;
}

/** What a tick must say of somebody's subscription. */
export function passWords(person: ModelPerson, at: number): void {
  const { subscription: sub, bot } = person;
  if (!sub) return;
  const isOpen = (word: { readonly said: string; readonly at: number; readonly until: number }): boolean =>
    word.at <= at &&
    at < word.until &&
    (word.said === 'subscription_expired' ? !sub.isEndTold : word.at > sub.saidUntil);
  const word = wordsOf(sub, bot.terms).filter(isOpen).at(-1);
  const isHeard = word && (person.wantsReminders || word.said === 'subscription_expired');
  if (isHeard) {
    person.told.push(word.offer ? `${word.said} ${word.offer.percent}` : word.said);
    if (word.offer)
      person.discounts.push({
        ...{ subscriptionId: sub.id, percent: word.offer.percent, used: undefined },
        until: byDay(at, bot.terms.zone) + word.offer.hours * hour,
      });
  }
  sub.saidUntil = at;
  if (sub.endsAt > at) return;
  Object.assign(sub, { isExpired: true, isEndTold: true });
  Object.assign(sub.autopay, { nextAt: null });
}

/** What a try of autopay must come to; undefined: none is due. 'wait': the tenant may sell later. */
export function expectAutopay(
  person: ModelPerson,
  at: number,
): Expected['kind'] | 'asks' | 'wait' | undefined {
  const { subscription: sub } = person;
  if (!sub?.plan || sub.autopay.nextAt === null || sub.autopay.nextAt > at || sub.isExpired) return undefined;
  if (sub.endsAt <= at || sub.endsAt - sub.autopay.days * day > at) return undefined;
  const stopped = areSalesStopped(person.bot);
  const { kind, toman } = expectPurchase(person, sub.plan, at);
  if (stopped !== 'yes' && hasRisen(person, toman)) return stopped === 'unsure' ? 'unsure' : 'asks';
  return kind === 'refused' ? 'wait' : kind;
}

function hasRisen({ subscription: sub, bot }: ModelPerson, toman: number): boolean {
  const last = sub?.sales.findLast(({ plan }) => plan !== null);
  if (!sub?.plan || (sub.agreedToman !== null && toman <= sub.agreedToman)) return false;
  if (!last?.plan) return sub.agreedToman !== null;
  const rise = 1 + bot.terms.mostRisePercent / 100;
  return toman / sub.plan.days > (last.paidToman / last.plan.days) * rise;
}

/** A try that came to nothing: when the next is, and what is said. */
export function failAutopay(person: ModelPerson, kind: 'asks' | 'short' | 'wait', at: number): void {
  const sub = person.subscription as ModelSubscription;
  const pause = kind === 'asks' ? day : person.bot.terms.retryHours * hour;
  const next = Math.min(at + pause, sub.endsAt - 5 * minute);
  Object.assign(sub.autopay, { nextAt: next > at ? next : null, isShort: kind === 'short' });
  const about = `${sub.id} ${sub.endsAt}`;
  if (kind === 'asks')
    sayOnce(person, `autopay_asks`, `${about} ${priceFor(person, sub.plan as PlanTerms, at)}`);
  if (kind !== 'short' || (person.shortTold.get(about) ?? 0) > at) return;
  person.shortTold.set(about, at + day);
  person.told.push('autopay_short');
}

function sayOnce(person: ModelPerson, said: string, about: string): void {
  const key = `${said} ${about}`;
  if (person.shortTold.has(key)) return;
  person.shortTold.set(key, Infinity);
  person.told.push(said);
}

/** The panel's figures are seen: consumed traffic is booked, and who has used much hears of it. */
export function seeTraffic(person: ModelPerson): void {
  const { subscription: sub, bot } = person;
  if (!sub) return;
  consume(bot, sub.unseenBytes);
  Object.assign(sub, { unseenBytes: 0, seenBytes: sub.usedBytes });
  if (sub.usedBytes > 0) sub.isConnected = true;
  const percent = Math.floor((sub.usedBytes / (sub.gb * gigabyte)) * 100);
  const reached = percent >= 95 ? 95 : percent >= 80 ? 80 : 0;
  if (reached > sub.warnedPercent) {
    sub.warnedPercent = reached;
    // Who wishes for no reminders is left out as it is sent.
    if (percent < 100 && !sub.isExpired) person.told.push(`traffic_low ${reached}`);
  } else if (sub.usedBytes > 0 && percent < 50) sub.warnedPercent = 0;
}

/** Traffic that somebody uses on the panel. */
export function useTraffic(sub: ModelSubscription, bytes: number): void {
  sub.usedBytes += bytes;
  sub.unseenBytes += bytes;
  if (sub.usedBytes >= sub.gb * gigabyte) sub.isLimited = true;
}

/** The panel lets the traffic of a month begin anew, at ten past midnight of the account's own day of the month. */
export function resetTraffic(sub: ModelSubscription, from: number, to: number): void {
  const midnight = Math.floor(to / day) * day;
  const at = midnight + 10 * minute;
  if (at <= from || at > to) return;
  const [made, today] = [new Date(sub.madeAt), new Date(at)];
  const lastDay = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 0)).getUTCDate();
  const isDay = today.getUTCDate() === Math.min(made.getUTCDate(), lastDay);
  const isLater =
    today.getUTCMonth() !== made.getUTCMonth() || today.getUTCFullYear() !== made.getUTCFullYear();
  if (isDay && isLater) Object.assign(sub, { usedBytes: 0, isLimited: false });
}
