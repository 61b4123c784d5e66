import { expect } from 'chai';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';

describe('npm run wallet', function () {
  this.timeout(120_000);
  let fleet: ScriptFleet;
  let botId: string;
  before(async () => {
    fleet = await openScriptFleet();
    const { token } = fleet.telegram.addBot({ firstName: 'Shop' });
    const { stdout } = await fleet.run('create-bot', ['--token', token]);
    botId = /^Bot (\d+) /.exec(stdout)![1]!;
  });
  after(() => fleet.close());

  const wallet = (...args: string[]) => fleet.run('wallet', ['--bot', botId, ...args]);
  const why = ['--reason', 'By hand'];

  it('adds, subtracts and sets with a reason, once under one name, and shows how the wallet stands', async () => {
    const first = await wallet('--add', '70000', ...why, '--key', 'transfer');
    expect(first).to.include({ code: 0, stderr: '' });
    expect(first.stdout).to.match(/balance +70,000 toman/);
    expect((await wallet('--add', '70000', ...why, '--key', 'transfer')).stdout).to.include('before');
    expect((await wallet('--subtract', '20000', ...why)).stdout).to.match(/balance +50,000 toman/);
    expect((await wallet('--set', '1000', ...why)).stdout).to.match(/balance +1,000 toman/);
    expect((await wallet()).stdout).to.match(/balance +1,000 toman\nminimum +0 toman/);
    const log = await fleet.database.query<{ action: string }>(
      `select action from audit_log where bot_id = $1 and actor_kind = 'system' and action like 'wallet.%' order by id`,
      [botId],
    );
    expect(log.map(({ action }) => action)).to.deep.equal(['wallet.add', 'wallet.subtract', 'wallet.set']);
  });

  it('records traffic once under one name, and tells of months and of the pace', async () => {
    const record = () => wallet('--consumed', '1.5', '--sold', '2', ...why, '--key', 'node');
    const first = await record();
    expect(first).to.include({ code: 0, stderr: '' });
    expect(first.stdout).to.match(/consumed +1\.50 GB\nsold +2\.00 GB/);
    expect((await record()).stdout).to.equal(first.stdout);
    expect((await wallet()).stdout).to.match(/consumed +1\.50 GB/);
    // As the bot's people count: in Iran a month begins hours before it does in UTC.
    const month = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Tehran',
      year: 'numeric',
      month: '2-digit',
    }).format();
    expect((await wallet('--statement', month)).stdout).to.match(/corrections +-69,000 toman\nclosing/);
    expect((await wallet('--statistics')).stdout).to.match(/lasts +nothing is spent/);
  });

  it('says in one line what is wrong', async () => {
    const faults: [string[], RegExp][] = [
      [['--add', '0', ...why], /--add must be a whole number/],
      [['--add', '5'], /--reason must have/],
      [['--subtract', '9999999', ...why], /the wallet has less than that/],
      [['--add', '5', '--set', '6', ...why], /one thing at a time/],
      [['--consumed', '-1', ...why], /--consumed/],
      [['--statement', '2026-13'], /--statement must be a month/],
    ];
    for (const [args, line] of faults) {
      const { code, stdout, stderr } = await wallet(...args);
      expect({ code, stdout }, args.join(' ')).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr)
        .to.match(line)
        .and.match(/^wallet: [^\n]+\n$/);
    }
  });
});
