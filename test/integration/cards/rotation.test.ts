import { expect } from 'chai';
import { hasCardFor } from '#services/cards/has-card-for.js';
import { pickCard } from '#services/cards/pick-card.js';
import { openNumber } from '#services/cards/seal-number.js';
import { openVault } from '#platform/secrets.js';
import { openCardTable, type CardTable } from '../../support/card-table.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { waitFor } from '../../support/wait-for.js';

const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);
const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/** A promise that is kept from outside. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** Waits until a transaction of the tests waits for a lock of that kind that another has. */
const someoneWaits = (kind: 'advisory' | 'transactionid') =>
  waitFor(
    async () =>
      (
        await ownerQuery(
          `select from pg_locks where locktype = $1 and not granted
             and pid in (select pid from pg_stat_activity where datname = current_database())`,
          [kind],
        )
      ).length > 0,
    { what: `a wait for a lock (${kind})` },
  );

describe('cards in turn (round_robin)', function () {
  this.timeout(60_000);

  for (const count of [1, 2, 3, 7, 64, 100])
    it(`are picked evenly by 64 at once in each of two bots with ${count} of them`, async () => {
      const tables = [await openCardTable(count), await openCardTable(count)];
      await times(64, (n) => Promise.all(tables.map((table) => table.begin(1_000 + n))));
      for (const table of tables) {
        const counts = await table.counts();
        expect(sum(counts)).to.equal(64);
        expect(spread(counts), String(counts)).to.be.at.most(1);
        const used = await Promise.all(
          table.cards.map(async (id) => (await table.read(id))['current_usage_count']),
        );
        expect(used).to.deep.equal(counts);
      }
    });

  it('stay even over picks one after another and many at once', async () => {
    const table = await openCardTable(5);
    for (let round = 0; round < 6; round += 1) {
      await times(1 + round * 3, () => table.begin());
      expect(spread(await table.counts()), `round ${round}`).to.be.at.most(1);
    }
  });

  it('do not count a pick whose transaction is rolled back, however many are', async () => {
    const table = await openCardTable(4);
    const fates = await times(64, (n) =>
      table.tenant
        .db(async (tx) => {
          const id = await table.beginIn(tx);
          if (n % 3 === 0) throw new Error('it came to nothing');
          return id;
        })
        .catch(() => undefined),
    );
    const counts = await table.counts();
    expect(sum(counts)).to.equal(fates.filter(Boolean).length).and.to.equal(42);
    expect(spread(counts), String(counts)).to.be.at.most(1);
  });

  it('count nothing of a process that dies before any statement of a pick', async () => {
    const table = await openCardTable(3);
    let deaths = 0;
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const fate = await dieBefore(table.tenant, at, (tx) => table.beginIn(tx));
      isDone = !fate.died;
      if (fate.died) deaths += 1;
    }
    expect(deaths).to.be.at.least(3);
    expect(sum(await table.counts())).to.equal(1);
    await table.begin();
    await table.begin();
    expect(await table.counts()).to.deep.equal([1, 1, 1]);
  });

  it('go on when PostgreSQL loses a connection that had picked', async () => {
    const table = await openCardTable(2);
    const killed = await table.tenant
      .db(async (tx) => {
        await table.beginIn(tx);
        const [me] = await tx.sql<{ pid: number }>('select pg_backend_pid() as pid');
        await ownerQuery('select pg_terminate_backend($1)', [me!.pid]);
        await tx.sql('select 1');
      })
      .catch((error: unknown) => error);
    expect(killed).to.be.an('error');
    await times(10, () => table.begin());
    expect(await table.counts()).to.deep.equal([5, 5]);
  });

  it('stay even when the clock of the server was put back', async () => {
    const table = await openCardTable(3);
    await times(4, () => table.begin());
    await ownerQuery(
      `update tenant_payment_cards set last_used_at = last_used_at + interval '5 hours' where bot_id = $1 and last_used_at is not null`,
      [table.tenant.botId],
    );
    await times(20, () => table.begin());
    expect(await table.counts()).to.deep.equal([8, 8, 8]);
  });

  it('go on evenly when their uses were counted from zero anew', async () => {
    const table = await openCardTable(3);
    await times(7, () => table.begin());
    await ownerQuery(
      'update tenant_payment_cards set current_usage_count = 0 where bot_id = $1 and id = $2',
      [table.tenant.botId, table.cards[0]],
    );
    await times(8, () => table.begin());
    expect(await table.counts()).to.deep.equal([5, 5, 5]);
  });

  it('wait for a pick of the same bot that is under way, and for none of another', async () => {
    const [table, other] = [await openCardTable(3), await openCardTable(3)];
    const { open, opened } = gate();
    const held = table.tenant.db(async (tx) => {
      const id = await table.beginIn(tx);
      await opened;
      return id;
    });
    await waitFor(async () => {
      const [row] = await ownerQuery<{ n: number }>(
        `select count(*)::int as n from pg_locks where locktype = 'advisory' and granted`,
      );
      return row!.n > 0;
    });
    const waiting = table.begin();
    await someoneWaits('advisory');
    // While both are still open.
    expect(await times(6, () => other.begin())).to.have.lengthOf(6);
    expect(await table.tenant.db((tx) => hasCardFor(table.tenant, tx, 100_000))).to.equal(true);
    open();
    expect(await Promise.all([held, waiting])).to.deep.equal([table.cards[0], table.cards[1]]);
    expect(await other.counts()).to.deep.equal([2, 2, 2]);
  });

  it('pass over one that is switched off while a pick waits for it', async () => {
    const table = await openCardTable(2);
    const { open, opened } = gate();
    const off = table.tenant.db(async (tx) => {
      await tx.sql('update tenant_payment_cards set is_active = false where bot_id = $1 and id = $2', [
        table.tenant.botId,
        table.cards[0],
      ]);
      await opened;
    });
    await waitFor(
      async () =>
        (
          await ownerQuery(
            `select from pg_stat_activity where state = 'idle in transaction' and query like 'update tenant_payment_cards set is_active%'`,
          )
        ).length > 0,
    );
    const picked = table.begin();
    await someoneWaits('transactionid');
    open();
    await off;
    expect(await picked).to.equal(table.cards[1]);
  });
});

