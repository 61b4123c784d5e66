import { expect } from 'chai';
import fc from 'fast-check';
import { dayMs } from '#platform/units.js';
import type { Held } from '#services/orders/held.js';
import { limitsOf } from '#services/orders/pricing/limits.js';
import { priceOrder } from '#services/orders/pricing/price-order.js';
import { isOrderRefusal, type Facts } from '#services/orders/pricing/sale.js';
import { readTerms, type Terms } from '#services/orders/terms.js';
import type { Wish } from '#services/orders/types.js';
import { openShop, type Shop } from '../../support/bot/sales.js';

const toman = fc.integer({ min: 0, max: 1_000_000_000_000 });
const plan = fc.record({
  id: fc.constantFrom('1', '2'),
  name: fc.constant('Plan'),
  periodDays: fc.integer({ min: 1, max: 3_650 }),
  priceToman: toman,
  trafficLimitGb: fc.integer({ min: 0, max: 1_000_000 }),
  deviceLimit: fc.integer({ min: 1, max: 1_000 }),
  squads: fc.constant([]),
});
const at = Date.UTC(2026, 10, 21);
const held: fc.Arbitrary<Held> = fc
  .record({
    planId: fc.constantFrom('1', '2', null),
    isTrial: fc.boolean(),
    agoMs: fc.integer({ min: 0, max: 400 * dayMs }),
    lengthMs: fc.integer({ min: 1, max: 800 * dayMs }),
    trafficLimitGb: fc.integer({ min: 0, max: 10_000 }),
    deviceLimit: fc.integer({ min: 1, max: 100 }),
    trafficReset: fc.constantFrom('none', 'day', 'week', 'month', 'month_rolling'),
    valueToman: toman,
    paidShare: fc.double({ min: 0, max: 1, noNaN: true }),
    usedGb: fc.integer({ min: 0, max: 12_000 }),
    isLimited: fc.boolean(),
    addOns: fc.array(
      fc.record({
        kind: fc.constantFrom('traffic', 'devices'),
        amount: fc.integer({ min: 1, max: 1_000 }),
        givenBy: fc.constantFrom('bought', 'admin'),
        valueToman: toman,
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ agoMs, lengthMs, trafficLimitGb, deviceLimit, paidShare, usedGb, addOns, ...rest }): Held => {
    const startsAt = new Date(at - agoMs);
    const endsAt = new Date(at - agoMs + lengthMs);
    const valueUntil = new Date(at - agoMs + Math.round(lengthMs * paidShare));
    const base = { trafficGb: trafficLimitGb, devices: deviceLimit };
    const onTop = addOns.map((one, index) => ({
      ...one,
      kind: one.kind as 'traffic',
      givenBy: one.givenBy as 'bought',
      ...{ id: String(index + 1), paidFrom: startsAt, paidUntil: endsAt },
    }));
    return {
      ...{ id: '9', status: 'active', squads: [], ...rest, trafficReset: rest.trafficReset as 'none' },
      ...{ startsAt, endsAt, valueFrom: startsAt, valueUntil, base, addOns: onTop },
      ...{ usedBytes: usedGb * 1_073_741_824, ...limitsOf(base, onTop) },
    };
  });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant<Wish>({ kind: 'plan', planId: '1', subscriptionId: '9' }),
  fc.constant<Wish>({ kind: 'reset', subscriptionId: '9' }),
  fc.integer().map((count): Wish => ({ kind: 'devices', subscriptionId: '9', count })),
  fc.integer({ min: 0, max: 1_000 }).map((gb): Wish => ({ kind: 'traffic', subscriptionId: '9', gb })),
);

describe('the price of anything', () => {
  let shop: Shop;
  let terms: Terms;
  before(async () => {
    shop = await openShop();
    terms = await shop.tenant.db((tx) => readTerms(shop.tenant, tx));
  });
  const facts = (one: Held, sold: Facts['plan'], discounts: Record<string, number>): Facts => {
    const buyer = { id: '1', status: 'active', balanceToman: 0, hasHadTrial: true, hasPaid: true } as const;
    const values = { ...terms.values, period_discounts: discounts, max_devices: 0 };
    const now = new Date(at);
    return { buyer, held: [one], plan: sold, terms: { ...terms, values }, now, pricedAt: now };
  };

  it('is the sum of its lines, whole, never below zero; no end moves back unsaid, and value is what was paid', () => {
    fc.assert(
      fc.property(wish, held, plan, fc.integer({ min: 0, max: 100 }), (asked, one, sold, percent) => {
        const given = facts(one, sold, { [sold.periodDays]: percent });
        const priced = priceOrder(asked, given);
        if (isOrderRefusal(priced)) return;
        const { items, totalToman, endsAt, lostDays = 0 } = priced.quote;
        expect(totalToman).to.equal(items.reduce((sum, { amountToman }) => sum + amountToman, 0));
        expect(Number.isSafeInteger(totalToman) && totalToman >= 0).to.equal(true);
        const lostMs = one.endsAt.getTime() - Date.parse(endsAt);
        expect(lostMs, 'what is lost is said').to.be.at.most(lostDays * dayMs);
        const valueOf = (held: Pick<Held, 'addOns' | 'valueToman'>) =>
          held.addOns.reduce((sum, { valueToman }) => sum + valueToman, held.valueToman);
        const value = valueOf({ ...priced.after, addOns: priced.after.addOns as Held['addOns'] });
        expect(value).to.be.at.least(0);
        expect(value).to.be.at.most(valueOf(one) + totalToman);
        const discounted = items.filter(
          ({ kind }) => kind === 'plan' || kind === 'discount' || kind === 'rounding',
        );
        const plain = discounted.reduce((sum, { amountToman }) => sum + amountToman, 0);
        if (asked.kind === 'plan') expect(plain).to.be.within(0, sold.priceToman);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is the same again for the same facts', () => {
    fc.assert(
      fc.property(wish, held, plan, (asked, one, sold) => {
        const given = facts(one, sold, {});
        expect(priceOrder(asked, given)).to.deep.equal(priceOrder(asked, given));
      }),
      { numRuns: 200 },
    );
  });
});
