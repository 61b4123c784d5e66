import { expect } from 'chai';
import fc from 'fast-check';
import { PromoGroup } from '#models/promo-group.js';
import type { Gift } from '#models/gift.js';
import { returnGift } from '#services/gifts/return-gift.js';
import { dropCart } from '#services/orders/carts.js';
import { paymentRefunded, reverseOrder } from '#services/orders/reverse-order.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import type { PromoEffect } from '#services/promo-codes/promo-code.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { uniqueNumber } from '../../factories/unique.js';
import { addCampaign, visitsOf } from '../../support/bot/campaigns.js';
import { newCustomer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { shopOf, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { addCode } from '../../support/promo-codes.js';
import { again, give, take } from '../../support/gifts.js';
import { offersOf, type Offers } from '../../support/personal-offers.js';
import * as model from '../../support/promotions-model.js';
import { codes, terms, type CodeName, type ModelPerson } from '../../support/promotions-model.js';
import { openReferring, type Referring } from '../../support/referring.js';

const runs = 6;
const who = fc.nat({ max: 2 });
const name = fc.constantFrom(...(Object.keys(codes) as CodeName[]));
/** Does the panel refuse new accounts for good meanwhile? */
const isRefused = fc.nat({ max: 3 }).map((drawn) => drawn === 0);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const), who, name, isRefused }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('rush' as const), name: fc.constantFrom('money', 'percent') }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pay' as const), who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('buy' as const), who, isRefused }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take' as const), who, isRefused }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offer' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('arrive' as const), isRefused }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Doing<K extends Step['do']> = Extract<Step, { readonly do: K }>;

/** What must be equal in a bot whatever happened: a number and what it must be. */
const books = `
  select 'balances' as what, (select sum(balance_toman) from users where bot_id = $1)::bigint as is,
    (select coalesce(sum(amount_toman), 0) from transactions where bot_id = $1)::bigint as must
  union all select 'sales', (select coalesce(-sum(amount_toman), 0) from transactions
      where bot_id = $1 and type in ('subscription_payment', 'refund'))::bigint,
    (select coalesce(sum(price_toman), 0) from orders where bot_id = $1 and state = 'paid')::bigint
  union all select 'the wallet of the tenant', (select wallet_balance_toman from bots where id = $1),
    (select 100000000 + coalesce(sum(amount_toman), 0) from tenant_wallet_transactions where bot_id = $1)::bigint
  union all select 'uses', (select sum(use_count) from promocodes where bot_id = $1),
    (select count(*) from promo_code_uses where bot_id = $1 and taken_back_at is null)
  union all select 'codes above their limits', (select count(*) from promocodes where bot_id = $1 and use_count > most_uses), 0
  union all select 'what waits for the panel', (select count(*) from promotion_deliveries where bot_id = $1)
    + (select count(*) from orders where bot_id = $1 and state = 'paid' and fulfilled_at is null), 0
  union all select 'discounts that were used', (select count(*) from discount_offers where bot_id = $1 and used_order_id is not null),
    (select count(distinct used_order_id) from discount_offers d join orders o on o.bot_id = $1 and o.id = d.used_order_id
       and o.state = 'paid' where d.bot_id = $1)
  union all select 'rewards of a payment', (select count(*) from referral_rewards where bot_id = $1),
    (select count(distinct (payment_id, kind)) from referral_rewards where bot_id = $1)
  union all select 'first rewards', (select count(*) from referral_rewards where bot_id = $1 and kind = 'first'),
    (select count(distinct invited_id) from referral_rewards where bot_id = $1 and kind = 'first')
  union all select 'gifts that were taken', (select count(*) from gifts where bot_id = $1 and state = 'taken'),
    (select count(*) from orders where bot_id = $1 and kind = 'taking' and state = 'paid')
  union all select 'people who have paid', (select count(*) from users where bot_id = $1 and has_paid),
    (select count(distinct user_id) from orders where bot_id = $1 and state = 'paid' and kind = 'plan')`;

