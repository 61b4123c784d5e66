import type { Follower } from './follow.js';
import { balanceOf } from './model.js';
import { areSalesStopped } from './model-money.js';
import { expectPurchase } from './model-wishes.js';
import type { Pair, Pairs } from './pairs.js';
import type { NotedSale, WorldActs } from './world-acts.js';

interface Parts {
  readonly acts: WorldActs;
  readonly follower: Follower;
  readonly pairs: Pairs;
}

/** What must follow when money comes into somebody's wallet: what waits for it is bought, then what autopay was too poor for. */
export function openPurses({ acts, follower, pairs }: Parts) {
  function passCart(pair: Pair, sale: NotedSale | undefined, at: number): void {
    const { person } = pair;
    const { cart } = person;
    if (!cart) return;
    if (cart.expiresAt <= at) {
      person.told.push('order_expired');
      person.cart = undefined;
    } else if (sale) {
      if (Number(sale.price) !== cart.toman) pairs.fault(pair, 'a cart was bought at another price');
      follower.take(pair, sale, at);
      person.told.push('order_completed');
      pairs.count('carts that were bought');
    } else if (balanceOf(person) >= cart.toman) leaveCart(pair, at);
  }

  /** The money suffices, and nothing was sold. */
  function leaveCart(pair: Pair, at: number): void {
    const { person } = pair;
    const { cart } = person;
    if (!cart) return;
    const { kind, toman } = expectPurchase(person, cart.plan, at, cart.pricedAt);
    const isChanged = toman !== cart.toman && areSalesStopped(person.bot) === 'no';
    if (isChanged) person.cart = undefined;
    else if (kind === 'paid') pairs.fault(pair, 'the cart was not bought');
    person.told.push(isChanged ? 'order_changed' : 'order_refused');
  }

  return async (pair: Pair, toman: number, at: number): Promise<void> => {
    const { person } = pair;
    person.ledger.push({ why: 'top-up', toman });
    pairs.count('top-ups');
    const sales = await acts.takeSales();
    const cartId = person.cart?.orderId;
    const ofCart = sales.find(({ order_id: id }) => id === cartId);
    passCart(pair, ofCart, at);
    const autopay = person.subscription?.autopay;
    if (autopay?.isShort && autopay.nextAt !== null) autopay.nextAt = at;
    for (const sale of sales) if (sale !== ofCart) follower.takeRenewal(pair, sale, at);
    if (person.subscription?.autopay.isShort) await follower.failTry(pair, at);
  };
}
