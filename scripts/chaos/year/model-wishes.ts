import type { PlanTerms } from './cast.js';
import { balanceOf, type ModelPerson } from './model.js';
import { areSalesStopped, canTenantPay, priceFor, soldFor } from './model-money.js';

/** What must come of a wish; 'unsure': paid, or refused for the tenant's money. */
export interface Expected {
  readonly kind: 'paid' | 'refused' | 'short' | 'unsure';
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
  const isOld = person.hasHadTrial || person.hasPaid || person.hasGivenBack || person.subscription;
  const isRefused = isOld || stopped === 'yes';
  if (isRefused || pays === 'no') return { kind: 'refused', toman: 0 };
  return { kind: stopped === 'no' && pays === 'yes' ? 'paid' : 'unsure', toman: 0 };
}
