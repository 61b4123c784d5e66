import { expect } from 'chai';
import fc from 'fast-check';
import { dayMs } from '#platform/units.js';
import type { Discount } from '#services/discounts/read-discounts.js';
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
const percentOff = fc.integer({ min: 0, max: 100 });
const group = fc.record({
  ...{ id: fc.constant('1'), name: fc.constant('Group') },
  ...{ percent: percentOff, trafficPercent: percentOff, devicePercent: percentOff },
});
const discount = fc
  .record({
    size: fc.oneof(
      fc.integer({ min: 1, max: 100 }).map((percent) => ({ percent, amountToman: null })),
      fc.integer({ min: 1, max: 2_000_000_000_000 }).map((sum) => ({ percent: null, amountToman: sum })),
    ),
    appliesTo: fc.constantFrom('any' as const, 'purchase' as const, 'renewal' as const),
    planIds: fc.constantFrom(null, ['1'], ['2', '3']),
    hours: fc.integer({ min: -1, max: 2 }),
  })
  .map(({ size, hours, ...rest }): Discount => ({
    ...{ id: '5', ...size, ...rest, validUntil: new Date(at + hours * 3_600_000) },
  }));
const less = fc.record({ group: fc.option(group), discounts: fc.array(discount, { maxLength: 3 }) });
type Less = typeof less extends fc.Arbitrary<infer T> ? T : never;
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
  const facts = (
    one: Held,
    sold: Facts['plan'],
    { percent, ...own }: Partial<Less> & { percent: number },
  ): Facts => {
    const days = String(sold?.periodDays);
    const discounts = { [days]: percent };
    const buyer = {
      ...({ id: '1', status: 'active', balanceToman: 0, hasHadTrial: true, hasPaid: true } as const),
      discounts: own.discounts ?? [],
      group: own.group ? { ...own.group, periodPercents: { [days]: own.group.percent } } : null,
    };
    const values = { ...terms.values, period_discounts: discounts, max_devices: 0 };
    const now = new Date(at);
    return { buyer, held: [one], plan: sold, terms: { ...terms, values }, now, pricedAt: now };
  };

  it('is the sum of its lines, whole, never below zero; no end moves back unsaid, and value is what was paid', () => {
    fc.assert(
      fc.property(wish, held, plan, percentOff, less, (asked, one, sold, percent, own) => {
        const given = facts(one, sold, { percent, ...own });
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
        expect(items.some(({ kind }) => kind === 'offer')).to.equal(priced.discountId !== undefined);
        // What comes off stands behind what it comes off.
        const offs = ['discount', 'group', 'offer', 'rounding'];
        const nets: { whole: number; net: number }[] = [];
        for (const { kind, amountToman } of items) {
          if (!offs.includes(kind)) nets.push({ whole: amountToman, net: 0 });
          nets.at(-1)!.net += amountToman;
        }
        for (const { whole, net } of nets.filter((each) => each.whole >= 0))
          expect(net).to.be.within(0, whole);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is the same again for the same facts', () => {
    fc.assert(
      fc.property(wish, held, plan, (asked, one, sold) => {
        const given = facts(one, sold, { percent: 0 });
        expect(priceOrder(asked, given)).to.deep.equal(priceOrder(asked, given));
      }),
      { numRuns: 200 },
    );
  });
});
