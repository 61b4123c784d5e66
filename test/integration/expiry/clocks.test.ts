import { expect } from 'chai';
import { hourMs, minuteMs } from '#platform/units.js';
import { bookConsumption } from '#services/billing/book-consumption.js';
import { findDueBots } from '#services/billing/find-due-bots.js';
import { watchWallet } from '#services/billing/watch-wallet.js';
import { tellDueWords } from '#services/expiry/tell-due.js';
import { renewByItself } from '#services/subscriptions/renew-by-itself.js';
import { asFleet } from '#tenancy/scope.js';
import { openRandom } from '../../../scripts/chaos/random.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { openMovedFleet, type MovedFleet } from '../../support/moved-fleet.js';

describe('whatever clocks do', function () {
  this.timeout(120_000);
  let fleet: MovedFleet;
  let shop: Shop;
  before(async () => {
    fleet = await openMovedFleet('clocks');
  });
  after(() => fleet.close());

  /** Somebody buys so many days in a bot of that zone, in the minute before an instant: ticks of then find what is due. */
  async function buyAt(at: string, days: number, zone: string) {
    await fleet.database.setClock(Date.parse(at) - minuteMs);
    shop = await openShop();
    await shop.configure({ time_zone: zone, winback_first: false, winback_second: false });
    const userId = (await shop.addBuyer(1_000_000)).id;
    const { id: planId } = await shop.addPlan({ priceToman: 100_000, periodDays: days });
    const bought = await shop.buy(userId, { kind: 'plan', planId });
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    return { userId, subscriptionId: bought.subscriptionId };
  }
  /** What was decided to be said, with the hour of UTC at which it was. */
  const said = async (): Promise<string[]> => {
    const rows = await fleet.database.query<{ said: string }>(
      `select concat_ws(' ', payload ->> 'kind', payload -> 'about' ->> 'days', left(payload ->> 'decided_at', 16)) as said
       from outbox where bot_id = $1 and job_name = 'notice.send' and payload ->> 'kind' ~ 'exp|autopay' order by id`,
      [shop.botId],
    );
    return rows.map((row) => row.said);
  };
  const tickAt = async (at: number): Promise<void> => {
    await fleet.database.setClock(at);
    await tellDueWords(shop.tenant);
  };
  /** A tick each half an hour, from one instant to another. */
  const pass = async (from: string, to: string): Promise<void> => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += 30 * minuteMs) await tickAt(at);
  };

  it('summer time that begins in Berlin moves no warning from its time of day', async () => {
    // 18:30 in Berlin by winter time; the end is at 19:30 by summer time, and so are the words.
    await buyAt('2027-02-28T17:30:00Z', 30, 'Europe/Berlin');
    await pass('2027-03-27T00:00:00Z', '2027-04-01T00:00:00Z');
    expect(await said()).to.eql([
      'expiry_near 3 2027-03-27T18:30',
      'expiry_near 1 2027-03-29T17:30',
      'subscription_expired 2027-03-30T17:30',
      'expiry_reminder 2027-03-31T17:30',
    ]);
  });

  it('the hour that Berlin has twice in autumn brings nothing twice', async () => {
    // The end is at 02:30 by summer time, which comes again an hour later.
    await buyAt('2027-10-01T00:30:00Z', 30, 'Europe/Berlin');
    await pass('2027-10-28T00:00:00Z', '2027-11-02T00:00:00Z');
    expect(await said()).to.eql([
      'expiry_near 3 2027-10-28T07:00',
      'expiry_near 1 2027-10-30T07:00',
      'subscription_expired 2027-10-31T00:30',
      'expiry_reminder 2027-11-01T08:00',
    ]);
  });

  it('the last time that Iran put its clocks back, and the spring in which it left them, change no word', async () => {
    await buyAt('2022-08-23T15:00:00Z', 30, 'Asia/Tehran');
    // 19:30 by summer time, 18:30 by winter time from the 22nd of September on.
    await pass('2022-09-19T00:00:00Z', '2022-09-24T00:00:00Z');
    expect(await said()).to.eql([
      'expiry_near 3 2022-09-19T14:00',
      'expiry_near 1 2022-09-21T14:00',
      'subscription_expired 2022-09-22T15:00',
      'expiry_reminder 2022-09-23T15:00',
    ]);
    await buyAt('2023-02-20T15:00:00Z', 30, 'Asia/Tehran');
    await pass('2023-03-19T00:00:00Z', '2023-03-24T00:00:00Z');
    expect((await said()).map((text) => text.slice(-16))).to.eql([
      '2023-03-19T15:00',
      '2023-03-21T15:00',
      '2023-03-22T15:00',
      '2023-03-23T15:00',
    ]);
  });

  it('the leap day and the 31st are days as others', async () => {
    await buyAt('2028-02-02T12:00:00Z', 30, 'UTC');
    await pass('2028-02-28T00:00:00Z', '2028-03-05T00:00:00Z');
    expect((await said()).map((text) => text.slice(-16))).to.eql([
      '2028-02-29T12:00',
      '2028-03-02T12:00',
      '2028-03-03T12:00',
      '2028-03-04T12:00',
    ]);
    await buyAt('2027-01-01T12:00:00Z', 30, 'UTC');
    await pass('2027-01-28T00:00:00Z', '2027-02-02T00:00:00Z');
    expect((await said()).map((text) => text.slice(-16))).to.eql([
      '2027-01-28T12:00',
      '2027-01-30T12:00',
      '2027-01-31T12:00',
      '2027-02-01T12:00',
    ]);
  });

  it('that jump back and forth by hours say nothing twice and lose nothing', async () => {
    for (const seed of [1, 2, 3]) {
      const random = openRandom(seed);
      await buyAt('2027-06-01T12:00:00Z', 30, 'UTC');
      const end = Date.parse('2027-07-06T00:00:00Z');
      for (let at = Date.parse('2027-06-27T00:00:00Z'); at < end; at += random.between(1, 8) * hourMs) {
        await tickAt(at);
        await tickAt(at - random.between(1, 30) * hourMs);
        await tickAt(at);
      }
      const kinds = (await said()).map((text) => text.slice(0, -17));
      expect(kinds, `seed ${seed}`).to.eql([
        'expiry_near 3',
        'expiry_near 1',
        'subscription_expired',
        'expiry_reminder',
      ]);
    }
  });

  it('that jump renew by autopay once, and charge each byte once', async () => {
    const { userId, subscriptionId } = await buyAt('2027-06-01T12:00:00Z', 30, 'UTC');
    const random = openRandom(4);
    await fleet.database.query(
      `update subscriptions set is_autopay_enabled = true, autopay_days_before = 3 where bot_id = $1`,
      [shop.botId],
    );
    await fleet.database.query(
      `update bots set billing_model = 'traffic_consumption', traffic_rate_toman = 1000, wallet_balance_toman = 1000000
       where id = $1`,
      [shop.botId],
    );
    const { tenant } = shop;
    let booked = 0;
    for (
      let at = Date.parse('2027-06-28T00:00:00Z');
      at < Date.parse('2027-07-03T00:00:00Z');
      at += 2 * hourMs
    ) {
      await tenant.db((tx) => bookConsumption(tenant, tx, 2 ** 30));
      booked += 1_000;
      for (const jump of [0, -random.between(1, 9), random.between(1, 9), 0]) {
        const when = new Date(at + jump * hourMs);
        await fleet.database.setClock(when.getTime());
        await tenant.db((tx) => renewByItself(tenant, tx, subscriptionId));
        if ((await asFleet('test', (tx) => findDueBots(tx, when))).includes(shop.botId))
          await tenant.db((tx) =>
            watchWallet(tenant, tx, { at: when, graceHours: 24, tell: () => Promise.resolve() }),
          );
      }
    }
    const { subscriptions, balanceToman } = await shop.look(userId);
    expect(balanceToman).to.equal(800_000);
    expect(subscriptions[0]?.endsAt.toISOString().slice(0, 10)).to.equal('2027-07-31');
    const [books] = await fleet.database.query<{ sum: string }>(
      `select (1000000 - wallet_balance_toman + trunc(traffic_owed / 1073741824))::text as sum from bots where id = $1`,
      [shop.botId],
    );
    expect(Number(books?.sum)).to.equal(booked);
    expect((await said()).map((text) => text.slice(0, -17))).to.eql(['autopay_done']);
  });
});
