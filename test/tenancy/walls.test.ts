import { expect } from 'chai';
import type { Job } from 'bullmq';
import { z } from 'zod';
import { catalog } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import type { JobData } from '#jobs/job-data.js';
import { OutboxJob } from '../support/models/outbox-job.js';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { asFleet, TenantScopeError, type Tenant } from '#tenancy/scope.js';
import type { HandlerTable } from '../../src/workers/handlers/index.js';
import { runJob } from '../../src/workers/run-job.js';
import { buildBot } from '../factories/bot.js';
import { buildRowOfEachTable } from '../factories/row-of-each-table.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openTestJobs, type TestJobs } from '../support/jobs.js';

const failureOf = (work: Promise<unknown>): Promise<Error & { parent?: { code?: string }; code?: string }> =>
  work.then(
    () => expect.fail('it was let through'),
    (error: Error) => error,
  );
const message = (chatId: string) => ({ chat_id: chatId, method: 'sendMessage', params: { text: 'Hello' } });

interface Reference {
  table_name: string;
  column_name: string;
}

/** Every reference from one table of bots to another, by the column beside bot_id. */
const references = () =>
  ownerQuery<Reference>(`
    select c.conrelid::regclass::text as table_name, a.attname::text as column_name
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid <> 'bots'::regclass and cardinality(c.conkey) = 2 order by 1, 2`);

/** What a row can have only in place of another column. */
const besides: Readonly<Record<string, string>> = { 'promotion_deliveries.use_id': 'campaign_id = null, ' };

describe('the schema alone (in the role that sees all rows)', () => {
  it('refuses every reference from a row of one bot to a row of another', async () => {
    const own = await buildRowOfEachTable({ mark: 'own', amount: 5 });
    const other = await buildRowOfEachTable({ mark: 'other', amount: 5 });
    const found = await references();
    expect(found.length).to.be.above(10);
    for (const { table_name: table, column_name: column } of found) {
      const target = column === 'referred_by' ? 'User' : targetOf(table, column);
      const strange = other.rows.get(target)!.get('id');
      const failure = await failureOf(
        asFleet('test', (tx) =>
          tx.sql(
            `update ${table} set ${besides[`${table}.${column}`] ?? ''}${column} = $1 where bot_id = $2`,
            [strange, own.bot.id],
          ),
        ),
      );
      expect(failure.code, `${table}.${column}: ${failure.message}`).to.equal('23503');
    }
  });

  it('lets two bots have the same telegram person, card, tracking number and authority', async () => {
    const mark = { mark: 'the same', amount: 5 };
    const [a, b] = [await buildRowOfEachTable(mark), await buildRowOfEachTable(mark)];
    await buildUser(b.tenant, { telegramId: (a.rows.get('User') as User).telegramId });
    expect(a.rows.size).to.equal(b.rows.size);
  });

  it('takes all rows of a deleted bot with it, and none of another', async () => {
    const gone = await buildRowOfEachTable({ mark: 'gone', amount: 5 });
    const kept = await buildRowOfEachTable({ mark: 'kept', amount: 5 });
    const tables = await ownerQuery<{ name: string }>(`
      select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'bot_id'`);
    const countOf = async (botId: string) => {
      const counts = tables.map(async ({ name }) => {
        const [row] = await ownerQuery<{ n: number }>(
          `select count(*)::int as n from ${name} where bot_id = $1`,
          [botId],
        );
        return [name, row!.n] as const;
      });
      return Object.fromEntries(await Promise.all(counts));
    };
    const before = await countOf(kept.bot.id);
    expect(Object.values(before), 'one row in each table').to.not.include(0);
    await asFleet('test', (tx) => tx.sql('delete from bots where id = $1', [gone.bot.id]));
    expect(Object.values(await countOf(gone.bot.id)).filter((count) => count !== 0)).to.deep.equal([]);
    expect(await countOf(kept.bot.id)).to.deep.equal(before);
  });

  it('refuses a row whose bot is not there', async () => {
    const failure = await failureOf(
      asFleet('test', () =>
        User.create({ botId: '9000000000000000', telegramId: '1', language: 'fa', referralCode: 'none' }),
      ),
    );
    expect(failure.parent?.code ?? failure.code).to.equal('23503');
  });

  it('refuses a wallet below zero, of a user and of a tenant', async () => {
    const { tenant, bot } = await buildBot();
    const user = await buildUser(tenant);
    for (const sql of [
      `update users set balance_toman = balance_toman - 1 where id = ${user.id}`,
      `update bots set wallet_balance_toman = wallet_balance_toman - 1 where id = ${bot.id}`,
    ])
      expect((await failureOf(tenant.db((tx) => tx.sql(sql)))).code).to.equal('23514');
  });
});

function targetOf(table: string, column: string): string {
  const targets: Readonly<Record<string, string>> = {
    buyer_id: 'User',
    campaign_id: 'Campaign',
    user_id: 'User',
    plan_id: 'BotPlan',
    batch_id: 'PromoCodeBatch',
    card_id: 'TenantPaymentCard',
    code_id: 'PromoCode',
    discount_id: 'DiscountOffer',
    earned_id: 'PartnerTransaction',
    from_user_id: 'User',
    group_id: 'PromoGroup',
    order_id: 'Order',
    payment_id: 'CardToCardPayment',
    payout_id: 'PartnerPayout',
    inviter_id: 'User',
    message_row_id: 'SupportTicketMessage',
    ticket_id: 'SupportTicket',
    invited_id: 'User',
    repeat_of: 'GatewayPayment',
    sending_id: 'PersonalOfferSending',
    template_id: 'PersonalOfferTemplate',
    refund_transaction_id: 'Transaction',
    use_id: 'PromoCodeUse',
    used_order_id: 'Order',
    subscription_id: 'Subscription',
    taken_by: 'User',
    taking_order_id: 'Order',
    transaction_id: 'Transaction',
    wallet_transaction_id: 'TenantWalletTransaction',
  };
  const target = targets[column];
  if (!target) throw new Error(`name in targetOf what ${table}.${column} points at`);
  return target;
}

