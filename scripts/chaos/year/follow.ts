import type { Random } from '../random.js';
import type { ModelBot, ModelPerson, ModelSubscription } from './model.js';
import {
  expectAutopay,
  expectPurchase,
  failAutopay,
  passWords,
  resetTraffic,
  seeTraffic,
  sell,
  useTraffic,
} from './model-acts.js';
import type { WorldBot, YearWorld } from './world.js';
import type { NotedSale, WorldActs } from './world-acts.js';

const gigabyte = 2 ** 30;

/** Somebody of the model, and where they are in the fleet. */
export interface Pair {
  readonly person: ModelPerson;
  readonly bot: WorldBot;
  readonly userId: string;
}

interface Parts {
  readonly world: YearWorld;
  readonly acts: WorldActs;
  readonly model: readonly ModelBot[];
}

export type Follower = ReturnType<typeof openFollower>;

const readTry = `
  select autopay_at, is_autopay_short from subscriptions where bot_id = $1 and id = $2`;
const nameOf = `select panel_username as name from subscriptions where bot_id = $1 and id = $2`;

/** Lets the model live through what happens to the fleet, and notes where the fleet does something else. */
export function openFollower({ world, acts, model }: Parts) {
  const faults: string[] = [];
  const counts: Record<string, number> = {
    sales: 0,
    renewals: 0,
    words: 0,
    refunds: 0,
    'top-ups': 0,
    carts: 0,
  };
  const count = (what: string, by = 1): void => void (counts[what] = (counts[what] ?? 0) + by);
  const pairs = model.flatMap((bot) =>
    bot.people.map((person): Pair => {
      const place = world.bots[bot.number] as WorldBot;
      return { person, bot: place, userId: (place.people[person.number] as { userId: string }).userId };
    }),
  );
  const byPlace = new Map(pairs.map((pair) => [`${pair.bot.bot.botId} ${pair.userId}`, pair]));
  const fault = ({ person }: Pair, text: string): void =>
    void faults.push(
      `${new Date(Date.now()).toISOString()} bot ${person.bot.number}, person ${person.number}: ${text}`,
    );
  const each = (work: (person: ModelPerson, sub: ModelSubscription) => void): void => {
    for (const { person } of pairs) if (person.subscription) work(person, person.subscription);
  };

  /** Takes a sale over that somebody made, by a tap or by a cart that was paid. */
  function take(pair: Pair, sale: NotedSale, at: number): void {
    const { person, bot } = pair;
    const planAt = sale.plan_id === null ? -1 : bot.planIds.indexOf(sale.plan_id);
    const plan = planAt < 0 ? null : (person.bot.terms.plans[planAt] ?? null);
    const toman = Number(sale.price);
    const pricedAt = sale.priced_at.getTime();
    const soldBefore = person.bot.soldGb;
    if (plan) {
      const expected = expectPurchase(person, plan, at, pricedAt);
      if (expected.kind !== 'paid' && expected.kind !== 'unsure')
        fault(pair, `sold, expected ${expected.kind}`);
      if (expected.toman !== toman) fault(pair, `sold for ${toman}, expected ${expected.toman}`);
    }
    sell(person, { orderId: sale.order_id, subscriptionId: sale.subscription_id, plan, toman }, at, pricedAt);
    const soldGb = person.bot.soldGb - soldBefore;
    if (soldGb !== Number(sale.sold_gb)) fault(pair, `the tenant was sold ${sale.sold_gb} GB, not ${soldGb}`);
    if (person.subscription?.id !== sale.subscription_id) fault(pair, 'sold for another subscription');
    count('sales');
  }

  /** What autopay sold, in the order in which it did; then what came of the other tries. */
  async function passAutopay(at: number): Promise<void> {
    for (const sale of await acts.takeSales()) {
      const pair = byPlace.get(`${sale.bot_id} ${sale.user_id}`) as Pair;
      const expected = expectAutopay(pair.person, at);
      if (expected !== 'paid' && expected !== 'unsure')
        fault(pair, `renewed by itself, expected ${expected ?? 'nothing'}`);
      take(pair, sale, at);
      pair.person.told.push('autopay_done');
      count('renewals');
    }
    for (const pair of pairs) await failTry(pair, at);
  }

  async function failTry(pair: Pair, at: number): Promise<void> {
    const { person, bot } = pair;
    const expected = expectAutopay(person, at);
    if (expected === undefined) return;
    if (expected === 'paid') fault(pair, 'autopay did not renew');
    else if (expected === 'unsure') {
      const [row] = await world.database.query<{ is_autopay_short: boolean }>(readTry, [
        ...[bot.bot.botId, person.subscription?.id],
      ]);
      failAutopay(person, row?.is_autopay_short ? 'short' : 'wait', at);
    } else if (expected !== 'refused') failAutopay(person, expected, at);
    count(`autopay ${expected}`);
  }

  return {
    faults,
    pairs,
    take,
    count,
    fault,
    byPlace,
    passAutopay,
    failTry,
    counts: () => ({ ...counts, words: pairs.reduce((sum, { person }) => sum + person.told.length, 0) }),
    summary: () =>
      Object.entries(counts)
        .map(([what, times]) => `${times} ${what}`)
        .join(', '),
    endsOf: (): number[] => pairs.flatMap(({ person: { subscription: sub } }) => (sub ? [sub.endsAt] : [])),
    passPanel: (from: number, to: number): void => each((_, sub) => resetTraffic(sub, from, to)),
    passWords: (at: number): void => {
      for (const { person } of pairs) passWords(person, at);
    },
    seeTraffic: (): void => {
      for (const { person } of pairs) seeTraffic(person);
    },
    expireCarts: (at: number): void => {
      for (const { person } of pairs)
        if (person.cart && person.cart.expiresAt <= at) {
          person.told.push('order_expired');
          person.cart = undefined;
          count('carts that expired');
        }
    },
    /** Some people use their subscriptions; while nobody looks, only as much as nobody must hear of. */
    useTraffic: async (random: Random, isSilent: boolean): Promise<void> => {
      for (const pair of pairs) {
        const { subscription: sub } = pair.person;
        if (!sub || sub.isExpired || random.next() < 0.6 || (isSilent && !sub.isConnected)) continue;
        const room = Math.max(0, (isSilent ? 0.75 : 1.02) * sub.gb * gigabyte - sub.usedBytes);
        const bytes = Math.floor(Math.min(room, random.next() ** 3 * sub.gb * gigabyte * 0.3));
        const [row] = await world.database.query<{ name: string }>(nameOf, [pair.bot.bot.botId, sub.id]);
        const account = row && world.driver.panel.account(row.name);
        if (!account || account.status !== 'ACTIVE' || bytes === 0) continue;
        account.usedTrafficBytes += bytes;
        account.lifetimeUsedTrafficBytes += bytes;
        account.firstConnectedAt ??= new Date(Date.now()).toISOString();
        useTraffic(sub, bytes);
        count('uses');
      }
    },
  };
}
