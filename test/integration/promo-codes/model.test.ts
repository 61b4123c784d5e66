import { expect } from 'chai';
import fc from 'fast-check';
import { dayMs } from '#platform/units.js';
import { refundOrders } from '#services/orders/refund-order.js';
import type { PromoEffect } from '#services/promo-codes/promo-code.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { atTime } from '../../support/at-time.js';
import { openShop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { addCode } from '../../support/promo-codes.js';

const price = 10_000;
const bonus = 1_000;
const start = 1_000_000;
const few = fc.integer({ min: 1, max: 3 });
const code = fc.record({
  isMoney: fc.boolean(),
  mostUses: fc.option(few),
  mostPerPerson: few,
  mostPerDay: fc.option(few),
  audience: fc.constantFrom('everyone', 'newcomers', 'before_purchase'),
});
const who = fc.nat({ max: 2 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send'), who, code: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('buy'), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund'), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep') }) },
);
type Code = typeof code extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What should be so of a person. */
interface Expected {
  balance: number;
  /** Discounts that they have, and that their sales used. */
  discounts: number;
  used: number;
  spent: number;
  hasBought: boolean;
  readonly uses: number[];
}

/** What a code gives by the rules as people read them. */
function expectedAnswer(
  { mostPerPerson, mostUses, audience, mostPerDay }: Code,
  person: Expected,
  { own, all, today }: { readonly own: number; readonly all: number; readonly today: number },
): string {
  if (own >= mostPerPerson) return 'used_by_you';
  if (mostUses !== null && all >= mostUses) return 'used_up';
  if (audience !== 'everyone' && person.hasBought) return 'not_for_you';
  return mostPerDay !== null && today >= mostPerDay ? 'daily_limit' : 'given';
}

async function play(codes: readonly Code[], steps: readonly Step[]): Promise<void> {
  const shop = await openShop();
  await shop.configure({ price_step_toman: 1, time_zone: 'UTC' });
  const planId = (await shop.addPlan({ priceToman: price })).id;
  const people: string[] = [];
  for (let one = 0; one < 3; one += 1) people.push((await shop.addBuyer(start)).id);
  const off = { percent: 50, amountToman: null, validHours: 8_760, appliesTo: 'any', planIds: null } as const;
  for (const [at, { isMoney, ...terms }] of codes.entries()) {
    const effect: PromoEffect = isMoney
      ? { kind: 'balance', amountToman: bonus }
      : { kind: 'discount', ...off };
    await addCode(shop.tenant, { ...terms, code: `CODE-${at}`, effect });
  }
  const expected: Expected[] = people.map(() => ({
    ...{ balance: start, discounts: 0, used: 0, spent: 0, hasBought: false, uses: [0, 0, 0] },
  }));
  let day = Date.parse('2026-12-01T12:00:00Z');
  let today = [0, 0, 0];

  const send = async (at: number, person: number) => {
    const [mine, wanted] = [expected[person]!, codes[at]!];
    const all = expected.reduce((sum, { uses }) => sum + uses[at]!, 0);
    const answer = expectedAnswer(wanted, mine, { own: mine.uses[at]!, all, today: today[at]! });
    const used = await shop.tenant.db((tx) =>
      useCode(shop.tenant, tx, { userId: people[person]!, typed: `code${at}` }),
    );
    expect(used.kind === 'given' ? 'given' : used.reason).to.equal(answer);
    if (answer !== 'given') return;
    mine.uses[at]! += 1;
    today[at]! += 1;
    if (wanted.isMoney) mine.balance += bonus;
    else mine.discounts += 1;
  };
  const buy = async (person: number) => {
    const mine = expected[person]!;
    const paid = mine.discounts > 0 ? price / 2 : price;
    expect((await shop.buy(people[person]!, { kind: 'plan', planId })).kind).to.equal('paid');
    if (mine.discounts > 0) [mine.discounts, mine.used] = [mine.discounts - 1, mine.used + 1];
    [mine.balance, mine.spent, mine.hasBought] = [mine.balance - paid, mine.spent + paid, true];
  };
  const refund = async (person: number) => {
    const mine = expected[person]!;
    const subscription = (await shop.look(people[person]!)).subscriptions.find(
      ({ removalWantedAt }) => removalWantedAt === null,
    );
    if (!subscription) return;
    const failure = { subscriptionId: subscription.id, reason: 'test' };
    await shop.tenant.db((tx) => refundOrders(shop.tenant, tx, failure));
    [mine.balance, mine.discounts] = [mine.balance + mine.spent, mine.discounts + mine.used];
    [mine.spent, mine.used, mine.hasBought] = [0, 0, false];
  };
  const take = async (taken: Step): Promise<void> => {
    if ('code' in taken) return send(taken.code, taken.who);
    if ('who' in taken) return taken.do === 'buy' ? buy(taken.who) : refund(taken.who);
    day += dayMs;
    today = [0, 0, 0];
  };

  for (const taken of steps) await atTime(new Date(day).toISOString(), () => take(taken));
  for (const [at, userId] of people.entries()) {
    const { balanceToman, ledger } = await shop.look(userId);
    const sum = ledger.reduce((total, { amountToman }) => total + amountToman, 0);
    expect([balanceToman, sum], `person ${at}`).to.eql([expected[at]!.balance, expected[at]!.balance]);
  }
  const counted = await ownerQuery(
    `select use_count as counted, (select count(*)::int from promo_code_uses where code_id = promocodes.id) as uses
     from promocodes where bot_id = $1 order by promocodes.id`,
    [shop.botId],
  );
  const uses = codes.map((_, at) => expected.reduce((total, one) => total + one.uses[at]!, 0));
  expect(counted).to.eql(uses.map((count) => ({ counted: count, uses: count })));
}

describe('promo codes, purchases and refunds in any sequence', function () {
  this.timeout(120_000);
  it('keep wallets, ledgers, discounts and limits as a simple model of them has it', async () => {
    const codes = fc.array(code, { minLength: 3, maxLength: 3 });
    const steps = fc.array(step, { minLength: 5, maxLength: 25 });
    await fc.assert(fc.asyncProperty(codes, steps, play), { numRuns: 15 });
  });
});
