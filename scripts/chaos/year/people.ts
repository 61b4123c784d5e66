import type { Random } from '../random.js';
import type { Killer } from './killer.js';
import type { ModelBot } from './model.js';
import { switchAutopay } from './model-autopay.js';
import { priceFor } from './model-money.js';
import { takeBack } from './model-sales.js';
import type { openPurses } from './money-comes.js';
import type { Pair, Pairs } from './pairs.js';
import type { openShopping } from './shopping.js';
import type { WorldActs } from './world-acts.js';

interface Parts {
  readonly acts: WorldActs;
  readonly pairs: Pairs;
  readonly random: Random;
  readonly killer: Killer;
  readonly moneyComes: ReturnType<typeof openPurses>;
  readonly shopping: ReturnType<typeof openShopping>;
}

const minute = 60_000;
const hour = 60 * minute;
/** Doings of somebody in a day. */
const deedsADay = 0.9;

interface Payment {
  readonly pair: Pair;
  readonly id: string;
  readonly toman: number;
  /** Its money comes then; half of them when their time is over. */
  readonly at: number;
}

/** Something that happens at an instant (ms). */
export interface Happening {
  readonly at: number;
  readonly run: (at: number) => Promise<void>;
}

/** People who pay, buy, change their minds and come back. */
export function openPeople({ acts, pairs, random, killer, moneyComes, shopping }: Parts) {
  const { between, next, pick } = random;
  let payments: Payment[] = [];

  async function topUp(pair: Pair, at: number): Promise<void> {
    const toman = between(1, 15) * 10_000;
    await acts.topUp(pair, toman);
    await killer.settle();
    await moneyComes(pair, toman, at);
  }

  async function beginPayment(pair: Pair, at: number): Promise<void> {
    const toman = between(1, 20) * 10_000;
    const orderId = next() < 0.5 ? (pair.person.cart?.orderId ?? null) : null;
    const id = await acts.beginPayment(pair, toman, orderId);
    payments.push({ pair, id, toman, at: at + (next() < 0.5 ? 0 : between(1, 60)) * hour });
  }

  async function settlePayment({ pair, id, toman }: Payment, at: number): Promise<void> {
    await acts.settlePayment(pair, id);
    await killer.settle();
    pairs.count('payments that came late');
    await moneyComes(pair, toman, at);
  }

  async function turnAutopay(pair: Pair, at: number): Promise<void> {
    const { subscription: sub } = pair.person;
    if (!sub?.plan || sub.isTrial) return;
    const isOn = !sub.autopay.isOn;
    const days = isOn ? pick([1, 3, 7]) : sub.autopay.days;
    const agreedToman = isOn && next() < 0.5 ? priceFor(pair.person, sub.plan, at) : null;
    await acts.switchAutopay(pair, { subscriptionId: sub.id, isOn, days, agreedToman });
    await killer.settle();
    switchAutopay(sub, { isOn, days, agreedToman });
    pairs.count(isOn ? 'autopay switched on' : 'autopay switched off');
  }

  async function refund(pair: Pair, at: number): Promise<void> {
    const sale = pair.person.subscription?.sales.at(-1);
    if (!sale?.plan) return;
    await acts.reverse(pair, sale.orderId);
    await killer.settle();
    takeBack(pair.person, at);
    pairs.count('refunds');
  }

  async function turnReminders(pair: Pair): Promise<void> {
    const { person } = pair;
    person.wantsReminders = !person.wantsReminders;
    person.hasAlwaysWanted = false;
    await acts.setReminders(pair, person.wantsReminders);
  }

  const { buy, tryOut } = shopping;
  const deeds: readonly (readonly [number, (pair: Pair, at: number) => Promise<void>])[] = [
    [0.2, topUp],
    [0.6, buy],
    [0.7, tryOut],
    [0.78, beginPayment],
    [0.95, turnAutopay],
    [0.98, refund],
    [1, turnReminders],
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

  return {
    /** Everybody's first money. */
    begin: async (): Promise<void> => {
      for (const pair of pairs.all) await topUp(pair, Date.now());
    },
    /** What happens in an hour, in its second half. */
    deedsOf: (from: number): Happening[] => {
      const at = (): number => from + between(31, 57) * minute + between(0, 59) * 1_000;
      const due = payments.filter((one) => one.at < from);
      payments = payments.filter((one) => one.at >= from);
      return [
        ...pairs.all
          .filter(() => next() < deedsADay / 24)
          .map((pair) => ({ at: at(), run: (when: number) => act(pair, when) })),
        ...due.map((one) => ({ at: at(), run: (when: number) => settlePayment(one, when) })),
      ];
    },
  };
}

interface TenantParts extends Pick<Parts, 'acts' | 'killer' | 'pairs' | 'random'> {
  readonly model: readonly ModelBot[];
}

/** Tenants who fill their wallets, seldom enough to run dry, and change their prices. */
export function openTenants({ acts, killer, pairs, random, model }: TenantParts) {
  const { between, next, pick } = random;
  const placeOf = ({ number }: ModelBot) =>
    (pairs.all.find(({ person }) => person.bot.number === number) as Pair).bot;

  async function fill(bot: ModelBot, toman: number): Promise<void> {
    if (bot.terms.billing.model === 'none') return;
    await acts.fillTenant(placeOf(bot), toman);
    bot.ledger.push({ why: 'filled', toman });
    await killer.settle();
    pairs.count('wallets of tenants filled');
  }

  async function changePrice(bot: ModelBot): Promise<void> {
    const at = between(0, bot.terms.plans.length - 1);
    const plan = bot.terms.plans[at] as (typeof bot.terms.plans)[number];
    plan.priceToman = Math.max(5_000, Math.round((plan.priceToman * pick([80, 110, 140])) / 100_000) * 1_000);
    await acts.setPrice(placeOf(bot), at, plan.priceToman);
    pairs.count('prices changed');
  }

  return {
    begin: async (): Promise<void> => {
      for (const bot of model) await fill(bot, 100_000);
    },
    deedsOf: (from: number): Happening[] =>
      model
        .filter(() => next() < 0.2 / 24)
        .map((bot) => ({
          at: from + between(31, 57) * minute,
          run: () => (next() < 0.3 ? changePrice(bot) : fill(bot, between(1, 30) * 5_000)),
        })),
  };
}
