import { expect } from 'chai';
import { hourMs } from '#platform/units.js';
import { guessesWithinMs, mostGuesses } from '#services/promo-codes/count-guess.js';
import { deleteCode } from '#services/promo-codes/delete-codes.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { atTime } from '../../support/at-time.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { give, take } from '../../support/gifts.js';
import { addCode } from '../../support/promo-codes.js';

const money = { kind: 'balance', amountToman: 1_000 } as const;

describe('who may use a promo code, when and how often', () => {
  let shop: Shop;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer()).id;
  });

  const send = (typed: string, who = userId, where = shop) =>
    where.tenant.db((tx) => useCode(where.tenant, tx, { userId: who, typed }));
  const sent = async (...args: Parameters<typeof send>) => {
    const used = await send(...args);
    return used.kind === 'given' ? 'given' : used.reason;
  };
  const make = (code: string, terms: Partial<Parameters<typeof addCode>[1]> = {}) =>
    addCode(shop.tenant, { code, effect: money, ...terms });
  const newPerson = async () => (await shop.addBuyer()).id;

  it('is each person once, in any way to type it, unless it says more', async () => {
    await make('SUMMER-25');
    expect(await sent('ѕummer ۲۵')).to.equal('given');
    expect(await sent('SUMMER25')).to.equal('used_by_you');
    await make('TWICE', { mostPerPerson: 2 });
    expect([await sent('twice'), await sent('twice'), await sent('twice')]).to.eql([
      'given',
      'given',
      'used_by_you',
    ]);
    expect((await shop.look(userId)).balanceToman).to.equal(3_000);
  });

  it('is until its uses are gone, and gives its last one to one of fifty at once', async () => {
    await make('LAST', { mostUses: 3 });
    expect([await sent('last', await newPerson()), await sent('last', await newPerson())]).to.eql([
      'given',
      'given',
    ]);
    const people = await Promise.all(Array.from({ length: 50 }, newPerson));
    const answers = await Promise.all(people.map((one) => sent('last', one)));
    expect(answers.filter((one) => one === 'given')).to.have.length(1);
    expect(answers.filter((one) => one === 'used_up')).to.have.length(49);
    const [row] = await ownerQuery(
      `select use_count as counted, (select count(*)::int from promo_code_uses where bot_id = $1) as uses,
         (select sum(amount_toman)::int from transactions where bot_id = $1) as toman
       from promocodes where bot_id = $1`,
      [shop.botId],
    );
    expect(row).to.eql({ counted: 3, uses: 3, toman: 3_000 });
  });

  it('waits for nobody who makes codes, nor they for it, in turn', async () => {
    await ownerQuery(
      `update bots set billing_model = 'subscription_sale', traffic_rate_toman = 1, wallet_balance_toman = 1000000
       where id = $1`,
      [shop.botId],
    );
    const plan = await shop.addPlan({ priceToman: 1_000, trafficLimitGb: 1 });
    await make('MANY', { mostUses: 1_000 });
    const people = await Promise.all(Array.from({ length: 25 }, newPerson));
    for (const one of people) {
      const { order } = await shop.quote(one, { kind: 'plan', planId: plan.id });
      await shop.confirm(one, order);
    }
    const deadlocks = async () =>
      (
        await ownerQuery<{ count: number }>(
          'select deadlocks::int as count from pg_stat_database where datname = current_database()',
        )
      )[0]!.count;
    const before = await deadlocks();
    const makeAgain = () => make('MANY').catch(() => undefined);
    const answers = await Promise.all(people.flatMap((one) => [sent('many', one), makeAgain()]));
    expect(answers.filter((one) => one === 'given')).to.have.length(25);
    await ownerQuery('select pg_stat_force_next_flush()');
    expect(await deadlocks()).to.equal(before);
  });

  it('is once for a person who sends it from ten devices at once', async () => {
    await make('ONCE');
    const answers = await Promise.all(Array.from({ length: 10 }, () => sent('once')));
    expect(answers.filter((one) => one === 'given')).to.have.length(1);
    expect(answers.filter((one) => one === 'used_by_you')).to.have.length(9);
    expect((await shop.look(userId)).balanceToman).to.equal(1_000);
  });

  it('is whole or nothing, wherever the process dies', async () => {
    await make('CRASH');
    for (let at = 1; ; at += 1) {
      const fate = await dieBefore(shop.tenant, at, (tx) =>
        useCode(shop.tenant, tx, { userId, typed: 'crash' }),
      );
      const { balanceToman, ledger } = await shop.look(userId);
      const [code] = await ownerQuery<{ use_count: number; uses: number }>(
        `select use_count, (select count(*)::int from promo_code_uses where bot_id = $1) as uses
         from promocodes where bot_id = $1`,
        [shop.botId],
      );
      const count = fate.died ? 0 : 1;
      expect([balanceToman, ledger.length, code], `statement ${at}`).to.eql([
        count * 1_000,
        count,
        { use_count: count, uses: count },
      ]);
      if (!fate.died) break;
      expect(at).to.be.below(60);
    }
  });

  it('is from its beginning to its end, and while it is switched on', async () => {
    const from = new Date(Date.now() + hourMs);
    const until = new Date(Date.now() + 2 * hourMs);
    await make('TIMED', { startsAt: from, endsAt: until });
    expect(await send('timed')).to.eql({ kind: 'refused', reason: 'not_yet', from });
    await make('OFF', { isActive: false });
    expect(await sent('off')).to.equal('ended');
    await atTime(until.toISOString(), async () => expect(await sent('timed')).to.equal('ended'));
    await atTime(from.toISOString(), async () => expect(await sent('timed')).to.equal('given'));
  });

  it('is so often a day by the clocks of the bot', async () => {
    await shop.configure({ time_zone: 'Asia/Tehran' });
    await make('DAILY', { mostPerDay: 1 });
    const evening = '2026-12-03T20:00:00.000Z'; // 23:30 in Tehran
    await atTime(evening, async () => {
      expect(await sent('daily', await newPerson())).to.equal('given');
      expect(await sent('daily')).to.equal('daily_limit');
    });
    await atTime('2026-12-03T21:00:00.000Z', async () => expect(await sent('daily')).to.equal('given'));
  });

  it('is for newcomers, for who has bought nothing yet, or for buyers of some plans', async () => {
    const [plan, other] = [await shop.addPlan(), await shop.addPlan({ name: 'Other' })];
    await make('NEW', { audience: 'newcomers' });
    await make('FIRST', { audience: 'before_purchase' });
    await make('BUYERS', { audience: 'plan_buyers', audiencePlanIds: [plan.id] });
    const answersOf = async (who: string) => [
      await sent('new', who),
      await sent('first', who),
      await sent('buyers', who),
    ];
    expect(await answersOf(await newPerson())).to.eql(['given', 'given', 'not_for_you']);
    const onTrial = await newPerson();
    await shop.buy(onTrial, { kind: 'trial' });
    expect(await answersOf(onTrial)).to.eql(['not_for_you', 'given', 'not_for_you']);
    const buyer = (await shop.addBuyer(200_000)).id;
    await shop.buy(buyer, { kind: 'plan', planId: plan.id });
    expect(await answersOf(buyer)).to.eql(['not_for_you', 'not_for_you', 'given']);
    const ofOther = (await shop.addBuyer(200_000)).id;
    await shop.buy(ofOther, { kind: 'plan', planId: other.id });
    expect(await sent('buyers', ofOther)).to.equal('not_for_you');
    const giver = (await shop.addBuyer(200_000)).id;
    const gift = await give(shop, { buyerId: giver, planId: plan.id });
    expect(await sent('buyers', giver), 'a gift can be given back').to.equal('not_for_you');
    const taker = await newPerson();
    expect((await take(shop, gift, { userId: taker })).kind).to.equal('paid');
    expect(await sent('buyers', taker), 'who took a gift bought nothing').to.equal('not_for_you');
  });

  it('is nobody where the bot has no promo codes, and no person of another bot', async () => {
    await make('HERE');
    const elsewhere = await openShop();
    const stranger = (await elsewhere.addBuyer()).id;
    expect(await sent('here', stranger, elsewhere)).to.equal('unknown');
    expect(await sent('nowhere', stranger, elsewhere)).to.equal('unknown');
    await shop.switchFeature('promo_codes', false);
    expect(await sent('here')).to.equal('off');
  });

  it('is unknown once it is deleted, what it gave stays, and its word may be made anew', async () => {
    const id = await make('GONE');
    expect(await sent('gone')).to.equal('given');
    await shop.tenant.db((tx) => deleteCode(shop.tenant, tx, id));
    expect(await sent('gone', await newPerson())).to.equal('unknown');
    expect((await shop.look(userId)).balanceToman).to.equal(1_000);
    await make('gone');
    expect(await sent('gone')).to.equal('given');
  });

  it('is gone or given to one when it is deleted while somebody sends it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await make(`RACE${round}`);
      const who = await newPerson();
      const [answer] = await Promise.all([
        sent(`race${round}`, who),
        shop.tenant.db((tx) => deleteCode(shop.tenant, tx, id)),
      ]);
      const { balanceToman } = await shop.look(who);
      expect([answer, balanceToman]).to.deep.equal(answer === 'given' ? ['given', 1_000] : ['unknown', 0]);
    }
  });

  it('is nobody for an hour who sent ten wrong ones, though the next one be right; others may go on', async () => {
    await make('RIGHT');
    const at = Date.now();
    const later = (ms: number) => new Date(at + ms).toISOString();
    await atTime(later(0), async () => {
      for (let tries = 0; tries < mostGuesses; tries += 1)
        expect(await sent(`WRONG${tries}`)).to.equal('unknown');
      const paused = await send('right');
      expect(paused).to.deep.include({ kind: 'refused', reason: 'paused' });
      expect(await sent('right', await newPerson())).to.equal('given');
    });
    await atTime(later(guessesWithinMs - 1_000), async () => expect(await sent('right')).to.equal('paused'));
    await atTime(later(guessesWithinMs), async () => expect(await sent('right')).to.equal('given'));
  });
});
