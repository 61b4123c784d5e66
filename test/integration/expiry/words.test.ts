import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import type { User } from '#models/user.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { operator } from '#services/access/actor.js';
import { setBotActive } from '#services/bots/change-bot.js';
import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { planWordsAnew } from '#services/expiry/plan-anew.js';
import { tellDuePage, tellDueWords } from '#services/expiry/tell-due.js';
import { changeSettings } from '#services/settings/change-settings.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { waitFor } from '../../support/wait-for.js';

/** Noon of a day that is near enough to have nothing due yet. */
const start = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2 + dayMs;

describe('what the time of a subscription brings', function () {
  this.timeout(60_000);
  let tenant: Tenant;
  let user: User;
  beforeEach(async () => {
    setClock(start);
    ({ tenant } = await buildBot());
    user = await buildUser(tenant);
    await configure({ time_zone: 'UTC' });
  });
  afterEach(mendClock);

  const configure = async (values: Readonly<Record<string, unknown>>) => {
    for (const [key, value] of Object.entries(values))
      await ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3::jsonb)
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
        [tenant.botId, key, JSON.stringify(value)],
      );
  };
  const subscribe = async (days: number, more: Partial<Subscription> = {}): Promise<Subscription> => {
    const at = Math.floor(Date.now() / minuteMs) * minuteMs;
    const [startsAt, endsAt] = [new Date(at), new Date(at + days * dayMs)];
    return tenant.db(() =>
      Subscription.create({ userId: user.id, status: 'active', startsAt, endsAt, ...more }),
    );
  };
  const read = async ({ id }: Subscription): Promise<Subscription> =>
    (await tenant.db(() => Subscription.findOne({ where: { id } })))!;
  /** Kinds of what was decided so far, with the days or hours that they are about. */
  const said = async (): Promise<string[]> => {
    const rows = await ownerQuery<{ said: string }>(
      `select concat_ws(' ', payload ->> 'kind', payload -> 'about' ->> 'days', payload -> 'about' ->> 'hours') as said
       from outbox where bot_id = $1 and job_name = 'notice.send' order by id`,
      [tenant.botId],
    );
    return rows.map((row) => row.said);
  };
  const tick = () => tellDueWords(tenant);
  /** Lets time pass from now to `days` after the start, with a tick every `stepMs`. */
  const pass = async (days: number, stepMs = 3 * hourMs) => {
    for (let at = Date.now(); at < start + days * dayMs; at += stepMs) {
      setClock(at);
      await tick();
    }
    setClock(start + days * dayMs);
    await tick();
  };

  it('is told word by word, each once, and the subscription ends by itself', async () => {
    const one = await subscribe(10);
    const heard: [number, string[]][] = [];
    for (const day of [6.9, 7, 8.9, 9, 9.9, 10, 10.9, 11, 11.9, 12, 14.9, 15, 40]) {
      await pass(day);
      heard.push([day, (await said()).slice(heard.flatMap(([, news]) => news).length)]);
      expect((await read(one)).status, String(day)).to.equal(day < 10 ? 'active' : 'expired');
    }
    expect(heard.filter(([, news]) => news.length > 0)).to.eql([
      [7, ['expiry_near 3']],
      [9, ['expiry_near 1']],
      [10, ['subscription_expired']],
      [11, ['expiry_reminder']],
      [12, ['winback_offer']],
      [15, ['winback_offer']],
    ]);
    expect((await read(one)).wordAt).to.equal(null);
    const offers = await ownerQuery<{ kind: string; percent: number; hours: number }>(
      `select kind, percent, round(extract(epoch from valid_until - ends_at) / 3600)::int as hours from discount_offers
       where bot_id = $1 order by id`,
      [tenant.botId],
    );
    expect(offers).to.eql([
      { kind: 'winback_first', percent: 10, hours: 3 * 24 },
      { kind: 'winback_second', percent: 20, hours: 6 * 24 },
    ]);
  });

  it('of a trial: help while nobody connects, a warning, the end, and nothing after it', async () => {
    await subscribe(3, { isTrial: true });
    await pass(20, hourMs);
    expect(await said()).to.eql(['trial_unused 1', 'trial_unused 24', 'trial_ends', 'subscription_expired']);
    await subscribe(3, { isTrial: true, firstConnectedAt: new Date() });
    await pass(40, hourMs);
    expect((await said()).slice(4)).to.eql(['trial_ends', 'subscription_expired']);
  });

  it('is said also when something else of the subscription is changed just then', async () => {
    const one = await subscribe(10);
    await tick();
    setClock(start + 7 * dayMs);
    await tenant.db(() =>
      Subscription.update({ trafficLimitGb: 70, name: 'Mine' }, { where: { id: one.id } }),
    );
    await tick();
    expect(await said()).to.eql(['expiry_near 3']);
  });

  it('is caught up by its last word when everything was down', async () => {
    const one = await subscribe(10);
    await tick();
    setClock(start + 9.5 * dayMs);
    await tick();
    expect(await said()).to.eql(['expiry_near 1']);
    setClock(start + 12.5 * dayMs);
    await tick();
    expect(await said()).to.eql(['expiry_near 1', 'winback_offer']);
    expect((await read(one)).status).to.equal('expired');
    const old = await subscribe(1);
    setClock(start + 200 * dayMs);
    await tick();
    expect((await read(old)).status).to.equal('expired');
    expect(await said(), 'nobody hears of what was over long ago').to.have.length(2);
  });

  it('is said once by any number of workers, in whichever clock', async () => {
    for (let person = 0; person < 90; person += 1) {
      user = await buildUser(tenant);
      await subscribe(4);
    }
    for (const day of [1, 1.5, 4, 3, 4.2, 0, 5.1, 5.1])
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          setClock(start + day * dayMs);
          await tick();
        }),
      );
    const kinds = await said();
    for (const kind of ['expiry_near 3', 'subscription_expired', 'expiry_reminder'])
      expect(kinds.filter((one) => one === kind)).to.have.length(90);
    expect(kinds).to.have.length(270);
  });

  it('is all there or not at all when the process dies between two statements', async () => {
    const one = await subscribe(4);
    await tick();
    for (const [day, kind] of [
      [1, 'expiry_near 3'],
      [4, 'subscription_expired'],
      [6, 'winback_offer'],
    ] as const) {
      setClock(start + day * dayMs);
      const before = [await said(), (await read(one)).wordAt?.getTime(), (await read(one)).status];
      for (let at = 1; ; at += 1) {
        const { died } = await dieBefore(tenant, at, (tx) => tellDuePage(tenant, tx, new Date(0)));
        if (!died) break;
        expect([await said(), (await read(one)).wordAt?.getTime(), (await read(one)).status]).to.eql(before);
      }
      expect((await said()).at(-1)).to.equal(kind);
    }
    expect(await said()).to.have.length(3);
  });

  it('is not said of an end that was moved at that very second', async () => {
    const one = await subscribe(10);
    await pass(9);
    setClock(start + 10 * dayMs);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let hasLocked = false;
    const renewal = tenant.db(async (tx) => {
      await tx.sql('select from subscriptions where bot_id = $1 and id = $2 for no key update', [
        tenant.botId,
        one.id,
      ]);
      hasLocked = true;
      await held;
      await Subscription.update({ endsAt: new Date(start + 40 * dayMs) }, { where: { id: one.id } });
    });
    await waitFor(() => hasLocked, { what: 'the renewal under way' });
    await tick();
    letGo();
    await renewal;
    await pass(36.9);
    expect(await said()).to.eql(['expiry_near 3', 'expiry_near 1']);
    expect((await read(one)).status).to.equal('active');
    await pass(40);
    expect((await said()).slice(2)).to.eql(['expiry_near 3', 'expiry_near 1', 'subscription_expired']);
  });

  it('is not said again of an end that was warned of, though it was moved away and back', async () => {
    const one = await subscribe(10);
    await pass(9);
    const endsAt = (await read(one)).endsAt;
    const move = (to: Date) =>
      tenant.db(() => Subscription.update({ endsAt: to }, { where: { id: one.id } }));
    await move(new Date(start + 50 * dayMs));
    await tick();
    await move(endsAt);
    await ownerQuery('update subscriptions set word_at = $2 where bot_id = $1', [
      tenant.botId,
      new Date(start + dayMs),
    ]);
    await pass(9.5);
    expect(await said()).to.eql(['expiry_near 3', 'expiry_near 1']);
  });

  it('reaches neither who blocked the bot nor, but for the end, who wishes for no reminders', async () => {
    const one = await subscribe(4);
    await ownerQuery('update users set wants_reminders = false where bot_id = $1', [tenant.botId]);
    await pass(20);
    expect(await said()).to.eql(['subscription_expired']);
    const other = await subscribe(4);
    await ownerQuery('update users set can_receive = false, unreachable_since = now() where bot_id = $1', [
      tenant.botId,
    ]);
    await pass(40);
    expect(await said()).to.have.length(1);
    for (const row of [one, other]) expect((await read(row)).status).to.equal('expired');
  });

  it('does not ask back who has another subscription that lasts longer', async () => {
    await subscribe(4);
    await subscribe(100);
    await pass(20);
    expect(await said()).to.eql(['expiry_near 3', 'expiry_near 1', 'subscription_expired']);
  });

  it('goes on without words in a bot that is switched off, and stops with one that is deleted', async () => {
    const one = await subscribe(4);
    await setBotActive(tenant.botId, false);
    await pass(5);
    expect(await said()).to.eql([]);
    expect((await read(one)).status).to.equal('expired');
    await subscribe(4);
    await ownerQuery('delete from bots where id = $1', [tenant.botId]);
    setClock(start + 20 * dayMs);
    await tick();
  });

  it('leaves alone what an admin switched off, or what is not paid', async () => {
    const off = await subscribe(4, { status: 'disabled' });
    const pending = await subscribe(4, { status: 'pending' });
    await pass(20);
    expect(await said()).to.eql([]);
    expect([(await read(off)).status, (await read(pending)).status]).to.eql(['disabled', 'pending']);
    await tenant.db(() => Subscription.update({ status: 'active' }, { where: { id: pending.id } }));
    await tick();
    expect((await read(pending)).status).to.equal('expired');
  });

  it('follows a change of settings', async () => {
    const people = [await subscribe(10)];
    user = await buildUser(tenant);
    people.push(await subscribe(10));
    await pass(4);
    const means = { actor: operator, vault: undefined as never };
    await changeSettings(tenant, [{ key: 'expiry_warning_days', put: [5, 2] }], means);
    const jobs = await ownerQuery(`select from outbox where bot_id = $1 and job_name = 'words.plan'`, [
      tenant.botId,
    ]);
    expect(jobs).to.have.length(1);
    await planWordsAnew(tenant);
    await planWordsAnew(tenant);
    await pass(9.9);
    expect(await said()).to.eql(['expiry_near 5', 'expiry_near 5', 'expiry_near 2', 'expiry_near 2']);
    await changeSettings(tenant, [{ key: 'admin_notices', put: true }], means);
    expect(
      await ownerQuery(`select from outbox where bot_id = $1 and job_name = 'words.plan'`, [tenant.botId]),
      'other settings plan nothing anew',
    ).to.have.length(1);
  });

  it('makes one job for each bot with something due, and none for others', async () => {
    await subscribe(10);
    await tick();
    const quiet = await buildBot();
    const jobs = () =>
      ownerQuery<{ bot: string }>(
        `select bot_id::text as bot from outbox where job_name = 'words.tell' and bot_id = any($1)`,
        [[tenant.botId, quiet.tenant.botId]],
      );
    await enqueueDueWords();
    expect(await jobs()).to.eql([]);
    setClock(start + 7 * dayMs + minuteMs);
    await enqueueDueWords();
    expect((await jobs()).map(({ bot }) => bot)).to.eql([tenant.botId]);
    const others = [await buildBot(), await buildBot()];
    for (const other of others) {
      ({ tenant } = other);
      user = await buildUser(tenant);
      await subscribe(-1, { startsAt: new Date(start - 30 * dayMs) });
    }
    for (const round of [1, 2, 3]) {
      expect(await enqueueDueWords()).to.be.at.least(3);
      const found = await ownerQuery(
        `select from outbox where job_name = 'words.tell' and bot_id = any($1)`,
        [others.map((other) => other.tenant.botId)],
      );
      expect(found).to.have.length(2 * round);
    }
  });
});
