import { expect } from 'chai';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';

describe('npm run after-restore', function () {
  this.timeout(60_000);
  let fleet: ScriptFleet;
  let botId: string;
  before(async () => {
    fleet = await openScriptFleet();
    const { token } = fleet.telegram.addBot({ firstName: 'Shop' });
    const { stdout } = await fleet.run('create-bot', ['--token', token]);
    botId = /^Bot (\d+) /.exec(stdout)![1]!;
  });
  after(() => fleet.close());

  it('begins a new life, and counts the payouts that may have been paid since the backup', async () => {
    const first = await fleet.run('after-restore', []);
    expect(first).to.include({ code: 0, stderr: '' });
    expect(first.stdout).to.match(/begins its life 2: .*\nNo payout of a partner is open\.\n$/);
    const states = ['requested', 'approved', 'paid', 'rejected', 'cancelled'];
    await fleet.database.query(
      `with made as (
         insert into users (bot_id, telegram_id, language, referral_code, registered_at)
         select $1, 4400 + n, 'en', 'code' || n, now() from generate_series(1, $2::int) as n returning id),
       partner as (
         insert into partners (bot_id, user_id, state) select $1, id, 'accepted' from made returning user_id)
       insert into partner_payouts (bot_id, user_id, amount_toman, state, requisites_tail)
       select $1, user_id, 500000, ($3::text[])[row_number() over (order by user_id)], '2345' from partner`,
      [botId, states.length, states],
    );
    const second = await fleet.run('after-restore', []);
    expect(second.code).to.equal(0);
    expect(second.stdout).to.match(/begins its life 3: /);
    expect(second.stdout).to.include(`\n2 payouts of partners are open, of the bots ${botId}: `);
  });
});
