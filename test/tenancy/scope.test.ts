import { expect } from 'chai';
import { BotPlan } from '#models/bot-plan.js';
import { User } from '#models/user.js';
import { isUniqueViolation } from '#platform/database.js';
import { RetryableError } from '#platform/errors.js';
import { assertNoScope, asFleet, currentScope, tenantOf, TenantScopeError } from '#tenancy/scope.js';
import { buildBot } from '../factories/bot.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery, testDatabase } from '../support/database.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const plan = { name: 'A plan', periodDays: 30, priceToman: 100_000 };

describe('a scope', () => {
  it("reads and writes only its bot's rows, in models and in raw SQL", async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    await Promise.all([buildUser(a.tenant), buildUser(b.tenant)]);
    const seen = await a.tenant.db(async (tx) => ({
      models: (await User.findAll()).map((user) => user.botId),
      raw: await tx.sql<{ bot_id: string }>('select bot_id from users'),
    }));
    expect(seen).to.deep.equal({ models: [a.bot.id], raw: [{ bot_id: a.bot.id }] });
  });

  it('costs one round trip to open and one to commit', async () => {
    const { tenant } = await buildBot();
    const costs: number[] = [];
    // A connection that an earlier test asked for may still be opened meanwhile: the cheapest of some runs counts.
    for (let run = 0; run < 5; run += 1) {
      const before = testDatabase().roundTrips();
      await tenant.db((tx) => tx.sql('select 1'));
      costs.push(testDatabase().roundTrips() - before);
    }
    expect(Math.min(...costs)).to.equal(2);
  });

  it('rolls back when the work throws', async () => {
    const { tenant } = await buildBot();
    const failure = await failureOf(
      tenant.db(async () => {
        await BotPlan.create(plan);
        throw new Error('no');
      }),
    );
    expect(failure).to.be.an('error').with.property('message', 'no');
    expect(await tenant.db(() => BotPlan.count())).to.equal(0);
  });

  it('does not pretend to commit when an SQL error inside was swallowed', async () => {
    const { tenant } = await buildBot();
    const failure = await failureOf(
      tenant.db(async (tx) => {
        await BotPlan.create(plan);
        await tx.sql('select 1 / 0').catch(() => undefined);
      }),
    );
    expect(String(failure)).to.include('was rolled back');
    expect(await tenant.db(() => BotPlan.count())).to.equal(0);
  });

  it('refuses a second scope inside, a transaction of Sequelize, and an id that is no id', async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    const nested = a.tenant.db(() => b.tenant.db(async () => 1));
    expect(await failureOf(nested)).to.be.instanceOf(TenantScopeError);
    const fleet = a.tenant.db(() => asFleet('nested', async () => 1));
    expect(await failureOf(fleet)).to.be.instanceOf(TenantScopeError);
    const { sequelize } = testDatabase();
    expect(await failureOf(sequelize.transaction())).to.be.instanceOf(TenantScopeError);
    expect(await failureOf(a.tenant.db(() => sequelize.transaction({ transaction: null })))).to.be.instanceOf(
      TenantScopeError,
    );
    for (const id of ['', '0', '1 or 1=1', "1'", '12345678901234567890'])
      expect(() => tenantOf(id)).to.throw(TenantScopeError);
  });

  it('is known to the code inside and to nobody outside', async () => {
    const { tenant, bot } = await buildBot();
    expect(currentScope()).to.equal(undefined);
    await tenant.db(async (tx) => {
      expect(currentScope()).to.include({ kind: 'tenant', botId: bot.id, tx });
      expect(() => assertNoScope('a call to Telegram')).to.throw(TenantScopeError, /a call to Telegram/);
    });
    await asFleet('a look', async () => {
      expect(currentScope()).to.include({ kind: 'fleet', reason: 'a look' });
      expect(() => assertNoScope('a call')).to.throw(TenantScopeError, /a look/);
    });
    assertNoScope('outside');
  });

  it('does not mix 200 interleaved scopes of two bots', async () => {
    const built = [await buildBot(), await buildBot()] as const;
    await Promise.all(built.map(({ tenant }) => buildUser(tenant)));
    const runs = Array.from({ length: 200 }, async (_, index) => {
      const { tenant, bot } = built[index % 2 ? 1 : 0];
      return tenant.db(async (tx) => {
        const users = await User.findAll();
        await new Promise(setImmediate);
        const [row] = await tx.sql<{ id: string }>(`select current_setting('app.bot_id') as id`);
        return users.length === 1 && users[0]?.botId === bot.id && row?.id === bot.id;
      });
    });
    expect(await Promise.all(runs)).to.not.include(false);
  });

  it('leaves nothing of itself on the connection', async () => {
    const { tenant } = await buildBot();
    await tenant.db((tx) => tx.sql('select 1'));
    const connection = await testDatabase().begin({});
    const { rows } = await connection.query(
      `select current_user as role, coalesce(nullif(current_setting('app.bot_id', true), ''), 'none') as bot,
              (select count(*)::int from users) as users`,
      [],
    );
    await connection.rollback();
    expect(rows).to.deep.equal([{ role: 'remnafleet_app', bot: 'none', users: 0 }]);
  });

  it('lets several queries be started at once, and sends them one by one', async () => {
    const { tenant } = await buildBot();
    const counts = await tenant.db((tx) =>
      Promise.all([User.count(), BotPlan.count(), tx.sql<{ n: number }>('select 1 as n'), User.count()]),
    );
    expect(counts).to.deep.equal([0, 0, [{ n: 1 }], 0]);
  });
});

