import { expect } from 'chai';
import { sha256 } from '#platform/secrets.js';
import type { ScriptResult } from '../../support/processes/run-script.js';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';

interface BotRow {
  id: string;
  name: string;
  username: string;
  default_language: string;
  is_active: boolean;
  telegram_bot_token: string;
  telegram_bot_token_hash: string;
  api_token_hash: string;
}

describe('the scripts that add, change and list bots', function () {
  this.timeout(120_000);
  let fleet: ScriptFleet;
  const results: ScriptResult[] = [];
  const tokens: string[] = [];

  before(async () => (fleet = await openScriptFleet()));
  after(() => fleet.close());

  async function run(...call: Parameters<ScriptFleet['run']>): Promise<ScriptResult> {
    const result = await fleet.run(...call);
    results.push(result);
    return result;
  }
  function newBot(firstName = 'New shop') {
    const bot = fleet.telegram.addBot({ firstName });
    tokens.push(bot.token);
    return bot;
  }
  async function addBot(name: string): Promise<{ id: string; token: string }> {
    const { token } = newBot();
    const { stdout } = await run('create-bot', ['--token', token, '--name', name]);
    return { id: /^Bot (\d+) /.exec(stdout)![1]!, token };
  }
  const rowOf = async (id: string) =>
    (await fleet.database.query<BotRow>('select * from bots where id = $1', [id]))[0];
  const jobsOf = (id: string) =>
    fleet.database
      .query<{ job_name: string }>('select job_name from outbox where bot_id = $1 order by id', [id])
      .then((rows) => rows.map((row) => row.job_name));

  /** One line on stderr that begins with the script's name, and exit code 1. */
  function expectFault(name: string, result: ScriptResult, line: RegExp): void {
    expect(result.stderr).to.match(line);
    expect(result.stderr).to.match(new RegExp(`^${name}: [^\\n]+\\n$`));
    expect(result).to.include({ code: 1, stdout: '' });
  }

  it('show their help without servers and secrets', async () => {
    const nothing = { DATABASE_URL: '', REDIS_URL: '', APP_SECRET: '' };
    const names = [
      'create-bot',
      'change-bot',
      'credit-user',
      'list-bots',
      'operator-token',
      'payment',
      'rotate-app-secret',
      'wallet',
    ];
    const helps = await Promise.all(names.map((name) => run(name, ['--help'], nothing)));
    helps.forEach(({ code, stdout, stderr }, at) => {
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.include(`npm run ${names[at]}`);
    });
  });

  it('say in one line that no fleet runs here', async () => {
    const nothing = { DATABASE_URL: '', REDIS_URL: '', APP_SECRET: '', DATA_DIR: '/nonexistent' };
    expectFault(
      'list-bots',
      await run('list-bots', [], nothing),
      /no fleet runs here: start one with npm start/,
    );
  });

  it('name what is wrong in the environment, one line a variable', async () => {
    const result = await run('list-bots', [], {
      APP_SECRET: 'short',
      REDIS_URL: 'nonsense',
      DATA_DIR: '/nonexistent',
    });
    expect(result).to.include({ code: 1, stdout: '' });
    expect(result.stderr).to.include('APP_SECRET must have at least 32 characters').and.include('REDIS_URL');
    expect(result.stderr).to.not.match(/^\s+at /m);
  });

  it('add a bot: checked with Telegram, its token sealed, its API token shown once and kept as a hash', async () => {
    const { token, username } = newBot('فروشگاه');
    const args = ['--token', token, '--language', 'ru', '--owner', '1001', '--owner', '1002'];
    const { code, stdout, stderr } = await run('create-bot', args);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const [, id, apiToken] =
      /^Bot (\d+) @\w+ \(فروشگاه\) joined the fleet\.\nIts API token, for the admin API \(shown this once, keep it\): (rf_\S+)\n$/.exec(
        stdout,
      )!;
    const row = (await rowOf(id!))!;
    expect(row).to.include({ name: 'فروشگاه', username, default_language: 'ru', is_active: true });
    expect(row.api_token_hash).to.equal(sha256(apiToken!));
    expect(row.telegram_bot_token_hash).to.equal(sha256(token));
    const owners = await fleet.database.query(
      'select telegram_id, role from bot_admins where bot_id = $1 order by 1',
      [id],
    );
    expect(owners).to.deep.equal([
      { telegram_id: '1001', role: 'owner' },
      { telegram_id: '1002', role: 'owner' },
    ]);
    expect(await jobsOf(id!)).to.deep.equal(['bot.publish', 'bot.connect']);
    expect(await fleet.everythingStored()).to.not.include(apiToken);
  });

  it('refuse to add what cannot be, naming the field', async () => {
    const there = await addBot('There already');
    const cases: [string[], RegExp][] = [
      [[], /--token is missing/],
      [['--token', newBot().token, '--language', 'de'], /--language must be fa, en or ru/],
      [['--token', '123456789:AAHxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'], /Telegram refused the token/],
      [['--token', there.token], /the fleet has this bot already/],
      [['--tokken', 'x'], /Unknown option '--tokken'/],
    ];
    const before = await fleet.database.query('select id from bots');
    const refused = await Promise.all(cases.map(([args]) => run('create-bot', args)));
    refused.forEach((result, at) => expectFault('create-bot', result, cases[at]![1]));
    expect(await fleet.database.query('select id from bots')).to.have.lengthOf(before.length);
    const again = await run('create-bot', ['--token', there.token, '--if-missing']);
    expect(again).to.include({ code: 0, stdout: 'The fleet has this bot already.\n' });
  });

  it('change a bot: name, off and on, a new token of the same bot', async () => {
    const { id, token } = await addBot('Shop');
    expect((await run('change-bot', ['--bot', id, '--name', 'Better shop'])).code).to.equal(0);
    expect(await rowOf(id)).to.include({ name: 'Better shop' });
    expect((await run('change-bot', ['--bot', id, '--deactivate'])).stdout).to.match(
      /is inactive; its rows are kept/,
    );
    expect(await rowOf(id)).to.include({ is_active: false });
    expect((await run('change-bot', ['--bot', id, '--activate'])).code).to.equal(0);
    expect(await rowOf(id)).to.include({ is_active: true });
    const before = (await rowOf(id))!.telegram_bot_token;
    expect((await run('change-bot', ['--bot', id, '--token', token])).code).to.equal(0);
    const after = (await rowOf(id))!;
    expect(after.telegram_bot_token).to.not.equal(before);
    expect(after.telegram_bot_token_hash).to.equal(sha256(token));
    expect(await jobsOf(id)).to.include.members(['bot.publish', 'bot.connect']);
  });

  it('refuse to change what cannot be, naming the field', async () => {
    const { id } = await addBot('Shop of faults');
    const cases: [string[], RegExp][] = [
      [[], /--bot must be the number of a bot/],
      [['--bot', '999999', '--activate'], /the fleet has no such bot/],
      [['--bot', id, '--activate', '--deactivate'], /say one change at a time/],
      [['--bot', id, '--token', newBot().token], /the new token belongs to another bot/],
      [['--bot', id, '--delete', '--confirm', 'Another'], /not the bot's name; nothing was deleted/],
    ];
    const before = await rowOf(id);
    const refused = await Promise.all(cases.map(([args]) => run('change-bot', args)));
    refused.forEach((result, at) => expectFault('change-bot', result, cases[at]![1]));
    expect(await rowOf(id)).to.deep.equal(before);
  });

  it('show and change the settings of one bot, all of a call or none', async () => {
    const [{ id }, other] = [await addBot('Shop with rules'), await addBot('Shop without')];
    const stored = async (bot: string) =>
      fleet.database.query(
        'select config_key, config_value from bot_configurations where bot_id = $1 order by config_key',
        [bot],
      );
    const change = (...args: string[]) => run('change-bot', ['--bot', id, ...args]);
    const wanted = ['rules_required=on', 'rules_text.en=Be <b>kind</b>.', 'offered_languages=en,ru'];
    const first = await change(...wanted.flatMap((text) => ['--set', text]), '--set', 'channel_required=on');
    expect(first).to.include({ code: 0, stderr: '' });
    expect(first.stdout).to.match(/^Bot \d+ has its new settings.*\nNote: .* no channel_id, so everybody/);
    await change('--set', 'rules_text.fa=مهربان باشید', '--unset', 'channel_required');
    const kept = [
      { config_key: 'offered_languages', config_value: ['en', 'ru'] },
      { config_key: 'rules_required', config_value: true },
      { config_key: 'rules_text', config_value: { en: 'Be <b>kind</b>.', fa: 'مهربان باشید' } },
    ];
    expect(await stored(id)).to.deep.equal(kept);
    expect((await change('--show')).stdout)
      .to.match(/rules_required\n.*\n.*\n {2}default {2}off\n {2}now {6}on\n/)
      .and.contain('now      fa: مهربان باشید\n           en: Be <b>kind</b>.\n');
    const cases: [string[], RegExp][] = [
      [['--set', 'rules_required=off', '--set', 'channel_id=shop'], /channel_id: must be @name or a number/],
      [['--set', 'rules_required=off', '--set', 'rules_text.ru=<b>x'], /rules_text: .*<b>/],
      [['--set', 'time_zone=Asia/Nowhere'], /time_zone: must be the name of a time zone/],
      [['--set', 'offered_languages=de'], /offered_languages: .*fa/],
      [['--set', 'colour=red'], /there is no setting colour; --show lists/],
      [['--set', 'trial_days=0'], /trial_days: .*>=1/],
      [['--set', 'connect_mode=custom_page'], /connect_mode: custom_page needs connect_page_url/],
      [['--set', 'welcome_text.en=\u200b'], /welcome_text: en: must have text that can be seen/],
      [['--show', '--unset', 'rules_text'], /say one change at a time/],
    ];
    const refused = await Promise.all(cases.map(([args]) => change(...args)));
    refused.forEach((result, at) => expectFault('change-bot', result, cases[at]![1]));
    for (const args of [['--show'], ['--set', 'rules_required=on']])
      expectFault('change-bot', await run('change-bot', ['--bot', '999999', ...args]), /no such bot/);
    expect(await stored(id)).to.deep.equal(kept);
    await change('--unset', 'rules_text.en', '--unset', 'rules_required', '--unset', 'offered_languages');
    await change('--unset', 'rules_text.fa');
    expect(await stored(id)).to.deep.equal([]);
    expect(await stored(other.id)).to.deep.equal([]);
    expect(await jobsOf(id)).to.include('bot.publish');
  });

  it('delete a bot with all its rows when its name is given, and take its webhook off', async () => {
    const { id, token } = await addBot('Shop to go');
    await fleet.database.query(
      `insert into users (bot_id, telegram_id, language, referral_code) values ($1, 5, 'fa', 'code5')`,
      [id],
    );
    const gone = await run('change-bot', ['--bot', id, '--delete', '--confirm', 'Shop to go']);
    expect(gone).to.include({ code: 0, stdout: `Bot ${id} and all its rows are gone.\n` });
    expect(await rowOf(id)).to.equal(undefined);
    expect(await fleet.database.query('select 1 from users where bot_id = $1', [id])).to.deep.equal([]);
    expect(
      fleet.telegram.calls().some((call) => call.token === token && call.method === 'deleteWebhook'),
    ).to.equal(true);
    expect(await jobsOf(id), 'its entry is struck out').to.deep.equal(['bot.publish']);
  });

  it('keep the master bot', async () => {
    const { id } = await addBot('Master');
    await fleet.database.query('update bots set is_master = true where id = $1', [id]);
    const refused = [['--deactivate'], ['--delete', '--confirm', 'Master']].map((args) =>
      run('change-bot', ['--bot', id, ...args]),
    );
    for (const result of await Promise.all(refused))
      expectFault('change-bot', result, /the master bot cannot be/);
  });

  it('list every bot with its state and people', async () => {
    const { id } = await addBot('Shop in the list');
    await fleet.database.query(
      `insert into users (bot_id, telegram_id, language, referral_code) select $1, n, 'fa', 'code' || n from generate_series(1, 3) n`,
      [id],
    );
    await fleet.database.query(`insert into bot_connections (bot_id, token_revoked_at) values ($1, now())`, [
      id,
    ]);
    const { code, stdout } = await run('list-bots', []);
    expect(code).to.equal(0);
    const line = stdout.split('\n').find((text) => text.startsWith(`${id} `));
    expect(line).to.match(/@\w+ +token revoked +3 people +Shop in the list$/);
    expect(stdout)
      .to.match(/ master /)
      .and.match(/ active /);
    const bots = await fleet.database.query('select 1 from bots');
    expect(stdout.trim().split('\n')).to.have.lengthOf(bots.length);
  });

  it('say what cannot be reached, in one line', async () => {
    const { token } = newBot();
    const unreachable = { TELEGRAM_API_ROOT: 'http://127.0.0.1:1' };
    expectFault(
      'create-bot',
      await run('create-bot', ['--token', token], unreachable),
      /Telegram.*cannot be reached/,
    );
    const elsewhere = { DATABASE_URL: 'postgres://nobody:secretpassword@127.0.0.1:1/none' };
    const result = await run('list-bots', [], elsewhere);
    expectFault('list-bots', result, /database/i);
    expect(result.stderr).to.not.include('secretpassword');
  });

  it('never print, log or store a Telegram token in clear', async () => {
    expect(tokens.length).to.be.above(8);
    const printed = results.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    const stored = await fleet.everythingStored();
    for (const token of tokens) {
      const secretPart = token.split(':')[1]!;
      expect(printed).to.not.include(secretPart);
      expect(stored).to.not.include(secretPart);
    }
  });
});
