import { expectAutopay, failAutopay } from './model-autopay.js';
import { sell } from './model-sales.js';
import { passWords, resetTraffic, seeTraffic } from './model-time.js';
import { expectPurchase } from './model-wishes.js';
import type { Pair, Pairs } from './pairs.js';
import type { YearWorld } from './world.js';
import type { NotedSale, WorldActs } from './world-acts.js';

interface Parts {
  readonly world: YearWorld;
  readonly acts: WorldActs;
  readonly pairs: Pairs;
}

export type Follower = ReturnType<typeof openFollower>;

const readTry = 'select is_autopay_short from subscriptions where bot_id = $1 and id = $2';

/** Lets the model live through what happens to the fleet, and notes where the fleet does something else. */
export function openFollower({ world, acts, pairs }: Parts) {
  const { fault, count } = pairs;

  function judgeSale(pair: Pair, sale: NotedSale, at: number): void {
    const plan = planOf(pair, sale);
    if (!plan) return;
    const { kind, toman } = expectPurchase(pair.person, plan, at, sale.priced_at.getTime());
    if (kind !== 'paid' && kind !== 'unsure') fault(pair, `sold, expected ${kind}`);
    if (toman !== Number(sale.price)) fault(pair, `sold for ${sale.price}, expected ${toman}`);
  }

  /** Takes a sale over that somebody made, by a tap or by a cart that was paid. */
  function take(pair: Pair, sale: NotedSale, at: number): void {
    const { person } = pair;
    judgeSale(pair, sale, at);
    const soldBefore = person.bot.soldGb;
    const { order_id: orderId, subscription_id: subscriptionId } = sale;
    const made = { orderId, subscriptionId, plan: planOf(pair, sale), toman: Number(sale.price) };
    sell(person, made, at, sale.priced_at.getTime());
    const soldGb = person.bot.soldGb - soldBefore;
    if (soldGb !== Number(sale.sold_gb)) fault(pair, `the tenant was sold ${sale.sold_gb} GB, not ${soldGb}`);
    if (person.subscription?.id !== subscriptionId) fault(pair, 'sold for another subscription');
    count('sales');
  }

  /** Takes over what autopay sold. */
  function takeRenewal(pair: Pair, sale: NotedSale, at: number): void {
    const expected = expectAutopay(pair.person, at);
    if (expected !== 'paid' && expected !== 'unsure')
      fault(pair, `renewed by itself, expected ${expected ?? 'nothing'}`);
    take(pair, sale, at);
    pair.person.told.push('autopay_done');
    count('renewals by autopay');
  }

  /** A try of autopay that sold nothing. */
  async function failTry(pair: Pair, at: number): Promise<void> {
    const { person, bot } = pair;
    const expected = expectAutopay(person, at);
    if (expected === undefined || expected === 'refused') return;
    count(`tries of autopay: ${expected}`);
    if (expected === 'paid') fault(pair, 'autopay did not renew');
    else if (expected !== 'unsure') failAutopay(person, expected, at);
    else {
      const place = [bot.bot.botId, person.subscription?.id];
      const [row] = await world.database.query<{ is_autopay_short: boolean }>(readTry, place);
      failAutopay(person, row?.is_autopay_short ? 'short' : 'wait', at);
    }
  }

  return {
    take,
    takeRenewal,
    failTry,
    /** What autopay sold, in the order in which it did; then what came of the other tries. */
    passAutopay: async (at: number): Promise<void> => {
      for (const sale of await acts.takeSales()) takeRenewal(pairs.find(sale.bot_id, sale.user_id), sale, at);
      for (const pair of pairs.all) await failTry(pair, at);
    },
    endsOf: (): number[] =>
      pairs.all.flatMap(({ person: { subscription: sub } }) => (sub ? [sub.endsAt] : [])),
    passPanel: (from: number, to: number): void => {
      for (const { person } of pairs.all)
        if (person.subscription) resetTraffic(person.subscription, from, to);
    },
    passWords: (at: number): void => {
      for (const { person } of pairs.all) passWords(person, at);
    },
    seeTraffic: (): void => {
      for (const { person } of pairs.all) seeTraffic(person);
    },
    expireCarts: (at: number): void => {
      for (const { person } of pairs.all.filter(({ person: one }) => (one.cart?.expiresAt ?? at + 1) <= at)) {
        person.told.push('order_expired');
        person.cart = undefined;
        count('carts that expired');
      }
    },
  };
}

/** What was sold; null: the trial. */
function planOf({ person, bot }: Pair, { plan_id: id }: NotedSale) {
  return id === null ? null : (person.bot.terms.plans[bot.planIds.indexOf(id)] ?? null);
}