describe('SQL that nobody waits for', () => {
  it('fails loudly after its scope was closed, through models and raw', async () => {
    const { tenant } = await buildBot();
    const late: Promise<unknown>[] = [];
    let open: (value?: unknown) => void = () => undefined;
    const gate = new Promise((resolve) => (open = resolve));
    await tenant.db(async (tx) => {
      late.push(failureOf(gate.then(() => User.count())));
      late.push(failureOf(gate.then(() => tx.sql('select 1'))));
      late.push(
        failureOf(gate.then(() => User.create({ telegramId: '1', language: 'fa', referralCode: 'late' }))),
      );
    });
    open();
    for (const failure of await Promise.all(late))
      expect(failure)
        .to.be.instanceOf(TenantScopeError)
        .with.property('message')
        .that.includes('not awaited');
  });

  it('rolls the scope back when it is still under way at the end', async () => {
    const { tenant } = await buildBot();
    let stray: Promise<unknown> = Promise.resolve();
    const failure = await failureOf(
      tenant.db(async () => {
        stray = failureOf(BotPlan.create(plan));
        await new Promise(setImmediate);
      }),
    );
    await stray;
    expect(failure).to.be.instanceOf(TenantScopeError);
    expect(await tenant.db(() => BotPlan.count())).to.equal(0);
  });

  it('is refused outside of any scope', async () => {
    for (const work of [
      User.findAll(),
      User.sum('balanceToman'),
      User.create({ telegramId: '1', language: 'fa', referralCode: 'none' }),
    ])
      expect(await failureOf(work)).to.be.instanceOf(TenantScopeError);
    expect(await failureOf(testDatabase().sequelize.query('select 1'))).to.be.instanceOf(TenantScopeError);
  });
});

describe('work around the commit', () => {
  it('runs before it inside the transaction and after it outside, each in order', async () => {
    const { tenant } = await buildBot();
    const order: string[] = [];
    await tenant.db(async (tx) => {
      tx.afterCommit(async () => {
        const seen = await tenant.db(() => BotPlan.count());
        order.push(`after 1 sees ${seen}, scope ${typeof currentScope()}`);
      });
      tx.afterCommit(async () => void order.push('after 2'));
      tx.beforeCommit(async () => {
        await BotPlan.create(plan);
        order.push('before 1');
        tx.beforeCommit(async () => void order.push('before 3'));
      });
      tx.beforeCommit(async () => void order.push('before 2'));
      order.push('work');
    });
    expect(order).to.deep.equal([
      'work',
      'before 1',
      'before 2',
      'before 3',
      'after 1 sees 1, scope undefined',
      'after 2',
    ]);
  });

  it('rolls back when it fails before the commit, and is only logged after it', async () => {
    const { tenant } = await buildBot();
    let ran = false;
    const failure = await failureOf(
      tenant.db(async (tx) => {
        await BotPlan.create(plan);
        tx.afterCommit(async () => void (ran = true));
        tx.beforeCommit(() => Promise.reject(new Error('before')));
      }),
    );
    expect(failure).to.have.property('message', 'before');
    expect(ran).to.equal(false);
    const result = await tenant.db(async (tx) => {
      tx.afterCommit(() => Promise.reject(new Error('a failure after the commit, logged by this test')));
      return BotPlan.count();
    });
    expect(result).to.equal(0);
  });
});

