import { expect } from 'chai';
import fc from 'fast-check';
import type { Held } from '#services/orders/facts.js';
import { priceOrder } from '#services/orders/price-order.js';
import { isRefusal, type Facts } from '#services/orders/sale.js';
import { readTerms, type Terms } from '#services/orders/terms.js';
import type { Wish } from '#services/orders/types.js';
import { openShop, type Shop } from '../support/sales.js';

const dayMs = 86_400_000;
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
  })
  .map(({ agoMs, lengthMs, ...rest }) => {
    const startsAt = new Date(at - agoMs);
    const time = { startsAt, endsAt: new Date(at - agoMs + lengthMs), valueFrom: startsAt };
    return { id: '9', status: 'active', squads: [], ...rest, ...time } as Held;
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

  it('is the sum of its lines, whole, never below zero; ends never move back, and value is what was paid', () => {
    fc.assert(
      fc.property(wish, held, plan, fc.integer({ min: 0, max: 100 }), (asked, one, sold, percent) => {
        const given = facts(one, sold, { [sold.periodDays]: percent });
        const priced = priceOrder(asked, given);
        if (isRefusal(priced)) return;
        const { items, totalToman, endsAt } = priced.quote;
        expect(totalToman).to.equal(items.reduce((sum, { amountToman }) => sum + amountToman, 0));
        expect(Number.isSafeInteger(totalToman) && totalToman >= 0).to.equal(true);
        expect(Date.parse(endsAt)).to.be.at.least(one.endsAt.getTime());
        expect(priced.after.valueToman).to.be.at.least(0);
        const wasValue = one.isTrial ? 0 : one.valueToman;
        expect(priced.after.valueToman).to.be.at.most(wasValue + totalToman);
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