describe('which cards take turns, and how', function () {
  this.timeout(60_000);

  const pickedBy = async (table: CardTable, count: number) =>
    (await times(count, () => table.begin())).map((id) => table.cards.indexOf(id ?? ''));

  it('leaves out those that are off or deleted, and finds none when all are', async () => {
    const table = await openCardTable(3);
    await ownerQuery('update tenant_payment_cards set is_active = false where id = $1', [table.cards[0]]);
    await ownerQuery('update tenant_payment_cards set is_active = false, deleted_at = now() where id = $1', [
      table.cards[1],
    ]);
    expect(await pickedBy(table, 3)).to.deep.equal([2, 2, 2]);
    await ownerQuery('update tenant_payment_cards set is_active = false where id = $1', [table.cards[2]]);
    expect(await table.begin()).to.equal(undefined);
    expect(await table.tenant.db((tx) => hasCardFor(table.tenant, tx, 5))).to.equal(false);
  });

  it('is the setting of the bot, else what all active cards say, else in turn', async () => {
    const table = await openCardTable(3, {
      rotationStrategy: 'time_based',
      rotationIntervalMinutes: 500_000,
    });
    expect(new Set(await pickedBy(table, 6)).size, 'as all cards say').to.equal(1);
    await table.configure({ card_rotation_strategy: 'round_robin' });
    expect(new Set(await pickedBy(table, 3)).size, 'as the setting says').to.equal(3);
    await table.configure({ card_rotation_strategy: null });
    await ownerQuery(`update tenant_payment_cards set rotation_strategy = 'random' where id = $1`, [
      table.cards[0],
    ]);
    expect(new Set(await pickedBy(table, 3)).size, 'they disagree').to.equal(3);
    await ownerQuery(`update tenant_payment_cards set is_active = false where id = $1`, [table.cards[0]]);
    expect(new Set(await pickedBy(table, 6)).size, 'those that are active agree').to.equal(1);
  });

  it('counts as in turn where what is stored as the setting is nothing that we know', async () => {
    const table = await openCardTable(3);
    await table.configure({ card_rotation_strategy: 'best' });
    await times(30, () => table.begin());
    expect(await table.counts()).to.deep.equal([10, 10, 10]);
  });

  it('gives the number of the card to the payer, and notes when it was shown', async () => {
    const table = await openCardTable(1);
    const card = await table.tenant.db((tx) => pickCard(table.tenant, tx, { amountToman: 5_000 }));
    expect(card).to.deep.include({ id: table.cards[0], botId: table.tenant.botId, holderName: 'Sara' });
    expect(openNumber(openVault('a secret of the tests of cards, 32 characters'), card!)).to.match(
      /^\d{16}$/,
    );
    const row = await table.read(card!.id);
    expect(row['last_used_at']).to.be.a('date');
    expect(row['current_usage_count']).to.equal(1);
  });
});
