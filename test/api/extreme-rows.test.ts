import { expect } from 'chai';
import type { Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';
import { ownerQuery } from '../support/database.js';
import { fillBot, idsOf, type FilledBot } from '../support/filled-bot.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

/*
 * However a number came into a bot's row, it must not stop the operator: every numeric column of every table of tenants is
 * given the largest and the smallest value that the database lets it have, then every endpoint is asked.
 */
interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: 'bigint' | 'integer' | 'numeric';
}

const numericColumns = `
  select c.table_name as table, c.column_name as column, c.data_type as type
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('bigint', 'integer', 'numeric')
    and c.is_generated = 'NEVER'
    and (c.table_name = 'bots' or exists (select 1 from information_schema.columns o
      where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'bot_id'))
    and not exists (select 1 from information_schema.key_column_usage k join information_schema.table_constraints s
      using (constraint_schema, constraint_name)
      where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = c.column_name
        and s.constraint_type in ('PRIMARY KEY', 'FOREIGN KEY'))
  order by 1, 2`;

const extremes = {
  bigint: { most: '9223372036854775807', least: '-9223372036854775808' },
  integer: { most: '2147483647', least: '-2147483648' },
  numeric: { most: '9e18', least: '-9e18' },
} as const;

/** Rows that the fleet works at by itself meanwhile, the id that the token is sealed for, and counters that rise by one. */
const left = /^(bot_connections|outbox|processed_updates)\.|^bots\.telegram_bot_id$|revision$/;

/** Puts the value into every column that may have it, one at a time; returns which have it. */
async function plant(botId: string, which: 'least' | 'most'): Promise<string[]> {
  const planted: string[] = [];
  const columns = await ownerQuery<Column>(numericColumns);
  for (const { table, column, type } of columns.filter((one) => !left.test(`${one.table}.${one.column}`))) {
    const own = table === 'bots' ? 'id' : 'bot_id';
    const update = `update "${table}" set "${column}" = $2 where ctid =
      (select ctid from "${table}" where "${own}" = $1 order by ctid desc limit 1) returning 1`;
    const changed = await ownerQuery(update, [botId, extremes[type][which]]).catch((error: unknown) => {
      // A check or key of the database, which is the better wall.
      expect(String(error)).to.match(/violates (check|foreign key)|out of range|field overflow/);
      return [];
    });
    if (changed.length) planted.push(`${table}.${column}`);
  }
  return planted;
}

const list = Object.entries(endpoints) as [string, Endpoint][];