describe('any sequence of codes, groups, offers, campaigns, gifts, invitations, purchases and refunds', function () {
  this.timeout(120_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let shop: Shop;
  let referring: Referring;
  let offers: Offers;
  let planId: string;
  let silver: string;
  const pool: string[] = [];
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot({
      ...{ billingModel: 'subscription_sale', trafficRateToman: 7, walletBalanceToman: 100_000_000 },
    });
    for (let at = 0; at < runs * 3; at += 1) {
      const { person } = await newCustomer(driver, bot);
      pool.push(await idOf(person.id));
    }
    referring = await openReferring(bot.tenant);
    shop = shopOf(bot.tenant);
    await shop.configure({
      ...{ subscriptions_per_user: 40, price_step_toman: terms.step, gift_refund: 'any_time' },
      period_discounts: { 30: terms.percentOfAll },
    });
    offers = offersOf(bot.tenant);
    await offers.atNoon();
    planId = (await shop.addPlan({ priceToman: terms.price, trafficLimitGb: 20 })).id;
    const group = (wish: Partial<PromoGroup>) =>
      bot.tenant.db(() => PromoGroup.create({ name: `Group ${uniqueNumber()}`, ...wish }));
    silver = (await group({ priority: 1, periodPercents: { 30: terms.silverPercent } })).id;
    await group({ priority: 2, periodPercents: { 30: terms.goldPercent }, spentToman: terms.goldFrom });
    await bot.publish();
  });
  after(() => driver.close());

  const idOf = async (telegramId: string): Promise<string> => {
    const [row] = await ownerQuery<{ id: string }>(
      'select id::text from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, telegramId],
    );
    return row!.id;
  };

  /** One run: its people and codes, and what should be so of them. */
  async function play(steps: readonly Step[]): Promise<void> {
    const [first, second, third] = pool.splice(0, 3) as [string, string, string];
    const inviter = model.newPerson(first);
    const people: ModelPerson[] = [
      inviter,
      model.newPerson(second, inviter),
      model.newPerson(third, inviter),
    ];
    await ownerQuery('update users set referred_by = $2 where bot_id = $1 and id = any($3::bigint[])', [
      ...[bot.botId, first, [second, third]],
    ]);
    const effects: Record<CodeName, PromoEffect> = {
      money: { kind: 'balance', amountToman: codes.money.gives },
      first: { kind: 'balance', amountToman: codes.first.gives },
      percent: {
        ...({ kind: 'discount', percent: codes.percent.gives, amountToman: null, validHours: 800 } as const),
        ...({ appliesTo: 'any', planIds: null } as const),
      },
      group: { kind: 'group', groupId: silver },
      days: { kind: 'days', days: codes.days.gives, planId },
    };
    const words = {} as Record<CodeName, string>;
    for (const [code, effect] of Object.entries(effects) as [CodeName, PromoEffect][]) {
      const { mostUses, mostPerPerson, isForAll } = codes[code];
      words[code] = `RUN${uniqueNumber()}`;
      const audience = isForAll ? 'everyone' : 'before_purchase';
      await addCode(bot.tenant, { code: words[code], effect, mostUses, mostPerPerson, audience });
    }
    const gifts: {
      readonly gift: Gift;
      readonly by: ModelPerson;
      readonly toman: number;
      isOpen: boolean;
    }[] = [];

    /** Does something, and all that follows, while the panel takes new accounts or refuses them for good. */
    const follow = async <T>(refuses: boolean, work: () => Promise<T>): Promise<T> => {
      if (refuses)
        driver.panel.fail({ on: /POST \/users$/, kind: 'status', status: 409, errorCode: 'A777', times: 50 });
      const done = await work();
      await driver.settle();
      driver.panel.mend();
      await driver.settle();
      return done;
    };
    const send = async (code: CodeName, person: ModelPerson): Promise<string> => {
      const used = await bot.tenant.db((tx) =>
        useCode(bot.tenant, tx, { userId: person.id, typed: words[code].toLowerCase() }),
      );
      return used.kind === 'given' ? 'given' : used.reason;
    };

    const doings: { readonly [K in Step['do']]: (doing: Doing<K>) => Promise<void> } = {
      send: async (doing) => {
        const person = people[doing.who]!;
        const expected = model.answerTo(doing.name, person, people);
        expect(await follow(doing.isRefused, () => send(doing.name, person))).to.equal(expected);
        if (expected === 'given') model.use(doing.name, person, doing.isRefused);
      },
      rush: async ({ name: drawn }) => {
        const code = drawn as CodeName;
        const left = codes[code].mostUses - people.reduce((sum, { uses }) => sum + uses[code], 0);
        const eligible = people.filter((one) => model.answerTo(code, one, people) === 'given');
        const answers = await follow(false, () =>
          Promise.all(people.map(async (one) => [one, await send(code, one)] as const)),
        );
        const given = answers.filter(([, answer]) => answer === 'given');
        expect(given).to.have.length(Math.min(left, eligible.length));
        for (const [one] of given) model.use(code, one, false);
      },
      pay: async (doing) => {
        const person = people[doing.who]!;
        await follow(false, async () => {
          const payment = await referring.pay({ id: person.id }, 4);
          await Promise.all([referring.payAgain(payment, 4), referring.payAgain(payment, 4)]);
        });
        model.deposit(person);
      },
      buy: async (doing) => {
        const person = people[doing.who]!;
        const wish = { kind: 'plan', planId, subscriptionId: 'new' } as const;
        const { order } = await shop.quote(person.id, wish);
        const { toman } = model.priceFor(person);
        expect(order.quote.totalToman, 'the price').to.equal(toman);
        const paid = await follow(doing.isRefused, () => shop.confirm(person.id, order));
        expect(paid.kind).to.equal(person.balance < toman ? 'short' : 'paid');
        if (paid.kind !== 'paid')
          return void (await bot.tenant.db((tx) =>
            dropCart(bot.tenant, tx, { userId: person.id, orderId: order.id }),
          ));
        model.sell(person, order.id);
        if (doing.isRefused) model.takeBack(person, order.id);
      },
      reverse: async (doing) => {
        const person = people[doing.who]!;
        const sale = person.sales.at(-1);
        if (!sale) return;
        const isBack = await follow(false, () =>
          bot.tenant.db(async (tx) => {
            await lockBuyer(bot.tenant, tx, person.id);
            return reverseOrder(bot.tenant, tx, { orderId: sale.orderId, reason: paymentRefunded });
          }),
        );
        expect(isBack).to.equal(true);
        model.takeBack(person, sale.orderId);
      },
      give: async (doing) => {
        const by = people[doing.who]!;
        const { toman } = model.priceFor(by, true);
        if (by.balance < toman) return;
        const gift = await follow(false, () => give(shop, { buyerId: by.id, planId }));
        expect(gift.priceToman, 'the price of a gift').to.equal(toman);
        by.balance -= toman;
        gifts.push({ gift, by, toman, isOpen: true });
      },
      take: async (doing) => {
        const person = people[doing.who]!;
        const one = gifts.at(-1);
        if (!one) return;
        const taking = { userId: person.id, subscriptionId: 'new' };
        const taken = await follow(doing.isRefused, () => take(shop, one.gift, taking));
        expect(taken.kind).to.equal(one.isOpen ? 'paid' : 'refused');
        if (taken.kind !== 'paid' || doing.isRefused) return;
        one.isOpen = false;
        person.subscriptions += 1;
      },
      return: async () => {
        const one = gifts.at(-1);
        if (!one) return;
        const { id: giftId } = one.gift;
        const back = await follow(false, () =>
          bot.tenant.db((tx) => returnGift(bot.tenant, tx, { giftId, by: 'buyer', userId: one.by.id })),
        );
        expect(back).to.equal(one.isOpen ? one.toman : undefined);
        if (one.isOpen) one.by.balance += one.toman;
        one.isOpen = false;
      },
      offer: async (doing) => {
        const person = people[doing.who]!;
        const before = await discountsOf(person);
        await follow(false, () => offers.give(person.id));
        const made = (await discountsOf(person)) - before;
        expect(made).to.be.within(0, 1);
        if (made === 1) person.discounts.push({ percent: 25, usedBy: null });
      },
      arrive: async (doing) => {
        const campaign = await addCampaign(bot.tenant, {
          ...{ kind: 'subscription', days: 3, traffic_gb: 5, device_limit: 1, squads: [] },
        });
        const person = driver.telegram.person({ firstName: 'Babak' });
        await follow(doing.isRefused, async () => {
          await bot.send(person, `/start ${campaign.startParameter}`);
          await bot.tap(person, 'English');
        });
        const [visit] = await visitsOf(campaign);
        const expected = doing.isRefused ? [null, 'panel'] : ['subscription', null];
        expect([visit?.bonus_kind, visit?.bonus_refusal]).to.eql(expected);
      },
    };

    for (const [at, one] of steps.entries()) {
      await (doings[one.do] as (doing: Step) => Promise<void>)(one);
      const rows = await ownerQuery<{ what: string; is: string; must: string }>(books, [bot.botId]);
      for (const { what, is, must } of rows)
        expect(Number(is), `${what} after step ${at} (${one.do})`).to.equal(Number(must));
      for (const [place, person] of people.entries()) {
        const { balanceToman, subscriptions } = await shop.look(person.id);
        const kept = subscriptions.filter(({ removalWantedAt }) => removalWantedAt === null).length;
        expect([balanceToman, kept], `person ${place} after step ${at} (${one.do})`).to.eql([
          person.balance,
          person.subscriptions,
        ]);
      }
    }
    for (const { gift, isOpen } of gifts) expect((await again(shop, gift)).state === 'open').to.equal(isOpen);
  }

  const discountsOf = async ({ id }: ModelPerson): Promise<number> =>
    (await ownerQuery('select 1 from discount_offers where bot_id = $1 and user_id = $2', [bot.botId, id]))
      .length;

  it('keeps ledgers, limits, prices and groups as a simple model has them, and gives nothing twice', async () => {
    const steps = fc.array(step, { minLength: 8, maxLength: 14 });
    await fc.assert(fc.asyncProperty(steps, play), { numRuns: runs, endOnFailure: true });
    expect(await referring.differences()).to.eql([]);
  });
});
