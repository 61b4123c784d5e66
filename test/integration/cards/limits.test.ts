import { expect } from 'chai';
import { hasCardFor } from '#services/cards/has-card-for.js';
import { tellCardsFull } from '#services/cards/tell-cards-full.js';
import { atTime } from '../../support/at-time.js';
import { openCardTable, type CardTable } from '../../support/card-table.js';
import { ownerQuery } from '../../support/database.js';

const many = 24;
const noon = '2026-11-29T08:30:00Z'; // 12:00 in Tehran

/** Would a card be picked for the sum, by the look without locks and by the pick alike? */
async function takes(table: CardTable, amountToman: number): Promise<boolean> {
  const { tenant } = table;
  const looked = await tenant.db((tx) => hasCardFor(tenant, tx, amountToman));
  const undo = new Error('only to see');
  const picked = await tenant
    .db(async (tx) => {
      const card = await table.beginIn(tx, amountToman);
      throw card ? undo : new Error('none');
    })
    .catch((error: unknown) => error === undo);
  expect(picked, `${amountToman}: look and pick`).to.equal(looked);
  return looked;
}
const takesAt = (table: CardTable, at: string, amountToman = 100_000) =>
  atTime(at, () => takes(table, amountToman));

describe('the limits of a card', function () {
  this.timeout(60_000);

  it('let no more payments begin in a day than its count, also when many begin at once', async () => {
    for (const rotationStrategy of ['round_robin', 'random', 'time_based', 'weighted'] as const) {
      const table = await openCardTable(2, { dayCountLimit: 5, rotationStrategy });
      const picked = await Promise.all(Array.from({ length: many }, () => table.begin()));
      expect(await table.counts(), rotationStrategy).to.deep.equal([5, 5]);
      expect(picked.filter((id) => id === undefined)).to.have.lengthOf(many - 10);
      expect(await takes(table, 1)).to.equal(false);
    }
  });

  it('let no more be asked for in a day than its sum', async () => {
    const table = await openCardTable(1, { daySumLimitToman: 1_000_000 });
    await Promise.all(Array.from({ length: many }, () => table.begin(300_000)));
    expect(await table.counts()).to.deep.equal([3]);
    expect(await takes(table, 100_001)).to.equal(false);
    expect(await takes(table, 100_000)).to.equal(true);
  });

  it('count what is pending or approved, and give the room of all else back', async () => {
    const table = await openCardTable(1, { dayCountLimit: 1 });
    const [card] = table.cards as [string];
    for (const status of ['cancelled', 'expired', 'rejected']) await table.put(card, { status });
    expect(await takes(table, 5)).to.equal(true);
    for (const status of ['pending', 'approved']) {
      await table.put(card, { status });
      expect(await takes(table, 5), status).to.equal(false);
      await ownerQuery('delete from card_to_card_payments where card_id = $1 and status = $2', [
        card,
        status,
      ]);
    }
    expect(await takes(table, 5)).to.equal(true);
  });

  it('begin anew with the day of the bot, in whatever zone it is', async () => {
    // Begun at 23:30 in Tehran, which is 20:00 in London.
    const began = { created_at: '2026-11-29T20:00:00Z' };
    const tehran = await openCardTable(1, { dayCountLimit: 1 });
    await tehran.put(tehran.cards[0]!, began);
    expect(await takesAt(tehran, '2026-11-29T20:29:59Z')).to.equal(false);
    expect(await takesAt(tehran, '2026-11-29T20:30:00Z')).to.equal(true);
    const london = await openCardTable(1, { dayCountLimit: 1 });
    await london.configure({ time_zone: 'Europe/London' });
    await london.put(london.cards[0]!, began);
    expect(await takesAt(london, '2026-11-29T23:59:59Z')).to.equal(false);
    expect(await takesAt(london, '2026-11-30T00:00:00Z')).to.equal(true);
  });

  it('last for 23 and 25 hours on the days on which clocks are changed', async () => {
    for (const [start, end] of [
      ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
      ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ] as const) {
      const table = await openCardTable(1, { dayCountLimit: 1 });
      await table.configure({ time_zone: 'Europe/Berlin' });
      await table.put(table.cards[0]!, { created_at: start });
      expect(await takesAt(table, new Date(Date.parse(end) - 1).toISOString()), end).to.equal(false);
      expect(await takesAt(table, end), end).to.equal(true);
    }
  });

  it('take a sum from its least to its greatest amount, both included', async () => {
    const table = await openCardTable(1, { minToman: 50_000, maxToman: 200_000 });
    const taken = [49_999, 50_000, 200_000, 200_001].map((amount) => takes(table, amount));
    expect(await Promise.all(taken)).to.deep.equal([false, true, true, false]);
    const open = await openCardTable(1, { minToman: 50_000 });
    expect([await takes(open, 1), await takes(open, 900_000_000_000)]).to.deep.equal([false, true]);
  });

  it('show it from one hour to another by the clocks of the bot, also past midnight', async () => {
    const hours = async (table: CardTable) => {
      const shown: number[] = [];
      for (let hour = 0; hour < 24; hour += 1) {
        // Tehran is three and a half hours ahead.
        const at = Date.parse('2026-11-28T20:30:00Z') + hour * 3_600_000;
        const both = [
          await takesAt(table, new Date(at).toISOString()),
          await takesAt(table, new Date(at + 3_599_999).toISOString()),
        ];
        expect(both[0]).to.equal(both[1]);
        if (both[0]) shown.push(hour);
      }
      return shown;
    };
    const day = await openCardTable(1, { hoursFrom: 9, hoursUntil: 12 });
    expect(await hours(day)).to.deep.equal([9, 10, 11]);
    const night = await openCardTable(1, { hoursFrom: 22, hoursUntil: 2 });
    expect(await hours(night)).to.deep.equal([0, 1, 22, 23]);
    const evening = await openCardTable(1, { hoursFrom: 21, hoursUntil: 0 });
    expect(await hours(evening)).to.deep.equal([21, 22, 23]);
  });

  it('show it in the hour that comes twice both times, and skip an hour that does not come', async () => {
    const table = await openCardTable(1, { hoursFrom: 2, hoursUntil: 3 });
    await table.configure({ time_zone: 'Europe/Berlin' });
    const at = (instants: readonly string[]) =>
      instants.reduce<Promise<boolean[]>>(
        async (before, instant) => [...(await before), await takesAt(table, instant)],
        Promise.resolve([]),
      );
    expect(
      await at([
        '2026-10-24T23:59:00Z',
        '2026-10-25T00:00:00Z',
        '2026-10-25T01:59:00Z',
        '2026-10-25T02:00:00Z',
      ]),
    ).to.deep.equal([false, true, true, false]);
    expect(await at(['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z'])).to.deep.equal([false, false]);
  });

  it('concern one bot alone, and one card alone', async () => {
    const [table, other] = [await openCardTable(2), await openCardTable(1, { dayCountLimit: 1 })];
    await ownerQuery('update tenant_payment_cards set day_count_limit = 1 where id = $1', [table.cards[0]]);
    await Promise.all(Array.from({ length: 10 }, () => table.begin()));
    expect(await table.counts()).to.deep.equal([1, 9]);
    expect(await takes(other, 5)).to.equal(true);
  });
});

