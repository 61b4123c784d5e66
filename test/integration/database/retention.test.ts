import { expect } from 'chai';
import { operator } from '#services/access/actor.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { claimNotice } from '#services/notices/claim-notice.js';
import { listSettings } from '#services/settings/list-settings.js';
import type { Tenant } from '#tenancy/scope.js';
import { cleanUpHandler } from '../../../src/workers/handlers/fleet-clean-up.js';
import { buildBot } from '../../factories/bot.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';

describe('the clean-up of history', () => {
  let side: WorkerSide;
  let tenant: Tenant;
  let other: Tenant;
  before(async () => {
    side = await openWorkerSide();
  });
  after(() => side.close());
  beforeEach(async () => {
    [tenant, other] = [(await buildBot()).tenant, (await buildBot()).tenant];
  });

  const cleanUp = () => cleanUpHandler(side).run(undefined, {}, undefined as never);
  const countOf = async (table: string, where = 'true', { botId } = tenant): Promise<number> => {
    const sql = `select count(*)::int as n from ${table} where bot_id = $1 and ${where}`;
    return (await ownerQuery<{ n: number }>(sql, [botId]))[0]!.n;
  };
  const audit = (rows: number, kind: string, at = 'now()', { botId } = tenant) =>
    ownerQuery(
      `insert into audit_log (bot_id, actor_kind, action, created_at) select $1, $2, 'x', ${at} from generate_series(1, $3)`,
      [botId, kind, rows],
    );

  it('keeps 400 days, and of one bot its newest 20,000 entries of the audit log with all of the operator', async function () {
    this.timeout(30_000);
    await audit(3, 'master', `now() - interval '401 days'`);
    await audit(5, 'master', `now() - interval '300 days'`);
    await audit(20_100, 'token');
    await audit(3, 'token', 'now()', other);
    await audit(2, 'token', `now() - interval '401 days'`, other);
    const [newest] = await ownerQuery<{ id: string }>(
      'select max(id) as id from audit_log where bot_id = $1',
      [tenant.botId],
    );
    await cleanUp();
    expect(await countOf('audit_log', `actor_kind = 'master'`)).to.equal(5);
    expect(await countOf('audit_log', `actor_kind = 'token'`)).to.equal(20_000);
    expect(await countOf('audit_log', `id = ${newest!.id}`)).to.equal(1);
    expect(await countOf('audit_log', 'true', other)).to.equal(3);
  });

  it('keeps of the changes of settings of one bot the newest 5,000 and 16 MB', async function () {
    this.timeout(30_000);
    const insert = (rows: number, bytes: number) =>
      ownerQuery(
        `insert into bot_setting_changes (bot_id, kind, key, value_after, actor_kind)
         select $1, 'setting', 'rules_text', to_jsonb((select string_agg(md5(random()::text || n || m), '') from generate_series(1, $3) m)), 'token'
         from generate_series(1, $2) n`,
        [tenant.botId, rows, Math.ceil(bytes / 32)],
      );
    await insert(5_100, 32);
    await cleanUp();
    expect(await countOf('bot_setting_changes')).to.equal(5_000);
    await insert(400, 64_000);
    await cleanUp();
    expect(await countOf('bot_setting_changes')).to.be.within(200, 270);
  });

  it('still tells how the settings were since the first change that is kept', async () => {
    const means = { actor: operator, vault: side.vault };
    const set = async (changes: Parameters<typeof changeSettings>[1]) => {
      await changeSettings(tenant, changes, means);
      const [row] = await ownerQuery<{ at: Date }>(
        'select max(created_at) as at from bot_setting_changes where bot_id = $1',
        [tenant.botId],
      );
      return row!.at;
    };
    await set([{ key: 'trial_days', put: 2 }]);
    const first = await set([{ key: 'trial_days', put: 3 }]);
    await set([{ key: 'trial_days', put: 5 }]);
    await set([{ key: 'trial_days', put: 6 }]);
    const valueAt = async (at: Date) =>
      tenant.db(async (tx) => (await listSettings(tenant, tx, at)).find(({ key }) => key === 'trial_days'));
    await ownerQuery(
      `delete from bot_setting_changes where bot_id = $1 and id in
         (select id from bot_setting_changes where bot_id = $1 order by id limit 2)`,
      [tenant.botId],
    );
    expect(await valueAt(first), 'by what the change after it says was before').to.include({
      value: 3,
      isSet: true,
    });
    await ownerQuery('delete from bot_setting_changes where bot_id = $1', [tenant.botId]);
    expect(await valueAt(first), 'by what is now').to.include({ value: 6, isSet: true });
  });

  it('drops answers of requests beyond 16 MB of one bot, and keeps the requests themselves two days', async () => {
    const claim = (rows: number, bytes: number, at = 'clock_timestamp()') =>
      ownerQuery(
        `insert into admin_requests (bot_id, caller, request_key, fingerprint, sealed_answer, created_at)
         select $1, 'token', 'job:' || gen_random_uuid(), 'x',
           (select string_agg(md5(random()::text || n || m), '') from generate_series(1, $3) m), ${at}
         from generate_series(1, $2) n`,
        [tenant.botId, rows, Math.ceil(bytes / 32)],
      );
    await claim(2, 100, `now() - interval '49 hours'`);
    await claim(300, 96_000);
    await cleanUp();
    expect(await countOf('admin_requests')).to.equal(300);
    expect(await countOf('admin_requests', 'sealed_answer is not null')).to.be.within(150, 180);
  });

  it('removes payments that came to nothing a year ago, and none of which money came', async () => {
    const { id: userId } = await buildUser(tenant);
    for (const [table, method] of [
      ['gateway_payments', ', gateway'],
      ['zarinpal_payments', ''],
    ] as const) {
      const insert = (status: string, age: string, credited: number | null = null) =>
        ownerQuery(
          `insert into ${table} (bot_id, user_id, amount_toman, status, created_at, credited_toman${method})
           values ($1, $2, 5, $3, now() - $4::interval, $5${method && ", 'bridge'"})`,
          [tenant.botId, userId, status, age, credited],
        );
      for (const status of ['failed', 'cancelled', 'expired']) {
        await insert(status, '366 days');
        await insert(status, '364 days');
        await insert(status, '366 days', 5);
      }
      for (const status of ['pending', 'held', 'paid', 'refunded']) await insert(status, '366 days');
      await cleanUp();
      expect(await countOf(table, `status in ('failed', 'cancelled', 'expired')`), table).to.equal(6);
      expect(await countOf(table), table).to.equal(10);
    }
  });

  it('removes tokens that ended 90 days ago, and no others', async () => {
    const token = (revoked: string, expires: string) =>
      ownerQuery(
        `insert into api_tokens (bot_id, name, token_hash, scope, revoked_at, expires_at)
         values ($1, 'x', encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 'read', ${revoked}, ${expires})`,
        [tenant.botId],
      );
    await token(`now() - interval '91 days'`, 'null');
    await token('null', `now() - interval '91 days'`);
    await token(`now() - interval '91 days'`, `now() + interval '1 day'`);
    await token(`now() - interval '1 day'`, 'null');
    await token('null', 'null');
    await cleanUp();
    expect(await countOf('api_tokens')).to.equal(2);
  });

  it('removes marks of notices when they may be told again, and differences of money 400 days after they were gone', async () => {
    const mark = (about: string, until: string) =>
      ownerQuery(
        `insert into notice_marks (bot_id, kind, about, until) values ($1, 'wallet_low', $2, ${until})`,
        [tenant.botId, about],
      );
    await mark('over', `now() - interval '2 hours'`);
    await mark('just over', `now() - interval '30 minutes'`);
    await mark('stands', `now() + interval '30 days'`);
    const differ = (row: number, gone: string) =>
      ownerQuery(
        `insert into money_differences (bot_id, kind, row_id, expected, found, seen_at, gone_at)
         values ($1, 'balance', $2, '1', '2', now() - interval '500 days', ${gone})`,
        [tenant.botId, row],
      );
    await differ(1, `now() - interval '401 days'`);
    await differ(2, `now() - interval '399 days'`);
    await differ(3, 'null');
    await cleanUp();
    expect(await countOf('notice_marks')).to.equal(2);
    expect(await countOf('money_differences', 'row_id in (2, 3)')).to.equal(2);
    expect(await countOf('money_differences')).to.equal(2);
  });

  it('keeps no mark of a notice for ever', async () => {
    await tenant.db((tx) => claimNotice(tenant, tx, { kind: 'order_refunded', about: '1', again: 'never' }));
    expect(await countOf('notice_marks', `until < now() + interval '401 days'`)).to.equal(1);
  });

  it('walks over all conversations, page by page, and removes those with which nobody went on for 7 days', async function () {
    this.timeout(60_000);
    const talk = (chats: readonly [number, number], age: string, data = '{}') =>
      ownerQuery(
        `insert into conversations (bot_id, chat_id, state, data, updated_at)
         select $1, n, 'registration.rules', $4, now() - $5::interval from generate_series($2::bigint, $3) n`,
        [tenant.botId, ...chats, data, age],
      );
    await talk([1, 11_000], '8 days');
    await talk([20_001, 20_010], '6 days');
    await talk([-5, -5], '900 days', '{"moved_to": "-1007"}');
    // Where the walk stands is a matter of the clean-ups before: two whole rounds pass every row.
    for (let run = 0; run < 6; run += 1) await cleanUp();
    expect(await countOf('conversations')).to.equal(11);
    expect(await countOf('conversations', 'chat_id between 20001 and 20010')).to.equal(10);
  });
});
