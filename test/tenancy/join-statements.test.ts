import { expect } from 'chai';
import { buildBot } from '../factories/bot.js';
import { testDatabase } from '../support/database.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a statement that rides in the next one', () => {
  const upsert = `
    insert into conversations (bot_id, chat_id, state) values ($1, $2, $3)
    on conflict (bot_id, chat_id) do update set state = excluded.state`;
  const add = `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, $2, $3) returning feature_key as key`;
  const states = (tenant: Awaited<ReturnType<typeof buildBot>>['tenant']) =>
    tenant.db((tx) => tx.sql('select chat_id, state from conversations order by 1'));

  async function sentBy(work: () => Promise<unknown>): Promise<number> {
    const before = testDatabase().statementsSent();
    await work();
    return testDatabase().statementsSent() - before;
  }

  it('is one statement with it, however many parameters both have, and its rows go where they belong', async () => {
    const { tenant } = await buildBot();
    const told: unknown[] = [];
    const tell = (name: string) => async (rows: unknown[]) => void told.push([name, rows]);
    const work = () =>
      tenant.db((tx) => {
        tx.withCommit('select 1 as one', [], tell('first'));
        tx.joinCommit(upsert, [tenant.botId, '5', `step ${told.length}`]);
        tx.withCommit(add, [tenant.botId, `flag_${told.length}`, true], tell('second'));
        tx.withCommit('select 2 as two', [], tell('third'));
        return Promise.resolve();
      });
    // Two start the transaction, one ends it.
    expect(await sentBy(work)).to.equal(6);
    await work();
    const answers = (key: string) => [
      ['first', [{ one: 1 }]],
      ['second', [{ key }]],
      ['third', [{ two: 2 }]],
    ];
    expect(told).to.deep.equal([...answers('flag_0'), ...answers('flag_3')]);
    expect(await states(tenant)).to.deep.equal([{ chat_id: '5', state: 'step 3' }]);
  });

  it('goes alone when none is behind it or that is no insert, and two never ride at once', async () => {
    const { tenant } = await buildBot();
    const of = (chat: string) => [tenant.botId, chat, 'kept'];
    await tenant.db((tx) => {
      tx.joinCommit(upsert, of('1'));
      tx.withCommit('select 1', []);
      for (const chat of ['2', '3', '4', '5']) tx.joinCommit(upsert, of(chat));
      return Promise.resolve();
    });
    expect(await states(tenant)).to.deep.equal(
      ['1', '2', '3', '4', '5'].map((chat) => ({ chat_id: chat, state: 'kept' })),
    );
  });

  it('is rolled back with it', async () => {
    const { tenant } = await buildBot();
    const failure = await failureOf(
      tenant.db((tx) => {
        tx.joinCommit(upsert, [tenant.botId, '5', 'kept']);
        tx.withCommit(add, [tenant.botId, null, true]);
        return Promise.resolve();
      }),
    );
    expect(failure).to.have.property('message').that.includes('not-null');
    expect(await states(tenant)).to.deep.equal([]);
  });
});
