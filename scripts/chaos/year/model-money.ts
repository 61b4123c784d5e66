import type { PlanTerms } from './cast.js';
import {
  balanceOf,
  type Discount,
  type ModelBot,
  type ModelPerson,
  type ModelSubscription,
} from './model.js';

const day = 86_400_000;
const gigabyte = 2 ** 30;
const priceStep = 1_000;

/** The greatest discount that holds; of equal ones that which ends first. */
export function discountAt({ discounts }: ModelPerson, at: number): Discount | undefined {
  const open = discounts.filter((one) => !one.used && one.until > at);
  return open.sort((left, right) => right.percent - left.percent || left.until - right.until)[0];
}

/** What a plan costs somebody, by what is so at an instant. */
export function priceFor(person: ModelPerson, { priceToman }: PlanTerms, at: number): number {
  const percent = discountAt(person, at)?.percent ?? 0;
  if (percent === 0) return priceToman;
  const rest = priceToman - Math.floor((priceToman * percent) / 100);
  return Math.min(priceToman, Math.ceil(rest / priceStep) * priceStep);
}

/** Gigabytes that the tenant pays for when a period is sold, and whether what was used begins at zero. */
export function soldFor(
  sub: ModelSubscription | undefined,
  plan: PlanTerms,
  at: number,
): { readonly gb: number; readonly isReset: boolean; readonly goesOn: boolean } {
  const goesOn = sub !== undefined && !sub.isTrial && sub.endsAt > at && sub.plan === plan;
  const whole = Math.ceil((plan.gb * plan.days) / 30);
  if (!goesOn) return { gb: Math.max(plan.gb, whole), isReset: sub !== undefined, goesOn };
  const isUsedUp = sub.seenBytes >= plan.gb * gigabyte || sub.isLimited;
  if (!isUsedUp) return { gb: whole, isReset: false, goesOn };
  // The rest of the month that is begun is given up.
  const leftMs = sub.endsAt - at;
  const givenUpMs = Math.min(leftMs, 30 * day);
  const gb = Math.ceil((plan.gb * (givenUpMs + plan.days * day)) / (30 * day));
  return { gb: Math.max(plan.gb, gb), isReset: true, goesOn };
}

const charges = ({ terms: { billing } }: ModelBot, what: 'consumption' | 'sales'): boolean =>
  billing.model === 'hybrid' ||
  billing.model === (what === 'sales' ? 'subscription_sale' : 'traffic_consumption');

/** Does the fleet charge the tenant for what its people consume? */
export const isConsumptionCharged = (bot: ModelBot): boolean => charges(bot, 'consumption');

/** What sold traffic costs the tenant. */
export const shareOf = (bot: ModelBot, gb: number): number =>
  charges(bot, 'sales') ? gb * bot.terms.billing.rate : 0;

/** Whole toman that consumed traffic cost the tenant so far, paid or owed. */
export const consumptionCost = ({ owedEver }: ModelBot): number => Number(owedEver / 2n ** 30n);

/** Books consumed traffic that was seen. */
export function consume(bot: ModelBot, bytes: number): void {
  bot.consumed += bytes;
  if (charges(bot, 'consumption')) bot.owedEver += BigInt(bytes) * BigInt(bot.terms.billing.rate);
}

/** What may be so, where it depends on whether consumption was charged or seen already. */
export type Maybe = 'no' | 'unsure' | 'yes';

interface Standing {
  /** What is in the tenant's wallet before consumption is taken, and what is left of it when all is seen and charged. */
  readonly most: number;
  readonly sure: number;
  /** By what was seen. */
  readonly known: number;
}

function standingOf(bot: ModelBot): Standing {
  const most = balanceOf(bot);
  const known = most - consumptionCost(bot);
  const bytes = bot.people.reduce((sum, { subscription: one }) => sum + (one?.unseenBytes ?? 0), 0);
  const unseen = charges(bot, 'consumption') ? Math.ceil((bytes * bot.terms.billing.rate) / gigabyte) : 0;
  return { most, known, sure: known - unseen };
}

/** Does the bot sell nothing, its tenant's wallet being too low? */
export function areSalesStopped(bot: ModelBot): Maybe {
  const { isStrict, least, model } = bot.terms.billing;
  if (model === 'none' || !isStrict) return 'no';
  const { known, sure } = standingOf(bot);
  if (known < least) return 'yes';
  return sure < least ? 'unsure' : 'no';
}

/** Has the tenant enough for so many gigabytes? */
export function canTenantPay(bot: ModelBot, gb: number): Maybe {
  const { isStrict, least } = bot.terms.billing;
  if (!charges(bot, 'sales')) return 'yes';
  const needed = Math.max(shareOf(bot, gb), isStrict ? least : 0);
  const { most, sure } = standingOf(bot);
  if (most < needed) return 'no';
  return sure < needed ? 'unsure' : 'yes';
}
