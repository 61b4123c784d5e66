import { expect } from 'chai';
import fc from 'fast-check';
import { type Gift } from '#models/gift.js';
import { auditMoney } from '#services/audits/audit-money.js';
import { endDueGifts } from '#services/gifts/end-due.js';
import { returnGift } from '#services/gifts/return-gift.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { paymentRefunded, reverseOrder } from '#services/orders/reverse-order.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { give, pass, take } from '../../support/gifts.js';

type Step =
  | { readonly do: 'give'; readonly plan: number; readonly by: number }
  | { readonly do: 'take'; readonly gift: number; readonly by: number; readonly isNew: boolean }
  | { readonly do: 'buy'; readonly plan: number; readonly by: number }
  | { readonly do: 'fail' | 'return' | 'reverse'; readonly gift: number }
  | { readonly do: 'wait'; readonly days: number };

const gift = fc.nat({ max: 4 });
const by = fc.nat({ max: 1 });
const plan = fc.nat({ max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('give' as const), plan, by }), weight: 3 },
  {
    arbitrary: fc.record({ do: fc.constant('take' as const), gift, by, isNew: fc.boolean() }),
    weight: 3,
  },
  fc.record({ do: fc.constant('buy' as const), plan, by }),
  fc.record({ do: fc.constantFrom('fail' as const, 'return' as const, 'reverse' as const), gift }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 25 }) }),
);

/** What must be equal in a bot: each row is a number and what it must be. */
const books = `
  select 'balances' as what, (select sum(balance_toman) from users where bot_id = $1)::bigint as is,
    (select coalesce(sum(amount_toman), 0) from transactions where bot_id = $1)::bigint as must
  union all select 'sales', (select coalesce(-sum(amount_toman), 0) from transactions
      where bot_id = $1 and type in ('subscription_payment', 'refund'))::bigint,
    (select coalesce(sum(price_toman), 0) from orders where bot_id = $1 and state = 'paid')::bigint
  union all select 'gifts that are paid', (select count(*) from gifts where bot_id = $1 and state in ('open', 'taken', 'ended')),
    (select count(*) from orders where bot_id = $1 and kind = 'gift' and state = 'paid')
  union all select 'gifts that were taken', (select count(*) from gifts where bot_id = $1 and state = 'taken'),
    (select count(*) from orders where bot_id = $1 and kind = 'taking' and state = 'paid')
  union all select 'gifts by their own orders', (select count(*) from gifts g join orders o on o.bot_id = $1 and o.id = g.taking_order_id
      and o.user_id = g.taken_by and o.state = 'paid' and o.price_toman = 0 where g.bot_id = $1 and g.state = 'taken'),
    (select count(*) from gifts where bot_id = $1 and state = 'taken')
  union all select 'subscriptions without a sale', (select count(*) from subscriptions s where s.bot_id = $1 and s.removal_wanted_at is null
      and not exists (select from orders o where o.bot_id = $1 and o.subscription_id = s.id and o.state = 'paid')), 0`;

describe('any sequence of gifts that are given, taken, failed, given back and ended', function () {
  this.timeout(120_000);
  let shop: Shop;
  let plans: string[];
  before(async () => {
    shop = await openShop({
      ...{ billingModel: 'subscription_sale', trafficRateToman: 7, walletBalanceToman: 100_000_000 },
    });
    await shop.configure({ subscriptions_per_user: 2, gift_days_valid: 30 });
    const offers = [
      { priceToman: 50_001, trafficLimitGb: 20 },
      { name: 'Quarter', priceToman: 333_333, trafficLimitGb: 100, periodDays: 90 },
    ];
    plans = [];
    for (const offer of offers) plans.push((await shop.addPlan(offer)).id);
  });

  async function act(people: readonly string[], made: Gift[], taken: Step): Promise<void> {
    const { tenant } = shop;
    if (taken.do === 'wait') {
      for (const one of made) await pass(shop, one, taken.days);
      return endDueGifts(tenant);
    }
    const who = 'by' in taken ? people[taken.by]! : '';
    if (taken.do === 'give') {
      const planId = plans[taken.plan]!;
      return void made.push(await give(shop, { buyerId: who, planId }));
    }
    if (taken.do === 'buy')
      return void (await shop
        .draft(who, { kind: 'plan', planId: plans[taken.plan]! })
        .then((drafted) => (drafted.kind === 'quoted' ? shop.confirm(who, drafted.order) : undefined)));
    const one = made[taken.gift];
    if (!one) return;
    if (taken.do === 'take') {
      const target = taken.isNew ? { subscriptionId: 'new' } : {};
      return void (await take(shop, one, { userId: who, ...target }));
    }
    await tenant.db(async (tx) => {
      if (taken.do === 'return') return returnGift(tenant, tx, { giftId: one.id, by: 'admin' });
      if (taken.do === 'reverse') {
        await lockBuyer(tenant, tx, one.buyerId);
        return reverseOrder(tenant, tx, { orderId: one.orderId, reason: paymentRefunded });
      }
      const [row] = await tx.sql<{ id: string }>(
        `select o.subscription_id::text as id from gifts g join orders o on o.bot_id = $1 and o.id = g.taking_order_id
         where g.bot_id = $1 and g.id = $2`,
        [tenant.botId, one.id],
      );
      return row && refundOrders(tenant, tx, { subscriptionId: row.id, reason: 'test' });
    });
  }

  it('keeps balances, sales and subscriptions equal to what the gifts say, and each is taken at most once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
        const people = [(await shop.addBuyer(5_000_000)).id, (await shop.addBuyer(5_000_000)).id];
        const made: Gift[] = [];
        for (const [at, one] of steps.entries()) {
          await act(people, made, one);
          const rows = await ownerQuery<{ what: string; is: string; must: string }>(books, [shop.botId]);
          for (const { what, is, must } of rows)
            expect(is, `${what} after step ${at} (${one.do})`).to.equal(must);
        }
      }),
      { numRuns: 25 },
    );
    await auditMoney(shop.tenant);
    const differences = 'select kind, found from money_differences where bot_id = $1 and kind <> $2';
    expect(await ownerQuery(differences, [shop.botId, 'undelivered'])).to.eql([]);
  });
});
