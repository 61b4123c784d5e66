import { expect } from 'chai';
import pg from 'pg';
import { openVault } from '#platform/secrets.js';
import { fingerprintOf, openNumber, sealNumber } from '#services/cards/seal-number.js';
import { openRequisites, sealRequisites } from '#services/partners/seal-requisites.js';
import { openSecret, sealSecret } from '#services/settings/values.js';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { openFleet, type TestFleet } from '../../support/processes/fleet.js';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';
import { waitFor } from '../../support/wait-for.js';

const next = 'the secret that is to come, also long enough';

interface Row {
  telegram_bot_id: string;
  telegram_bot_token: string;
}

describe('the rotation of APP_SECRET', function () {
  this.timeout(120_000);
  let fleet: ScriptFleet;
  const tokens = new Map<string, string>();

  beforeEach(async () => {
    fleet = await openScriptFleet();
    tokens.clear();
    const vault = openVault(fleet.appSecret);
    for (let number = 1; number <= 3; number += 1) {
      const telegramId = String(100_000_000 + number);
      const token = `${telegramId}:${'secret'.repeat(5)}${number}abcd`;
      tokens.set(telegramId, token);
      await fleet.database.query(
        `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id)
         values ('Shop', $1, encode(sha256($2), 'hex'), $3)`,
        [vault.encrypt(token, telegramId), Buffer.from(token), telegramId],
      );
    }
  });
  afterEach(() => fleet.close());

  /** The secret setting of the first bot, in clear. */
  async function secretSetting(secret: string): Promise<string | null> {
    const [row] = await fleet.database.query<{ bot_id: string; config_value: unknown }>(
      `select bot_id, config_value from bot_configurations where config_key = 'heleket_api_key'`,
    );
    const place = { botId: row!.bot_id, key: 'heleket_api_key', stored: row!.config_value } as const;
    return openSecret(openVault(secret), place);
  }

  it('seals the secret settings too, and says when one cannot be opened', async () => {
    const [bot] = await fleet.database.query<{ id: string }>('select id from bots order by id limit 1');
    const place = { botId: bot!.id, key: 'heleket_api_key' } as const;
    const store = (secret: string) =>
      fleet.database.query(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'heleket_api_key', $2)
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
        [bot!.id, JSON.stringify(sealSecret(openVault(secret), { ...place, plain: 'a gateway key' }))],
      );
    await store(fleet.appSecret);
    expect((await rotate()).stdout).to.match(/^3 tokens and 1 secret settings are now sealed/);
    expect(await secretSetting(next)).to.equal('a gateway key');
    expect((await rotate()).code, 'a second time').to.equal(0);
    expect(await secretSetting(next)).to.equal('a gateway key');
    await store('a secret that nobody knows any more, long');
    const refused = await rotate();
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(/heleket_api_key of bot \d+ is sealed under neither/);
  });

  it('seals the requisites of payouts too, and says when they cannot be opened', async () => {
    const [bot] = await fleet.database.query<{ id: string }>('select id from bots order by id limit 1');
    const botId = bot!.id;
    await fleet.database.query(
      `with person as (insert into users (bot_id, telegram_id, language, referral_code) values ($1, 5, 'fa', 'refcode1')
         returning id),
       partner as (insert into partners (bot_id, user_id, state) select $1, id, 'accepted' from person returning user_id)
       insert into partner_payouts (bot_id, user_id, amount_toman, requisites_tail, state)
       select $1, user_id, 5000, '2345', 'approved' from partner`,
      [botId],
    );
    const [payout] = await fleet.database.query<{ id: string }>('select id from partner_payouts');
    const place = { botId, payoutId: payout!.id };
    const store = (secret: string) =>
      fleet.database.query('update partner_payouts set requisites_sealed = $1', [
        sealRequisites(openVault(secret), { ...place, requisites: '6037 9975 9981 2345' }),
      ]);
    const read = async () => {
      const [row] = await fleet.database.query<{ sealed: string }>(
        'select requisites_sealed as sealed from partner_payouts',
      );
      return openRequisites(openVault(next), { ...place, sealed: row!.sealed });
    };
    await store(fleet.appSecret);
    expect((await rotate()).stdout).to.match(/^3 tokens and 1 requisites of payouts are now sealed/);
    expect(await read()).to.equal('6037 9975 9981 2345');
    expect((await rotate()).code, 'a second time').to.equal(0);
    expect(await read()).to.equal('6037 9975 9981 2345');
    await store('a secret that nobody knows any more, long');
    expect((await rotate()).stderr).to.match(/requisites of payout \d+ of bot \d+ are sealed under neither/);
  });

  it('seals the bank cards too, those that lay open as well, and says when one cannot be opened', async () => {
    const [bot] = await fleet.database.query<{ id: string }>('select id from bots order by id limit 1');
    const botId = bot!.id;
    const numbers = ['6219861034529007', '5022291012345672'];
    await fleet.database.query(
      `insert into tenant_payment_cards (bot_id, card_number, card_holder_name)
       select $1, number, 'Sara' from unnest($2::text[]) as number`,
      [botId, numbers],
    );
    const cards = () =>
      fleet.database.query<Record<string, string>>('select * from tenant_payment_cards order by id');
    const store = async (secret: string) => {
      const { id: cardId } = (await cards())[0]!;
      const sealed = sealNumber(openVault(secret), { botId, cardId: cardId!, number: numbers[0]! });
      await fleet.database.query(
        `update tenant_payment_cards set card_number = null, card_number_sealed = $2, card_number_last_four = $3,
           card_number_fingerprint = $4 where id = $1`,
        [cardId, sealed.cardNumberSealed, sealed.cardNumberLastFour, sealed.cardNumberFingerprint],
      );
    };
    await store(fleet.appSecret);
    // As a process of the version before may write it: the first once more, in clear.
    await fleet.database.query(
      `insert into tenant_payment_cards (bot_id, card_number, card_holder_name) values ($1, $2, 'Twice')`,
      [botId, numbers[0]],
    );
    expect((await rotate()).stdout).to.match(/^3 tokens and 3 bank cards are now sealed/m);
    const vault = openVault(next);
    const [twin] = (await cards()).filter((row) => row.deleted_at !== null);
    expect(twin).to.deep.include({ card_holder_name: 'Twice', is_active: false, card_number: null });
    const shown = (await cards())
      .filter((row) => row.deleted_at === null)
      .map((row) => [
        openNumber(vault, {
          id: row.id!,
          botId,
          cardNumber: null,
          cardNumberSealed: row.card_number_sealed!,
        }),
        row.card_number,
        row.card_number_fingerprint,
      ]);
    expect(shown).to.deep.equal(numbers.map((number) => [number, null, fingerprintOf(vault, botId, number)]));
    const sealed = await cards();
    expect((await rotate()).code, 'a second time').to.equal(0);
    expect(await cards()).to.deep.equal(sealed);
    await store('a secret that nobody knows any more, long');
    const refused = await rotate();
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(/card \d+ of bot \d+, which ends in 9007, is sealed under neither/);
    expect(refused.stderr).to.not.include(numbers[0]);
  });

  const rotate = (env: Record<string, string> = { NEW_APP_SECRET: next }) =>
    fleet.run('rotate-app-secret', [], env);
  const rows = () =>
    fleet.database.query<Row>('select telegram_bot_id, telegram_bot_token from bots order by id');
  async function opened(secret: string): Promise<Map<string, string>> {
    const vault = openVault(secret);
    const all = await rows();
    return new Map(
      all.map((row) => [row.telegram_bot_id, vault.decrypt(row.telegram_bot_token, row.telegram_bot_id)]),
    );
  }

  it('seals every token under the new secret, shows the bots anew, and does no harm a second time', async () => {
    const first = await rotate();
    expect(first).to.include({ code: 0, stderr: '' });
    expect(first.stdout).to.equal(
      '3 tokens are now sealed under the new secret. Start the fleet with APP_SECRET set to it.\n',
    );
    expect(await opened(next)).to.deep.equal(tokens);
    const published = await fleet.database.query(`select 1 from outbox where job_name = 'bot.publish'`);
    expect(published).to.have.lengthOf(3);
    const sealed = await rows();
    const second = await rotate();
    expect(second.stdout).to.match(/^0 tokens are now sealed under the new secret, 3 were before\./);
    expect(await rows()).to.deep.equal(sealed);
    const back = await rotate({ APP_SECRET: next, NEW_APP_SECRET: fleet.appSecret });
    expect(back.code).to.equal(0);
    expect(await opened(fleet.appSecret)).to.deep.equal(tokens);
    for (const { stdout, stderr } of [first, second, back])
      expect(stdout + stderr).to.not.include('secretsecret');
  });

  it('changes nothing when a secret is wrong, and says which in one line', async () => {
    const before = await rows();
    const cases: [Record<string, string>, RegExp][] = [
      [{}, /NEW_APP_SECRET must have at least 32 characters/],
      [{ NEW_APP_SECRET: 'short' }, /NEW_APP_SECRET must have at least 32 characters/],
      [{ NEW_APP_SECRET: fleet.appSecret }, /NEW_APP_SECRET is the present APP_SECRET/],
      [
        { NEW_APP_SECRET: next, APP_SECRET: 'quite another secret, long enough too' },
        /the token of bot \d+ is sealed under neither APP_SECRET nor NEW_APP_SECRET.*Nothing was changed/,
      ],
    ];
    const results = await Promise.all(cases.map(([env]) => rotate(env)));
    results.forEach((result, at) => {
      expect(result.stderr)
        .to.match(cases[at]![1])
        .and.match(/^rotate-app-secret: [^\n]+\n$/);
      expect(result).to.include({ code: 1, stdout: '' });
    });
    expect(await rows()).to.deep.equal(before);
  });

  it('changes all tokens or none when it is killed in the middle', async () => {
    const before = await rows();
    // Holds it up after the tokens were written and before the commit: the secret settings come after them.
    const blocker = new pg.Client({ connectionString: fleet.database.url });
    await blocker.connect();
    await blocker.query('begin; lock table bot_configurations in access exclusive mode');
    const doomed = fleet.start('rotate-app-secret', [], { NEW_APP_SECRET: next });
    const isHeldUp = () =>
      fleet.database.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
    await waitFor(async () => (await isHeldUp()).length > 0, {
      timeoutMs: 60_000,
      what: 'a rotation half-way',
    });
    doomed.kill();
    expect((await doomed.ended).code).to.equal(null);
    await blocker.query('rollback');
    await blocker.end();
    const isAlone = () =>
      fleet.database.query(
        `select 1 from pg_stat_activity where application_name = 'remnafleet rotate-app-secret' and datname = current_database()`,
      );
    await waitFor(async () => (await isAlone()).length === 0, {
      timeoutMs: 20_000,
      what: 'its connection ended',
    });
    expect(await rows()).to.deep.equal(before);
    expect((await rotate()).code).to.equal(0);
    expect(await opened(next)).to.deep.equal(tokens);
  });
});

