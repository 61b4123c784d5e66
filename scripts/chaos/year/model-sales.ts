import type { BotTerms, PlanTerms } from './cast.js';
import {
  type Discount,
  type Entry,
  type ModelPerson,
  type ModelSubscription,
  type Sale,
  type SubscriptionState,
} from './model.js';
import { planAutopay } from './model-autopay.js';
import { consume, discountAt, shareOf, soldFor } from './model-money.js';

const day = 86_400_000;

/** A sale as the fleet made it. */
export interface MadeSale {
  readonly orderId: string;
  readonly subscriptionId: string;
  /** Null: the trial. */
  readonly plan: PlanTerms | null;
  readonly toman: number;
}

/** Takes over what a sale makes of somebody. */
export function sell(person: ModelPerson, made: MadeSale, at: number, pricedAt = at): void {
  const { bot, subscription: had } = person;
  const { orderId, plan, toman } = made;
  const sold = soldBy(person, plan, at);
  const after = stateAfter(had, { ...sold, plan, trial: bot.terms.trial }, at);
  if (plan) useDiscount(person, orderId, { at, pricedAt });
  book(person, orderId, -toman);
  book(bot, orderId, -shareOf(bot, sold.gb));
  bot.soldGb += sold.gb;
  person[plan ? 'hasPaid' : 'hasHadTrial'] = true;
  const sub = had ?? newSubscription(made.subscriptionId, after);
  const before = had && stateOf(had);
  const addedMs = after.endsAt - (had?.endsAt ?? at);
  person.subscription = write(sub, after, at);
  sub.sales.push({ orderId, plan, paidToman: toman, soldGb: sold.gb, before, addedMs });
  if (sold.isReset) Object.assign(sub, { usedBytes: 0, seenBytes: 0, isLimited: false });
  if (person.cart?.orderId === orderId) person.cart = undefined;
}

const soldBy = (person: ModelPerson, plan: PlanTerms | null, at: number): ReturnType<typeof soldFor> =>
  plan
    ? soldFor(person.subscription, plan, at)
    : { gb: person.bot.terms.trial.gb, isReset: false, goesOn: false };

function stateAfter(
  had: ModelSubscription | undefined,
  {
    goesOn,
    plan,
    trial,
  }: { readonly goesOn: boolean; readonly plan: PlanTerms | null; readonly trial: BotTerms['trial'] },
  at: number,
): SubscriptionState {
  const { days, gb } = plan ?? trial;
  const common = { isTrial: plan === null, plan, gb };
  if (had && goesOn) return { ...common, startsAt: had.startsAt, endsAt: had.endsAt + days * day };
  return { ...common, startsAt: at, endsAt: Math.max(at + days * day, had?.endsAt ?? 0) };
}

function book({ ledger }: { readonly ledger: Entry[] }, orderId: string, toman: number): void {
  if (toman !== 0) ledger.push({ why: `order ${orderId}`, toman });
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
    person.hasGivenBack = true;
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
