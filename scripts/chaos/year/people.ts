import type { Random } from '../random.js';
import type { Follower, Pair } from './follow.js';
import type { Killer } from './killer.js';
import { balanceOf, type ModelBot } from './model.js';
import { expectAutopay, expectPurchase, expectTrial, switchAutopay, takeBack } from './model-acts.js';
import { areSalesStopped, priceFor } from './model-money.js';
import type { WorldBot, YearWorld } from './world.js';
import type { Outcome, WorldActs } from './world-acts.js';

interface Parts {
  readonly world: YearWorld;
  readonly acts: WorldActs;
  readonly model: readonly ModelBot[];
  readonly follower: Follower;
  readonly random: Random;
  readonly killer: Killer;
}

const minute = 60_000;
const hour = 60 * minute;
/** Doings of somebody in a day. */
const deedsADay = 0.9;

interface LatePayment {
  readonly pair: Pair;
  readonly id: string;
  readonly toman: number;
  readonly orderId: string | null;
  readonly at: number;
}

/** People who buy, pay, change their minds and come back; tenants who fill their wallets, and raise prices. */
export function openPeople({ world, acts, model, follower, random, killer }: Parts) {
  const { between, next, pick } = random;
  const favourites = new Map(follower.pairs.map((pair) => [pair, 0]));
  let payments: LatePayment[] = [];
  const planOf = (pair: Pair) =>
    pair.person.bot.terms.plans[favourites.get(pair) ?? 0] as ModelBot['terms']['plans'][number];

  /** Money is there: what waits for it is bought, then what autopay was too poor for. */
  async function moneyCame(pair: Pair, at: number, toman: number): Promise<void> {
    const { person } = pair;
    person.ledger.push({ why: 'top-up', toman });
    follower.count('top-ups');
    const { cart } = person;
    const sales = await acts.takeSales();
    if (cart && cart.expiresAt > at && balanceOf(person) >= cart.toman) completeCart(pair, at, sales);
    else if (cart && cart.expiresAt <= at) {
      person.told.push('order_expired');
      person.cart = undefined;
    }
    if (person.subscription?.autopay.isShort) person.subscription.autopay.nextAt = at;
    for (const sale of sales.filter(({ order_id: id }) => id !== cart?.orderId)) {
      const expected = expectAutopay(person, at);
      if (expected !== 'paid' && expected !== 'unsure')
        follower.fault(pair, `money came: renewed, expected ${expected ?? 'nothing'}`);
      follower.take(pair, sale, at);
      person.told.push('autopay_done');
    }
    if (person.subscription?.autopay.isShort) await follower.failTry(pair, at);
  }

  function completeCart(pair: Pair, at: number, sales: Awaited<ReturnType<WorldActs['takeSales']>>): void {
    const { person } = pair;
    const { cart } = person;
    if (!cart) return;
    const expected = expectPurchase(person, cart.plan, at, cart.pricedAt);
    const sale = sales.find(({ order_id: id }) => id === cart.orderId);
    if (sale) {
      if (expected.toman !== cart.toman) follower.fault(pair, 'a cart was bought at another price');
      follower.take(pair, sale, at);
      person.told.push('order_completed');
      follower.count('carts that were bought');
    } else if (expected.toman !== cart.toman && areSalesStopped(person.bot) === 'no') {
      person.told.push('order_changed');
      person.cart = undefined;
    } else if (expected.kind === 'paid') follower.fault(pair, 'the cart was not bought');
    else person.told.push('order_refused');
  }

  async function buy(pair: Pair, at: number): Promise<void> {
    const { person } = pair;
    const { subscription: sub, cart } = person;
    const mayChoose = !cart && (!sub || sub.isTrial || sub.endsAt <= at);
    if (mayChoose) favourites.set(pair, between(0, person.bot.terms.plans.length - 1));
    const plan = planOf(pair);
    const expected = expectPurchase(person, plan, at);
    const outcome = await acts.buy(pair, favourites.get(pair) ?? 0);
    compare(pair, expected.kind, outcome);
    const [sale] = await acts.takeSales();
    await killer.settle();
    if (outcome.kind === 'paid' && sale) follower.take(pair, sale, at);
    if (outcome.kind === 'short') {
      if (outcome.toman !== expected.toman)
        follower.fault(pair, `asked ${outcome.toman}, not ${expected.toman}`);
      const { orderId, toman, expiresAt } = outcome;
      person.cart = { orderId, plan, toman, pricedAt: at, expiresAt };
      follower.count('carts');
    }
    // It was looked at anew, also when the tenant could not pay for it.
    if (outcome.kind === 'refused' && cart && areSalesStopped(person.bot) !== 'yes')
      person.cart =
        cart.toman === expected.toman ? { ...cart, pricedAt: at, expiresAt: at + cartMs(pair) } : undefined;
  }

  const cartMs = ({ person }: Pair): number => person.bot.terms.cartMinutes * minute;

  function compare(pair: Pair, expected: string, outcome: Outcome): void {
    if (expected === 'unsure' || expected === outcome.kind) return;
    const why = outcome.kind === 'refused' ? ` (${outcome.reason})` : '';
    follower.fault(pair, `a purchase came to ${outcome.kind}${why}, expected ${expected}`);
  }

  async function tryOut(pair: Pair, at: number): Promise<void> {
    const { person } = pair;
    if (person.subscription || person.hasPaid) return buy(pair, at);
    const expected = expectTrial(person);
    const outcome = await acts.trial(pair);
    compare(pair, expected.kind, outcome);
    const [sale] = await acts.takeSales();
    await killer.settle();
    if (sale) follower.take(pair, sale, at);
  }

  async function topUp(pair: Pair, at: number, toman: number): Promise<void> {
    await acts.topUp(pair, toman);
    await killer.settle();
    await moneyCame(pair, at, toman);
  }

  async function beginPayment(pair: Pair, at: number): Promise<void> {
    const toman = between(1, 20) * 10_000;
    const orderId = next() < 0.5 ? (pair.person.cart?.orderId ?? null) : null;
    const id = await acts.beginPayment(pair, toman, orderId);
    // The half comes when its time is over.
    payments.push({
      pair,
      id,
      toman,
      orderId,
      at: at + (next() < 0.5 ? 0 : between(1, 60)) * hour + 5 * minute,
    });
  }

  async function turnAutopay(pair: Pair, at: number): Promise<void> {
    const { person } = pair;
    const { subscription: sub } = person;
    if (!sub?.plan || sub.isTrial) return;
    const isOn = !sub.autopay.isOn;
    const days = isOn ? pick([1, 3, 7]) : sub.autopay.days;
    const agreedToman = isOn && next() < 0.5 ? priceFor(person, sub.plan, at) : null;
    await acts.switchAutopay(pair, { subscriptionId: sub.id, isOn, days, agreedToman });
    await killer.settle();
    switchAutopay(sub, { isOn, days, agreedToman });
    follower.count(isOn ? 'autopay on' : 'autopay off');
  }

  async function refund(pair: Pair, at: number): Promise<void> {
    const { person } = pair;
    const sale = person.subscription?.sales.at(-1);
    if (!sale?.plan) return;
    await acts.reverse(pair, sale.orderId);
    await killer.settle();
    takeBack(person, at);
    follower.count('refunds');
  }

  async function changeReminders(pair: Pair): Promise<void> {
    const wants = !pair.person.wantsReminders;
    await acts.setReminders(pair, wants);
    pair.person.wantsReminders = wants;
  }

  const deeds: readonly (readonly [number, (pair: Pair, at: number) => Promise<void>])[] = [
    [0.2, (pair, at) => topUp(pair, at, between(1, 15) * 10_000)],
    [0.6, buy],
    [0.7, tryOut],
    [0.78, beginPayment],
    [0.95, turnAutopay],
    [0.97, refund],
    [1, changeReminders],
  ];

  async function act(pair: Pair, at: number): Promise<void> {
    const { subscription: sub } = pair.person;
    const roll = next();
    const [, deed] = deeds.find(([upTo]) => roll < upTo) as (typeof deeds)[number];
    // Few buy long before the end, or give up what renews by itself.
    const isPatient = (deed === buy || deed === tryOut) && sub && sub.endsAt - at > 3 * 24 * hour;
    const isContent = deed === turnAutopay && sub?.autopay.isOn;
    if ((isPatient || isContent) && next() < 0.9) return;
    await deed(pair, at);
  }

  async function runTenant(bot: ModelBot): Promise<void> {
    const place = world.bots[bot.number] as WorldBot;
    if (next() < 0.3) {
      const at = between(0, bot.terms.plans.length - 1);
      const plan = bot.terms.plans[at] as (typeof bot.terms.plans)[number];
      plan.priceToman = Math.max(
        5_000,
        Math.round((plan.priceToman * pick([80, 110, 140])) / 100_000) * 1_000,
      );
      await acts.setPrice(place, at, plan.priceToman);
      return;
    }
    if (bot.terms.billing.model !== 'none') await fill(bot, between(1, 30) * 5_000);
  }

  async function fill(bot: ModelBot, toman: number): Promise<void> {
    await acts.fillTenant(world.bots[bot.number] as WorldBot, toman);
    bot.ledger.push({ why: 'filled', toman });
    await killer.settle();
  }

  async function settlePayment({ pair, id, toman, orderId }: LatePayment, at: number): Promise<void> {
    await acts.settlePayment(pair, id);
    await killer.settle();
    void orderId;
    await moneyCame(pair, at, toman);
  }

  return {
    /** Everybody's first money. */
    begin: async (): Promise<void> => {
      for (const bot of model) if (bot.terms.billing.model !== 'none') await fill(bot, 100_000);
      for (const pair of follower.pairs) await topUp(pair, Date.now(), between(2, 30) * 10_000);
    },
    /** What happens in an hour, in its second half. */
    actsOf: (from: number) => {
      const at = (): number => from + between(31, 57) * minute + between(0, 59) * 1_000;
      const own = follower.pairs
        .filter(() => next() < deedsADay / 24)
        .map((pair) => ({ at: at(), run: (when: number) => act(pair, when) }));
      const tenants = model
        .filter(() => next() < 0.2 / 24)
        .map((bot) => ({ at: at(), run: () => runTenant(bot) }));
      const due = payments.filter((one) => one.at < from);
      payments = payments.filter((one) => one.at >= from);
      return [
        ...own,
        ...tenants,
        ...due.map((one) => ({ at: at(), run: (when: number) => settlePayment(one, when) })),
      ];
    },
  };
}
