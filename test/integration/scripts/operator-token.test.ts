import { expect } from 'chai';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';

describe('npm run operator-token', function () {
  this.timeout(60_000);
  let fleet: ScriptFleet;
  const run = (...args: string[]) => fleet.run('operator-token', args);

  before(async () => (fleet = await openScriptFleet()));
  after(() => fleet.close());

  it('makes a token, shows it once, lists whose there are and revokes it', async () => {
    const made = await run('--add', 'night shift', '--days', '30');
    const token = /^Read-only token of night shift .*: (rf_[\w-]{43})\n$/.exec(made.stdout)?.[1];
    expect({ code: made.code, stderr: made.stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(await fleet.everythingStored())
      .to.include('night shift')
      .and.not.include(String(token));
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect((await run('--list')).stdout).to.match(
      new RegExp(`^night shift: read-only, made \\d{4}-\\d\\d-\\d\\d, until ${until}\\n$`),
    );
    expect((await run('--add', 'night shift')).stderr).to.match(
      /^operator-token: this name has a token already/,
    );
    expect((await run('--revoke', 'night shift')).stdout).to.equal('The token of night shift is revoked.\n');
    expect((await run('--list')).stdout).to.match(/^There is no operator token/);
  });

  it('says what is wrong in one line', async () => {
    for (const [args, line] of [
      [[], /say one of --add, --revoke and --list/],
      [['--add', 'a', '--list'], /say one of/],
      [['--list', '--days', '3'], /--days goes with --add/],
      [['--add', 'a', '--days', '0'], /--days must be a whole number from 1 to 3650/],
      [['--add', ' '], /the name after --add must have 1 to 100 characters, and some that can be seen/],
      [['--revoke', 'nobody'], /no token has this name/],
    ] as const) {
      const result = await run(...args);
      expect(result).to.include({ code: 1, stdout: '' });
      expect(result.stderr)
        .to.match(/^operator-token: [^\n]+\n$/)
        .and.match(line);
    }
  });
});