describe('the word that cards are full', function () {
  this.timeout(60_000);

  const told = ({ tenant }: CardTable) =>
    ownerQuery<{ about: Record<string, unknown> }>(
      `select payload -> 'about' as about from outbox
       where bot_id = $1 and job_name = 'notice.send' and payload ->> 'kind' = 'cards_full'`,
      [tenant.botId],
    );
  const tell = (table: CardTable, amountToman = 100_000) =>
    table.tenant.db((tx) => tellCardsFull(table.tenant, tx, amountToman));

  it('goes to the admins once in a day of the bot, however many wanted a card', async () => {
    const table = await openCardTable(2, { dayCountLimit: 1 });
    for (const cardId of table.cards) await table.put(cardId, { created_at: noon });
    await atTime(noon, () => Promise.all(Array.from({ length: 20 }, () => table.begin())));
    await atTime(noon, () => tell(table));
    expect((await told(table)).map(({ about }) => about)).to.deep.equal([
      { day: '2026-11-29', amount_toman: 100_000, card_count: 2, full_count: 2 },
    ]);
    for (const cardId of table.cards) await table.put(cardId, { created_at: '2026-11-30T08:00:00Z' });
    await atTime('2026-11-30T08:30:00Z', () => table.begin());
    expect(await told(table)).to.have.lengthOf(2);
  });

  it('is lost with a transaction that is rolled back, and comes with the next', async () => {
    const table = await openCardTable(1, { dayCountLimit: 1 });
    await table.begin();
    await table.tenant
      .db(async (tx) => {
        expect(await table.beginIn(tx)).to.equal(undefined);
        throw new Error('the method is off');
      })
      .catch(() => undefined);
    expect(await told(table)).to.have.lengthOf(0);
    await tell(table);
    expect(await told(table)).to.have.lengthOf(1);
  });

  it('is not said where amounts or hours are why, a card is left, or the bot has none', async () => {
    const tooSmall = await openCardTable(1, { minToman: 500_000, dayCountLimit: 1 });
    await tooSmall.begin(500_000);
    const resting = await openCardTable(1, { hoursFrom: 1, hoursUntil: 2 });
    const left = await openCardTable(2, { dayCountLimit: 1 });
    await left.begin();
    const none = await openCardTable(0);
    for (const table of [tooSmall, resting, left, none]) {
      await atTime(noon, () => tell(table));
      if (table !== left) expect(await atTime(noon, () => table.begin())).to.equal(undefined);
      expect(await told(table)).to.have.lengthOf(0);
    }
  });
});