describe('a statement that leaves together with the commit', () => {
  const rename = 'update bots set name = $2 where id = $1 returning name';

  it('sees all that came before, and gives its rows to what runs afterwards', async () => {
    const { tenant } = await buildBot();
    const seen: unknown[] = [];
    await tenant.db(async (tx) => {
      tx.withCommit('select count(*)::int as plans from bot_plans', [], async (rows) => {
        seen.push(rows, typeof currentScope());
      });
      await BotPlan.create(plan);
    });
    expect(seen).to.deep.equal([[{ plans: 1 }], 'undefined']);
  });

  it('rolls everything back when it fails, says why, and nothing runs afterwards', async () => {
    const { tenant } = await buildBot();
    let ran = false;
    const failure = await failureOf(
      tenant.db(async (tx) => {
        await BotPlan.create(plan);
        tx.withCommit(rename, [tenant.botId, null], async () => void (ran = true));
        tx.withCommit('select 1', [], async () => void (ran = true));
      }),
    );
    expect(failure).to.have.property('message').that.includes('not-null');
    expect(ran).to.equal(false);
    expect(await tenant.db(() => BotPlan.count())).to.equal(0);
  });

  it('is not sent when the work failed', async () => {
    const { tenant } = await buildBot();
    const work = tenant.db((tx) => {
      tx.withCommit(rename, [tenant.botId, 'renamed']);
      return Promise.reject(new Error('changed my mind'));
    });
    expect(await failureOf(work)).to.have.property('message', 'changed my mind');
    const [row] = await tenant.db((tx) => tx.sql('select 1 from bots where name = $1', ['renamed']));
    expect(row).to.equal(undefined);
  });
});

describe('a fault of the database', () => {
  it('says the world is busy when the connection is killed, and the next scope works', async () => {
    const { tenant } = await buildBot();
    const failure = await failureOf(
      tenant.db(async (tx) => {
        const [me] = await tx.sql<{ pid: number }>('select pg_backend_pid() as pid');
        await ownerQuery('select pg_terminate_backend($1)', [me?.pid]);
        await tx.sql('select 1');
      }),
    );
    expect(failure).to.be.instanceOf(RetryableError).with.property('code', 'database.connection_lost');
    expect(await tenant.db(() => User.count())).to.equal(0);
  });

  it('says so for a cancelled statement, a deadlock and a lock that is not given, through models too', async () => {
    const { tenant } = await buildBot();
    const slow = tenant.db(async (tx) => {
      await tx.sql(`select set_config('statement_timeout', '30ms', true)`);
      await tx.sql('select pg_sleep(5)');
    });
    expect(await failureOf(slow))
      .to.be.instanceOf(RetryableError)
      .with.property('code', 'database.statement_timeout');
    const user = await buildUser(tenant);
    const blocked = tenant.db(async () => {
      await User.update({ firstName: 'first' }, { where: { id: user.id } });
      const other = tenantOf(tenant.botId);
      // Another asynchronous chain, so that its scope is not inside this one.
      return new Promise((resolve) => outside.push(() => resolve(other.db(impatientUpdate(user.id)))));
    });
    await waitOutside();
    expect(await failureOf(blocked))
      .to.be.instanceOf(RetryableError)
      .with.property('code', 'database.lock_timeout');
  });

  it('keeps a unique violation recognisable, through models and raw', async () => {
    const { tenant } = await buildBot();
    const user = await buildUser(tenant);
    const again = { telegramId: user.telegramId, language: 'fa' as const, referralCode: 'another' };
    const model = await failureOf(tenant.db(() => User.create(again)));
    expect(isUniqueViolation(model, 'users_telegram_id_key')).to.equal(true);
    const sql = `insert into users (bot_id, telegram_id, language, referral_code) values ($1, $2, 'fa', 'another')`;
    const raw = await failureOf(tenant.db((tx) => tx.sql(sql, [tenant.botId, user.telegramId])));
    expect(isUniqueViolation(raw, 'users_telegram_id_key')).to.equal(true);
    expect(isUniqueViolation(raw)).to.equal(true);
    expect(isUniqueViolation(raw, 'users_referral_code_key')).to.equal(false);
  });
});

const outside: (() => void)[] = [];

function impatientUpdate(id: string) {
  return async (tx: { sql(text: string, values?: readonly unknown[]): Promise<unknown> }) => {
    await tx.sql(`select set_config('lock_timeout', '30ms', true)`);
    await tx.sql('update users set first_name = $2 where id = $1', [id, 'second']);
  };
}

async function waitOutside(): Promise<void> {
  while (!outside.length) await new Promise(setImmediate);
  outside.pop()?.();
}
