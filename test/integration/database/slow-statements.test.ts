import { expect } from 'chai';
import { openDatabase } from '#platform/database.js';
import { testDatabaseUrl } from '../../support/database.js';

describe('a slow statement', () => {
  it('is told without the values that Sequelize wrote into it, nor those of ours', async () => {
    const told: string[] = [];
    const database = openDatabase({
      url: testDatabaseUrl(),
      poolMax: 1,
      applicationName: 'test slow',
      slowMs: 0,
      onSlow: (sql) => void told.push(sql),
    });
    try {
      const transaction = await database.begin({ 'app.bot_id': '4711' });
      await database.sequelize.query('select 1 as "one" where :name = :name and 98765 = :amount', {
        replacements: { name: "Sara O'Hara", amount: 98_765 },
        transaction: transaction.handle,
      });
      await transaction.query("select $1::text as name, 'a secret' as word", ['Sara']);
      await transaction.rollback();
    } finally {
      await database.close();
    }
    expect(told).to.deep.equal([
      'select ? as "one" where ? = ? and ? = ?',
      'select $1::text as name, ? as word',
    ]);
  });
});
