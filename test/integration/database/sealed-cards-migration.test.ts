import { expect } from 'chai';
import { openMigrator } from '../../../migrations/migrator.js';
import { makeOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.js';

const number = '6219861034529007';

describe('cards of a version before they were sealed', function () {
  this.timeout(60_000);
  let database: OwnDatabase;
  before(async () => {
    database = await makeOwnDatabase();
    await move('up');
    await database.query(
      `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id)
       values ('Shop', 'sealed', encode(sha256('token'), 'hex'), 1000001)`,
    );
  });
  after(() => database.drop());

  async function move(work: 'down' | 'up', to?: string): Promise<void> {
    const migrator = await openMigrator(database.url);
    try {
      await migrator[work](to);
    } finally {
      await migrator.close();
    }
  }
  const cards = () =>
    database.query<Record<string, string | null>>('select * from tenant_payment_cards order by id');

  it('stay as they are until a worker seals them, and come back unharmed before that', async () => {
    await move('down', '170-sealed-cards');
    await database.query(
      `insert into tenant_payment_cards (bot_id, card_number, card_holder_name) select id, '${number}', 'Sara' from bots`,
    );
    const [before] = await cards();
    await move('up', '170-sealed-cards');
    const open = { card_number_sealed: null, card_number_last_four: null, card_number_fingerprint: null };
    expect(await cards()).to.deep.equal([{ ...before, ...open, deleted_at: null }]);
    await move('down', '170-sealed-cards');
    expect(await cards()).to.deep.equal([before]);
    await move('up');
  });

  it('keep the schema from going back once they are sealed, in one line that names the cure', async () => {
    await database.query(
      `update tenant_payment_cards set card_number = null, card_number_sealed = 'sealed', card_number_last_four = '9007',
         card_number_fingerprint = 'print'`,
    );
    const fault = await move('down', '170-sealed-cards').catch((error: unknown) => error);
    expect(String(fault)).to.match(/cards of this fleet are sealed.*restore the backup/);
    expect((await cards())[0]).to.deep.include({ card_number_sealed: 'sealed' });
  });
});