describe('a bot with numbers beyond all bounds', () => {
  let api: AdminApi;
  const filled: FilledBot[] = [];
  before(async () => {
    // Filled before anybody works: a worker would connect a bot beside the factory.
    api = await openAdminApi({ works: false });
    for (let n = 0; n < 7; n += 1) filled.push(await fillBot(api));
    api.side.start();
  });
  const nextBot = (): FilledBot => filled.pop() as FilledBot;
  after(() => api.close());

  /** Asks one endpoint about each thing that its lists show. */
  async function ask(
    [name, { method, path }]: [string, Endpoint],
    bot: FilledBot,
    ids: Record<string, string[]>,
  ) {
    const last = /\{(\w+)\}[^{]*$/.exec(path)?.[1] ?? 'bot_id';
    const answers = [];
    for (const value of last === 'bot_id' ? [bot.botId] : (ids[last] ?? ['1'])) {
      const at = path.replace('{bot_id}', bot.botId).replace(`{${last}}`, value);
      answers.push({ what: `${name} ${at}`, ...(await api.call(method, at)) });
    }
    return answers;
  }

  for (const which of ['most', 'least'] as const)
    it(`is read by every endpoint, in lists and totals too (${which})`, async function () {
      this.timeout(60_000);
      const bot = nextBot();
      const planted = await plant(bot.botId, which);
      expect(planted.length).to.be.above(which === 'most' ? 30 : 5);
      if (which === 'most')
        expect(planted).to.include.members(['bots.traffic_sold_bytes', 'users.balance_toman']);
      const reads = list.filter(([, { method }]) => method === 'GET');
      const ids = await idsOf(
        api,
        reads.map(([, one]) => one),
        bot.botId,
      );
      for (const one of reads) {
        if (['jobs.get', 'pages.version', 'tickets.message-file'].includes(one[0])) continue;
        for (const { what, status, body } of await ask(one, bot, ids)) {
          // An id that is none of Telegram's is shown, but is the address of nobody.
          const isNobody = /admins\/-?\d{17,}$/.test(what);
          // Of people who are no partners, nothing is shown.
          const isNoPartner =
            /^partners\.(get|transactions) /.test(what) && body?.code === 'resource.unknown';
          const good = isNobody || isNoPartner ? 404 : body?.code === 'payment.not_card' ? 409 : 200;
          expect([what, status], JSON.stringify(body).slice(0, 500)).to.deep.equal([what, good]);
        }
      }
      const { body } = await api.call('GET', '/bots?limit=200&sort=-id');
      expect(body.items.map(({ id }: { id: string }) => id)).to.include(bot.botId);
    });

  it('is walked past in lists that are sorted by such a number', async () => {
    const bots = [nextBot(), nextBot(), nextBot()];
    for (const [n, { botId }] of bots.entries())
      await ownerQuery('update bots set wallet_balance_toman = $2 where id = $1', [
        botId,
        9_007_199_254_740_993n + BigInt(n),
      ]);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await api.call('GET', `/bots?limit=1&sort=-wallet_balance_toman${cursor}`);
      expect(status).to.equal(200);
      seen.push(body.items[0].id);
      if (body.next_cursor === null || seen.length > 500) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(new Set(seen).size, 'no bot twice').to.equal(seen.length);
    expect(seen).to.include.members(bots.map(({ botId }) => botId));
  });

  it('is switched off and on, changed, given new tokens and deleted', async function () {
    this.timeout(60_000);
    const bot = nextBot();
    await plant(bot.botId, 'most');
    const path = `/bots/${bot.botId}`;
    const done = async (method: string, at: string, body?: unknown) => {
      const answer = await api.call(method, at, body === undefined ? {} : { body });
      expect(answer.status, `${method} ${at}: ${JSON.stringify(answer.body).slice(0, 300)}`).to.be.below(300);
      return answer.body;
    };
    expect((await done('POST', `${path}/deactivate`)).is_active).to.equal(false);
    expect((await done('POST', `${path}/activate`)).is_active).to.equal(true);
    await done('PUT', path, { billing_model: 'none', traffic_rate_toman: 5 });
    await done('POST', `${path}/rotate-token`);
    await done('POST', `${path}/test`);
    await done('PUT', `${path}/telegram-token`, { telegram_token: bot.token, force: true });
    await done('GET', `${path}/wallet`);
    const { name } = await done('GET', path);
    await done('DELETE', `${path}?confirm=${encodeURIComponent(name)}`);
  });

  it('has no write that ends as a fault of ours', async function () {
    this.timeout(120_000);
    const bot = nextBot();
    await plant(bot.botId, 'most');
    const ids = await idsOf(
      api,
      list.map(([, one]) => one),
      bot.botId,
    );
    const bodies: Readonly<Record<string, unknown>> = {
      'subscriptions.extend': { days: 1, reason: 'a gift' },
      'users.credit': { amount_toman: 1, reason: 'a gift' },
      'users.debit': { amount_toman: 1, reason: 'a debt' },
      'wallet.adjust': { amount_toman: 1, reason: 'a gift' },
      'wallet.top-up': { amount_toman: 1, reason: 'a gift' },
      'payments.settle': { reason: 'a gift' },
      'payments.approve': {},
      'payments.reject': { reason: 'unreadable' },
      'personal-offer-templates.update': { open_hours: 5 },
      'plans.create': { name: 'One more', period_days: 30, price_toman: 5 },
      'plans.update': { name: 'Another name' },
      'promo-groups.create': { name: 'One more' },
      'promo-groups.update': { spent_toman: 5 },
      'cards.update': { card_holder_name: 'Somebody' },
      'subscriptions.update': { device_limit: 2 },
      'users.update': { language: 'en' },
      'bot-admins.update': { role: 'admin' },
    };
    const others = ['bots.delete', 'bots.create', 'users.delete'];
    for (const [name, endpoint] of list) {
      if (endpoint.method === 'GET' || others.includes(name)) continue;
      const last = /\{(\w+)\}[^{]*$/.exec(endpoint.path)?.[1] ?? 'bot_id';
      for (const value of last === 'bot_id' ? [bot.botId] : (ids[last] ?? ['1']).slice(0, 3)) {
        const at = endpoint.path.replace('{bot_id}', bot.botId).replace(`{${last}}`, value);
        const body = bodies[name];
        const answer = await api.call(endpoint.method, at, body === undefined ? {} : { body });
        expect(answer.status, `${name} ${at}: ${JSON.stringify(answer.body)}`).to.be.below(500);
      }
    }
  });
});
