import type { PlanTerms } from './cast.js';
import type { ModelPerson, ModelSubscription } from './model.js';
import { areSalesStopped, priceFor } from './model-money.js';
import { expectPurchase, type Expected } from './model-wishes.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When it is tried next, by its end. */
export function planAutopay(sub: ModelSubscription): void {
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
