import type { Random } from '../random.js';
import type { PlanTerms } from './cast.js';
import type { Follower } from './follow.js';
import type { Killer } from './killer.js';
import { areSalesStopped } from './model-money.js';
import { expectPurchase, expectTrial, type Expected } from './model-wishes.js';
import type { Pair, Pairs } from './pairs.js';
import type { Outcome, WorldActs } from './world-acts.js';

interface Parts {
  readonly acts: WorldActs;
  readonly follower: Follower;
  readonly pairs: Pairs;
  readonly random: Random;
  readonly killer: Killer;
}

/** People who buy plans and try them out. */
export function openShopping({ acts, follower, pairs, random, killer }: Parts) {
  const favourites = new Map<Pair, number>();

  /** A plan is chosen anew when nothing is left of the last. */
  function choose(pair: Pair, at: number): number {
    const { subscription: sub, cart, bot } = pair.person;
    const isFree = !cart && (!sub || sub.isTrial || sub.endsAt <= at);
    const chosen = isFree ? undefined : favourites.get(pair);
    const plan = chosen ?? random.between(0, bot.terms.plans.length - 1);
    favourites.set(pair, plan);
    return plan;
  }

  function compare(pair: Pair, expected: Expected, outcome: Outcome): void {
    if (expected.kind === 'unsure' || expected.kind === outcome.kind) return;
    const why = outcome.kind === 'refused' ? ` (${outcome.reason})` : '';
    pairs.fault(pair, `a purchase came to ${outcome.kind}${why}, expected ${expected.kind}`);
  }

  async function buy(pair: Pair, at: number): Promise<void> {
    const { person } = pair;
    const number = choose(pair, at);
    const plan = person.bot.terms.plans[number] as PlanTerms;
    const expected = expectPurchase(person, plan, at);
    const outcome = await acts.buy(pair, number);
    compare(pair, expected, outcome);
    const sales = await acts.takeSales();
    await killer.settle();
    for (const sale of sales) follower.take(pair, sale, at);
    if (outcome.kind === 'short') keepCart(pair, plan, { expected, outcome, at });
    if (outcome.kind === 'refused') lookAnew(pair, expected, at);
  }

  function keepCart(
    pair: Pair,
    plan: PlanTerms,
    {
      expected,
      outcome,
      at,
    }: { expected: Expected; outcome: Exclude<Outcome, { kind: 'refused' }>; at: number },
  ): void {
    const { orderId, toman, expiresAt } = outcome;
    if (toman !== expected.toman) pairs.fault(pair, `asked ${toman}, not ${expected.toman}`);
    pair.person.cart = { orderId, plan, toman, pricedAt: at, expiresAt };
    pairs.count('carts');
  }

  /** A cart that the tenant could not pay for was looked at anew nevertheless. */
  function lookAnew({ person }: Pair, { toman }: Expected, at: number): void {
    const { cart, bot } = person;
    if (!cart || areSalesStopped(bot) === 'yes') return;
    const expiresAt = at + bot.terms.cartMinutes * 60_000;
    person.cart = cart.toman === toman ? { ...cart, pricedAt: at, expiresAt } : undefined;
  }

  return {
    buy,
    tryOut: async (pair: Pair, at: number): Promise<void> => {
      const { person } = pair;
      if (person.subscription || person.hasPaid || person.ledger.some(({ why }) => why !== 'top-up'))
        return buy(pair, at);
      const expected = expectTrial(person);
      compare(pair, expected, await acts.trial(pair));
      const sales = await acts.takeSales();
      await killer.settle();
      for (const sale of sales) follower.take(pair, sale, at);
    },
  };
}
