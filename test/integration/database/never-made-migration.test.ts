import { expect } from 'chai';
import { openMigrator } from '../../../migrations/migrator.js';
import { makeOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.js';

describe('subscriptions that were taken back before it was noted what the panel never made', function () {
  this.timeout(60_000);
  let database: OwnDatabase;
  before(async () => {
    database = await makeOwnDatabase();
  });
  after(() => database.drop());

  async function moveUp(to?: string): Promise<void> {
    const migrator = await openMigrator(database.url);
    try {
      await migrator.up(to);
    } finally {
      await migrator.close();
    }
  }

  it('count for nothing where the panel has no account of them', async () => {
    await moveUp('312-plans-of-deleted-codes');
    await database.query(
      `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id)
       values ('one', 'x', repeat('a', 64), 1)`,
    );
    await database.query(
      `insert into users (bot_id, telegram_id, first_name, language, referral_code) values (1, 7, 'A', 'fa', 'code7')`,
    );
    await database.query(
      `insert into subscriptions (bot_id, user_id, status, ends_at, traffic_limit_gb, device_limit, name, value_toman,
         removal_wanted_at, panel_user_id, panel_user_uuid)
       select 1, 1, status, now(), 1, 1, name, 0, wanted, account, uuid
       from (values ('never made', 'disabled', now(), null, null::uuid), ('made', 'disabled', now(), 5, null),
         ('made long ago', 'disabled', now(), null, gen_random_uuid()), ('being made', 'active', null, null, null))
         as one (name, status, wanted, account, uuid)`,
    );
    await moveUp();
    const rows = await database.query<{ name: string }>(
      'select name from subscriptions where was_never_made order by id',
    );
    expect(rows).to.deep.equal([{ name: 'never made' }]);
  });
});