describe('row-level security alone (raw SQL in the application role)', () => {
  const rawly = (tenant: Tenant, sql: string, values: readonly unknown[]) =>
    tenant.db((tx) => tx.sql<{ id: string }>(sql, values));

  it('hides the other bot from reads, even when the SQL names it', async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    const user = await buildUser(b.tenant);
    const found = await rawly(a.tenant, 'select id from users where bot_id = $1 or id = $2', [
      b.bot.id,
      user.id,
    ]);
    expect(found).to.deep.equal([]);
    expect(await rawly(a.tenant, 'select id from bots', [])).to.deep.equal([{ id: a.bot.id }]);
  });

  it('changes and deletes nothing of the other bot', async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    const user = await buildUser(b.tenant, { balanceToman: 1_000 });
    for (const sql of [
      'update users set balance_toman = 0 where id = $1 returning id',
      'delete from users where id = $1 returning id',
    ])
      expect(await rawly(a.tenant, sql, [user.id])).to.deep.equal([]);
    expect((await b.tenant.db(() => User.findAll())).map((row) => row.balanceToman)).to.deep.equal([1_000]);
  });

  it('refuses rows under the name of the other bot, and giving rows away', async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    await buildUser(a.tenant);
    const insert = `insert into bot_plans (bot_id, name, period_days, price_toman) values ($1, 'A plan', 30, 1)`;
    const give = 'update users set bot_id = $1';
    for (const sql of [insert, give])
      expect((await failureOf(rawly(a.tenant, sql, [b.bot.id]))).code, sql).to.equal('42501');
  });

  it('gives a bot no way to the settings of the fleet, to other roles, or around the policies', async () => {
    const { tenant } = await buildBot();
    for (const sql of [
      'select * from fleet_settings',
      'insert into bots (name) select null',
      'delete from bots',
      'truncate users',
      'alter table users disable row level security',
      'create table mine (id int)',
      'drop policy own_bot on users',
    ])
      expect((await failureOf(tenant.db((tx) => tx.sql(sql)))).code, sql).to.equal('42501');
  });

  it('shows nothing when no bot is named', async () => {
    const { tenant } = await buildBot();
    await buildUser(tenant);
    const rows = await tenant.db(async (tx) => {
      await tx.sql(`select set_config('app.bot_id', '', true)`);
      return tx.sql('select id from users union all select id from bots');
    });
    expect(rows).to.deep.equal([]);
  });
});

describe('a job', () => {
  let jobs: TestJobs;
  before(() => (jobs = openTestJobs()));
  after(() => jobs.close());

  it("is ordered under its tenant's bot, whatever its payload says", async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    const forged = { ...message('5'), bot_id: b.bot.id };
    await enqueue(a.tenant, 'message.send', forged);
    const rows = await a.tenant.db(() => OutboxJob.findAll());
    expect(rows.map((row) => [row.botId, row.payload])).to.deep.equal([[a.bot.id, message('5')]]);
    expect(await b.tenant.db(() => OutboxJob.count())).to.equal(0);
  });

  it("is refused inside another bot's scope, and nothing of that scope is kept", async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    const failure = await failureOf(
      a.tenant.db(async () => {
        await enqueue(a.tenant, 'message.send', message('5'));
        await enqueue(b.tenant, 'message.send', message('5'));
      }),
    );
    expect(failure).to.be.instanceOf(TenantScopeError);
    const left = await asFleet('test', () => OutboxJob.count({ where: { botId: [a.bot.id, b.bot.id] } }));
    expect(left).to.equal(0);
  });

  it('names no bot in any payload: the bot is stamped by enqueue and restored by run-job', () => {
    for (const [name, { payload }] of Object.entries(catalog))
      expect(Object.keys(payload.shape), name).to.not.include('bot_id');
    expect(catalog['message.send'].payload).to.be.instanceOf(z.ZodObject);
  });

  it('runs in the scope of the bot in its envelope, and not at all without a good one', async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    await Promise.all([buildUser(a.tenant), buildUser(b.tenant)]);
    const seen: string[] = [];
    const run = async (tenant: Tenant | undefined) => {
      const users = await tenant!.db(() => User.findAll());
      seen.push(...users.map((user) => user.botId));
    };
    const handlers = { 'message.send': { run } } as unknown as HandlerTable;
    const settler = { ended: () => undefined, flush: () => Promise.resolve() };
    const start = async (data: Partial<JobData>) => {
      const envelope = { payload: message('5'), offered_at: Date.now(), ...data } as JobData;
      const job: Job<JobData> = await jobs.queues.messages.add('message.send', envelope, { attempts: 1 });
      return runJob({ jobs, settler, handlers, onRun: () => undefined }, job, 'token');
    };
    await start({ bot_id: a.bot.id, chat_id: '5' });
    expect(seen).to.deep.equal([a.bot.id]);
    for (const bot_id of [undefined, '', `${b.bot.id} or 1=1`, '0'])
      await failureOf(start({ ...(bot_id !== undefined && { bot_id }), chat_id: '5' }));
    expect(seen).to.deep.equal([a.bot.id]);
  });
});

describe('the type alone', () => {
  it('opens a scope only for a tenant: a model outside of one throws before any SQL', async () => {
    for (const work of [User.findAll(), Subscription.count(), OutboxJob.destroy({ where: {} })])
      expect(await failureOf(work)).to.be.instanceOf(TenantScopeError);
  });
});
