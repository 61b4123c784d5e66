import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import type { User } from '#models/user.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { setBotActive } from '#services/bots/change-bot.js';
import { planWordsAnew } from '#services/expiry/plan-anew.js';
import { tellDueWords } from '#services/expiry/tell-due.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';

/** Noon of a day that is near enough to have nothing due yet. */
const start = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2 + dayMs;

describe('what the time of a subscription brings in a bot that comes back from being switched off', function () {
  this.timeout(60_000);
  let tenant: Tenant;
  let user: User;
  beforeEach(async () => {
    setClock(start);
    ({ tenant } = await buildBot());
    user = await buildUser(tenant);
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'time_zone', '"UTC"')`,
      [tenant.botId],
    );
  });
  afterEach(mendClock);

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

  const planJobs = () =>
    ownerQuery(`select from outbox where bot_id = $1 and job_name = 'words.plan'`, [tenant.botId]);
  const comeBack = async (days: number) => {
    setClock(start + days * dayMs);
    await setBotActive(tenant.botId, true);
    expect(await planJobs()).to.have.length(1);
  };

  it('is the last word that came meanwhile, of what still runs, and nothing of what is over', async () => {
    const one = await subscribe(10);
    user = await buildUser(tenant);
    const over = await subscribe(8);
    await pass(4.9);
    await setBotActive(tenant.botId, false);
    await setBotActive(tenant.botId, false);
    await pass(9.2);
    expect(await said(), 'while it is off').to.eql([]);
    await comeBack(9.3);
    await Promise.all([planWordsAnew(tenant), planWordsAnew(tenant)]);
    await Promise.all([tick(), tick(), tick()]);
    await planWordsAnew(tenant);
    await tick();
    expect(await said()).to.eql(['expiry_near 1']);
    await pass(10.5);
    expect(await said()).to.have.members(['expiry_near 1', 'subscription_expired', 'winback_offer']);
    expect([(await read(one)).status, (await read(over)).status]).to.eql(['expired', 'expired']);
  });

  it('is said once, also where it was said just before, and whenever the worker is killed meanwhile', async () => {
    for (let person = 0; person < 60; person += 1) {
      user = await buildUser(tenant);
      await subscribe(4);
    }
    await pass(1);
    expect(await said()).to.have.length(60);
    await setBotActive(tenant.botId, false);
    await pass(3.5);
    await comeBack(3.6);
    for (let at = 1; ; at += 1) {
      const fate = await planWordsAnew(dyingRun(at).tenant(tenant)).catch((error: unknown) => error);
      await tick();
      if (fate === undefined) break;
      expect(fate).to.be.instanceOf(SimulatedDeath);
    }
    expect((await said()).slice(60)).to.eql(Array.from({ length: 60 }, () => 'expiry_near 1'));
    await setBotActive(tenant.botId, false);
    await setBotActive(tenant.botId, true);
    await planWordsAnew(tenant);
    await pass(3.9);
    expect(await said()).to.have.length(120);
  });
});
