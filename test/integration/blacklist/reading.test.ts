import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { hourMs } from '#platform/units.js';
import { openVault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { enqueueDueLists } from '#services/blacklist/enqueue-due.js';
import { readBlacklist } from '#services/blacklist/read-list.js';
import { changeSettings } from '#services/settings/change-settings.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';

const vault = openVault('an app secret for tests only, 32+ characters');

describe('the reading of a black list', () => {
  let server: Server;
  let address: string;
  let said: { status: number; body: string; etag?: string; location?: string };
  let asked: IncomingHttpHeaders[] = [];
  let tenant: Tenant;
  /** What happens while the address is asked. */
  let meanwhile: (() => Promise<unknown>) | undefined;
  before(async () => {
    useJobs(undefined);
    server = createServer((request, response) => {
      asked.push(request.headers);
      const { etag, location } = said;
      const answer = (): void => {
        if (etag && request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
        response
          .writeHead(said.status, { ...(etag && { etag }), ...(location && { location }) })
          .end(said.body);
      };
      if (meanwhile) void meanwhile().then(answer);
      else answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.txt?key=secret`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    said = { status: 200, body: '77, @Bad_Man, sold it on\n' };
    ({ tenant } = await buildBot());
    await set({ blacklist_enabled: true, blacklist_url: address });
    asked = [];
    meanwhile = undefined;
  });

  const set = (values: Readonly<Record<string, unknown>>) =>
    changeSettings(
      tenant,
      Object.entries(values).map(([key, put]) => ({ key, put })),
      { actor: operator, vault },
    );
  const read = (mayCallPrivate = true) => readBlacklist(tenant, { mayCallPrivate });
  const entries = async () =>
    (
      await ownerQuery<{ telegram_id: string | null; username: string | null; reason: string | null }>(
        'select telegram_id::text, username, reason from blacklist_entries where bot_id = $1 order by blacklist_entries.telegram_id, username',
        [tenant.botId],
      )
    ).map(({ telegram_id: id, username, reason }) => [id, username, reason]);
  const standing = async () =>
    (
      await ownerQuery<{ fault: string | null; entry_count: number; read_at: Date | null; next_at: Date }>(
        'select fault, entry_count, read_at, next_at from blacklists where bot_id = $1',
        [tenant.botId],
      )
    )[0];
  const told = async () =>
    (
      await ownerQuery<{ payload: { about: object } }>(
        `select payload from outbox where bot_id = $1 and job_name = 'notice.send' and payload ->> 'kind' = 'blacklist_broken'`,
        [tenant.botId],
      )
    ).map(({ payload }) => payload.about);

  it('takes ids, names and reasons as people write them, and passes over what names nobody', async () => {
    said.body = [
      ...[
        '\ufeff# our list',
        '// notes',
        '',
        '10000001, @Bad_Man, sold it on',
        '10000002 @other -- chargeback',
      ],
      ...[
        '10000003;resold',
        '10000004',
        '@only_name, spam',
        '#@hash_name spam',
        '10000005 #@both_names, перепродажа',
      ],
      ...[
        '۱۰۰۰۰۰۰۶، فروش مجدد',
        '10000001, @again, named twice',
        'Contact @admin to get off',
        '12, too short',
        '00000, nobody',
        '0010000007, nobody either',
      ],
    ].join('\r\n');
    await read();
    expect(await entries()).to.deep.equal([
      ['10000001', 'bad_man', 'sold it on'],
      ['10000002', 'other', 'chargeback'],
      ['10000003', null, 'resold'],
      ['10000004', null, null],
      ['10000005', 'both_names', 'перепродажа'],
      ['10000006', null, 'فروش مجدد'],
      [null, 'hash_name', 'spam'],
      [null, 'only_name', 'spam'],
    ]);
  });

  it('asks with the mark of the version that it has, and changes nothing where that is the same', async () => {
    said.etag = '"one"';
    said.body = '10000001, bad\n';
    await read();
    await read();
    expect(asked.map((headers) => headers['if-none-match'])).to.deep.equal([undefined, '"one"']);
    expect(await entries()).to.have.length(1);
    await set({ blacklist_url: `${address}&other=1` });
    await read();
    expect(asked.at(-1)?.['if-none-match']).to.equal(undefined);
  });

  it('replaces the list whole, and leaves what stays as it is', async () => {
    said.body = '10000001, bad\n10000002, worse\n@name_one\n';
    await read();
    const ids = () =>
      ownerQuery<{ id: string; telegram_id: string | null }>(
        'select id::text, telegram_id::text from blacklist_entries where bot_id = $1 and telegram_id = 10000002',
        [tenant.botId],
      );
    const [before] = await ids();
    said.body = '10000002, worse than ever\n10000003\n@name_two\n';
    await read();
    expect((await entries()).map(([id, name]) => id ?? name)).to.deep.equal([
      '10000002',
      '10000003',
      'name_two',
    ]);
    expect(await ids()).to.deep.equal([before]);
  });

  const broken: [string, Partial<typeof said>, string][] = [
    ['nothing', { body: '' }, 'empty'],
    ['blank lines and comments', { body: '\n\n# soon\n' }, 'empty'],
    ['a page', { body: '<html>\n<body>\nPlease sign in\n</body>\n</html>' }, 'garbled'],
    ['a page with a name in it', { body: '<html>\n<body>\n@admin\n</body>' }, 'garbled'],
    ['404', { status: 404, body: '10000001' }, 'status 404'],
    ['500', { status: 500, body: '' }, 'status 500'],
    ['another address', { status: 302, body: '', location: 'http://127.0.0.1:1/' }, 'away'],
    ['more than 4 MB', { body: '10000001, bad\n'.repeat(400_000) }, 'away'],
    [
      'more people than a list may have',
      { body: Array.from({ length: 50_001 }, (_, at) => 10_000_000 + at).join('\n') },
      'long',
    ],
  ];
  for (const [what, answer, fault] of broken)
    it(`keeps the list when ${what} comes back, tells the admins once, and asks again in an hour`, async () => {
      said.body = '10000001, bad\n';
      await read();
      said = { ...said, ...answer };
      await read();
      await read();
      expect(await entries()).to.have.length(1);
      const row = (await standing())!;
      expect(row.fault).to.equal(fault);
      expect(row.next_at.getTime() - Date.now()).to.be.within(hourMs - 60_000, hourMs + 60_000);
      expect(await told()).to.have.length(1);
      expect(JSON.stringify(await told())).to.not.contain('secret');
      said = { status: 200, body: '10000002\n' };
      await read();
      expect(await entries()).to.deep.equal([['10000002', null, null]]);
      expect((await standing())!.fault).to.equal(null);
    });

  it('never goes into a private network, and never asks while a transaction is open', async () => {
    await read(false);
    expect(asked).to.have.length(0);
    expect((await standing())!.fault).to.equal('private');
    expect(await told()).to.have.length(1);
  });

  it('counts of two readings at once the one that was asked first, and doubles nobody', async () => {
    said.body = '10000001\n10000002\n@name_one\n';
    await Promise.all([read(), read(), read()]);
    expect(await entries()).to.have.length(3);
  });

  for (const [what, values] of [
    ['off', { blacklist_enabled: false }],
    ['to another address', { blacklist_url: 'https://lists.example/other.txt' }],
  ] as const)
    it(`takes nothing over when the list is switched ${what} while it is asked for`, async () => {
      said.body = '10000001\n';
      meanwhile = () => set(values);
      await read();
      expect(asked).to.have.length(1);
      expect(await entries()).to.have.length(0);
      expect(await standing()).to.equal(undefined);
    });

  it('is due when it was never read, and when its time has come; switching it off empties it', async () => {
    await ownerQuery('delete from outbox where bot_id = $1', [tenant.botId]);
    const due = async () => {
      await enqueueDueLists();
      const rows = await ownerQuery(
        `delete from outbox where bot_id = $1 and job_name = 'blacklist.read' returning 1`,
        [tenant.botId],
      );
      return rows.length;
    };
    expect(await due()).to.equal(1);
    said.body = '10000001\n';
    await read();
    expect(await due()).to.equal(0);
    await ownerQuery(`update blacklists set next_at = now() - interval '1 minute' where bot_id = $1`, [
      tenant.botId,
    ]);
    expect(await due()).to.equal(1);
    await set({ blacklist_enabled: false });
    await read();
    expect(await entries()).to.have.length(0);
    expect(await standing()).to.equal(undefined);
    expect(await due()).to.equal(1);
  });
});