describe('the rotation of APP_SECRET beside a fleet', function () {
  this.timeout(180_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  afterEach(async () => {
    await fleet.close();
    await telegram.close();
  });

  it('is refused while workers are connected, and after it the fleet answers under the new secret', async () => {
    telegram = await startTelegram();
    const bot = telegram.addBot({ firstName: 'Shop' });
    fleet = await openFleet({
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: 'polling',
      BOT_TOKEN: bot.token,
      NEW_APP_SECRET: next,
    });
    const running = await fleet.start();
    const answers = async (name: string) => {
      const person = telegram.person({ firstName: name, languageCode: 'fa' });
      telegram.send(bot.token, person, '/start');
      const isAnswered = () => telegram.chat(bot.token, person.id).some((message) => message.buttons.length);
      await waitFor(isAnswered, { timeoutMs: 30_000, what: `an answer to ${name}` });
    };
    await answers('Sara');
    const refused = await fleet.script('rotate-app-secret', []);
    expect(refused.output).to.match(
      /the fleet is running \(its workers are connected\); stop all its processes first/,
    );
    expect(refused.code).to.equal(1);
    await answers('Reza');
    expect(await running.stop()).to.equal(0);
    const done = await fleet.script('rotate-app-secret', []);
    expect(done.output).to.match(/^1 tokens are now sealed/m);
    await fleet.start({ APP_SECRET: next });
    await answers('Omid');
  });
});
