import { expect } from 'chai';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';

describe('npm run credit-user', function () {
  this.timeout(60_000);
  let fleet: ScriptFleet;
  let botId: string;
  before(async () => {
    fleet = await openScriptFleet();
    const { token } = fleet.telegram.addBot({ firstName: 'Shop' });
    const { stdout } = await fleet.run('create-bot', ['--token', token]);
    botId = /^Bot (\d+) /.exec(stdout)![1]!;
    await fleet.database.query(
      `insert into users (bot_id, telegram_id, language, referral_code, registered_at)
       values ($1, 4455, 'en', 'code4455', now())`,
      [botId],
    );
  });
  after(() => fleet.close());

  const credit = (...args: string[]) => fleet.run('credit-user', ['--bot', botId, '--user', '4455', ...args]);

  it('puts money into a wallet, once under one name, and takes some out', async () => {
    const first = await credit('--amount', '70000', '--reason', 'A gift', '--key', 'gift');
    expect(first).to.include({ code: 0, stderr: '' });
    expect(first.stdout).to.include('holds 70,000 toman');
    expect((await credit('--amount', '70000', '--key', 'gift')).stdout).to.include('holds 70,000 toman');
    expect((await credit('--amount=-20000')).stdout).to.include('holds 50,000 toman');
    const ledger = await fleet.database.query(
      'select type, amount_toman::int as amount, description from transactions where bot_id = $1 order by id',
      [botId],
    );
    expect(ledger).to.deep.equal([
      { type: 'adjustment', amount: 70_000, description: 'A gift' },
      { type: 'adjustment', amount: -20_000, description: 'By an administrator' },
    ]);
  });

  it('says in one line what is wrong', async () => {
    const faults: [string[], RegExp][] = [
      [['--amount', '0'], /--amount must be a whole number/],
      [['--amount=-99999999'], /the wallet has less than that/],
      [['--amount', '5', '--user', '12'], /nobody with this Telegram id/],
    ];
    for (const [args, line] of faults) {
      const { code, stdout, stderr } = await credit(...args);
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr)
        .to.match(line)
        .and.match(/^credit-user: [^\n]+\n$/);
    }
  });
});
