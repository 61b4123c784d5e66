import { expect } from 'chai';
import { User } from '#models/user.js';
import { dayMs, hourMs } from '#platform/units.js';
import { moveBalance } from '#services/money/move-balance.js';
import { enqueueIdle } from '#services/people/enqueue-idle.js';
import { erasePage, eraseIdle } from '#services/people/erase-idle.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { dieBefore, SimulatedDeath } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { waitFor } from '../../support/wait-for.js';

/** In UTC, in which the bots here live. */
const start = Date.parse('2027-05-31T12:00:00Z');
const ago = (days: number): Date => new Date(start - days * dayMs);

describe('people who were idle for months', function () {
  this.timeout(60_000);
  let tenant: Tenant;
  beforeEach(async () => {
    setClock(start);
    ({ tenant } = await buildBot());
    await configure('time_zone', 'UTC');
  });
  afterEach(mendClock);

  const configure = (key: string, value: unknown) =>
    ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3::jsonb)
       on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
      [tenant.botId, key, JSON.stringify(value)],
    );
  const idle = (more: Parameters<typeof buildUser>[1] = {}): Promise<User> =>
    buildUser(tenant, { firstName: 'Xeno', lastSeenAt: ago(200), ...more });
  const find = async ({ id }: User): Promise<User> =>
    (await tenant.db(() => User.findOne({ where: { id } })))!;
  const isErased = async (user: User): Promise<boolean> => (await find(user)).status === 'deleted';

  it('are erased after so many calendar months, and keep their row, their ledger and that they had a trial', async () => {
    const user = await idle();
    const move = (amountToman: number) =>
      tenant.db((tx) =>
        moveBalance(tenant, tx, {
          ...{ userId: user.id, type: 'adjustment', amountToman, idempotencyKey: `t ${amountToman}` },
        } as const),
      );
    await move(500);
    await move(-500);
    const row = await buildSubscription(tenant, user, {
      isTrial: true,
      status: 'expired',
      startsAt: ago(230),
      endsAt: ago(227),
    });
    expect(await eraseIdle(tenant)).to.equal(1);
    expect(await eraseIdle(tenant)).to.equal(0);
    expect(await find(user)).to.deep.include({
      status: 'deleted',
      firstName: '',
      hasHadTrial: true,
      telegramId: user.telegramId,
    });
    const [kept] = await ownerQuery<{ moves: number; removals: number }>(
      `select (select count(*)::int from transactions where user_id = $1) as moves,
         (select count(*)::int from subscriptions where id = $2 and removal_wanted_at is not null) as removals`,
      [user.id, row.id],
    );
    expect(kept).to.eql({ moves: 2, removals: 1 });
    const log = await ownerQuery<{ action: string; text: string }>(
      'select action, value_after::text as text from audit_log where bot_id = $1',
      [tenant.botId],
    );
    expect(log.map(({ action }) => action)).to.eql(['people.erase-idle']);
    expect(log[0]?.text).to.contain(user.id).and.not.contain('Xeno');
  });

  it('are counted by the months of the bot, also from the 31st: three before 31 May is 28 February', async () => {
    const [before, after] = [
      await idle({ lastSeenAt: new Date('2027-02-27T23:59:00Z') }),
      await idle({ lastSeenAt: new Date('2027-02-28T00:01:00Z') }),
    ];
    await eraseIdle(tenant);
    expect([await isErased(before), await isErased(after)]).to.eql([true, false]);
    await configure('inactive_user_months', 4);
    const longer = await idle({ lastSeenAt: ago(100) });
    await eraseIdle(tenant);
    expect(await isErased(longer)).to.equal(false);
    await configure('inactive_user_months', 0);
    const old = await idle({ lastSeenAt: ago(4_000) });
    expect(await eraseIdle(tenant)).to.equal(0);
    expect(await isErased(old)).to.equal(false);
  });

  it('stay while they have money, a subscription, an open payment or cart, run the bot, or are blocked', async () => {
    const add = (table: string, columns: string, values: string, user: User) =>
      ownerQuery(`insert into ${table} (bot_id, user_id, ${columns}) values ($1, $2, ${values})`, [
        tenant.botId,
        user.id,
      ]);
    const kept: Record<string, User> = {};
    for (const name of [
      ...[
        'money',
        'active',
        'ended of late',
        'switched off',
        'gateway',
        'repeats',
        'late',
        'zarinpal',
        'card',
        'cart',
        'admin',
      ],
      ...['blocked', 'lately seen'],
    ])
      kept[name] = await idle(
        name === 'blocked' ? { status: 'blocked' } : name === 'lately seen' ? { lastSeenAt: ago(5) } : {},
      );
    await tenant.db((tx) =>
      moveBalance(tenant, tx, {
        userId: kept.money!.id,
        type: 'deposit',
        amountToman: 1,
        idempotencyKey: 'm',
      }),
    );
    await buildSubscription(tenant, kept.active!, { endsAt: new Date(start + dayMs) });
    await buildSubscription(tenant, kept['ended of late']!, {
      status: 'expired',
      startsAt: ago(90),
      endsAt: ago(60),
    });
    await buildSubscription(tenant, kept['switched off']!, {
      status: 'disabled',
      endsAt: new Date(start + dayMs),
    });
    await add('gateway_payments', 'amount_toman, gateway', `5, 'bridge'`, kept.gateway!);
    await add(
      'gateway_payments',
      'amount_toman, gateway, status, check_at',
      `5, 'bridge', 'expired', now()`,
      kept.late!,
    );
    await add(
      'gateway_payments',
      'amount_toman, gateway, status, repeat_days, repeat_state',
      `5, 'bridge', 'paid', 30, 'active'`,
      kept.repeats!,
    );
    await add('zarinpal_payments', 'amount_toman, status', `5, 'held'`, kept.zarinpal!);
    await add('card_to_card_payments', 'amount_toman, tracking_number', `5, 'C2C-1'`, kept.card!);
    await add(
      'orders',
      'kind, wish, wish_key, quote, state, price_toman, expires_at',
      `'plan', '{}', 'w', '{}', 'waiting', 5, now() + interval '400 days'`,
      kept.cart!,
    );
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'reviewer')`, [
      tenant.botId,
      kept.admin!.telegramId,
    ]);
    const gone = await idle();
    expect(await eraseIdle(tenant)).to.equal(1);
    expect(await isErased(gone)).to.equal(true);
    for (const [name, user] of Object.entries(kept)) expect(await isErased(user), name).to.equal(false);
  });

  it('are erased once by any number of workers, each whole or not at all when one is killed', async () => {
    const people = [await idle(), await idle(), await idle()];
    for (const user of people)
      await buildSubscription(tenant, user, { status: 'expired', startsAt: ago(250), endsAt: ago(220) });
    const since = ago(100);
    for (let at = 1; ; at += 1) {
      const { died } = await dieBefore(tenant, at, (tx) => erasePage(tenant, tx, { from: '0', since }));
      if (!died) break;
      for (const user of people)
        expect(await isErased(user), `killed before statement ${at}`).to.equal(false);
    }
    for (const user of people) expect(await isErased(user)).to.equal(true);
    const more = [await idle(), await idle()];
    for (let at = 1; ; at += 1) {
      const fate = await eraseIdle(dyingRun(at).tenant(tenant)).catch((error: unknown) => error);
      if (!(fate instanceof SimulatedDeath)) break;
    }
    for (const user of more) expect(await isErased(user)).to.equal(true);
    for (let one = 0; one < 30; one += 1) await idle();
    const counts = await Promise.all([eraseIdle(tenant), eraseIdle(tenant), eraseIdle(tenant)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(30);
  });

  it('who come back at that moment are not erased', async () => {
    const user = await idle();
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let hasCome = false;
    const coming = tenant.db(async (tx) => {
      await tx.sql('update users set last_seen_at = $3 where bot_id = $1 and id = $2', [
        ...[tenant.botId, user.id, new Date(start)],
      ]);
      hasCome = true;
      await held;
    });
    await waitFor(() => hasCome, { what: 'the person who comes back' });
    expect(await eraseIdle(tenant)).to.equal(0);
    letGo();
    await coming;
    expect(await eraseIdle(tenant)).to.equal(0);
    expect(await isErased(user)).to.equal(false);
  });

  it('are looked for once a day in each bot that is on, however often the tick comes', async () => {
    const off = await buildBot();
    await ownerQuery('update bots set is_active = false where id = $1', [off.tenant.botId]);
    const jobs = async () =>
      (
        await ownerQuery<{ bot: string }>(
          `select bot_id::text as bot from outbox where job_name = 'people.erase-idle' and bot_id = any($1)`,
          [[tenant.botId, off.tenant.botId]],
        )
      ).map(({ bot }) => bot);
    const ticks = async (count: number) => {
      for (let tick = 0; tick < count; tick += 1) await enqueueIdle();
    };
    await ticks(6);
    expect(await jobs()).to.eql([tenant.botId]);
    setClock(start + 6 * hourMs);
    await ticks(6);
    expect(await jobs()).to.have.length(1);
    setClock(start + 3 * dayMs);
    await ticks(6);
    expect(await jobs(), 'two days were missed').to.have.length(2);
  });
});
