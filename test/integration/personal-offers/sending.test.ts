import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { PersonalOfferSending } from '#models/personal-offer-sending.js';
import type { PersonalOfferTemplate } from '#models/personal-offer-template.js';
import type { User } from '#models/user.js';
import { dayMs, hourMs } from '#platform/units.js';
import { segments } from '#services/personal-offers/audience.js';
import { enqueueDueOffers } from '#services/personal-offers/enqueue-due.js';
import { sendOfferPage, sendOffers } from '#services/personal-offers/send-offers.js';
import { stopSending, type Addressed } from '#services/personal-offers/start-sending.js';
import { buildUser } from '../../factories/user.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { mendClock } from '../../support/move-clock.js';
import { offersOf, type Offers } from '../../support/personal-offers.js';
import { zoneAt } from '../../support/zone-at.js';

describe('the sending of an offer', () => {
  let shop: Shop;
  let offers: Offers;
  let template: PersonalOfferTemplate;
  beforeEach(async () => {
    shop = await openShop();
    offers = offersOf(shop.tenant);
    await offers.atNoon();
    template = await offers.template();
  });
  afterEach(mendClock);

  const people = (count: number) =>
    ownerQuery(
      `insert into users (bot_id, telegram_id, language, referral_code, registered_at, first_name)
       select $1, 900000 + n, 'fa', 'many' || n, now(), 'Person' from generate_series(1, $2) as n`,
      [shop.botId, count],
    );
  const read = (id: string) =>
    shop.tenant.db(async () => (await PersonalOfferSending.findOne({ where: { id } }))!);
  const everybody: Addressed = { segment: 'everybody' };
  /** How many offers there are, for how many people, and how many were told. */
  const made = async () => {
    const [row] = await ownerQuery<{ offers: number; people: number }>(
      `select count(*)::int as offers, count(distinct user_id)::int as people from personal_offers where bot_id = $1`,
      [shop.botId],
    );
    const told = (await shop.jobs()).filter(
      ({ name, payload }) => name === 'notice.send' && payload.kind === 'personal_offer',
    );
    const about = told.map(({ payload }) => (payload.about as { user_id: string }).user_id);
    return { ...row!, told: about.length, toldPeople: new Set(about).size };
  };

  it('goes over everybody page by page, with progress, some hundreds a run, and then is done', async () => {
    await people(950);
    const sendingId = await offers.send(template, everybody);
    const first = await read(sendingId);
    expect(first).to.include({ state: 'running', peopleCount: 950, lookedCount: 400, sentCount: 400 });
    await sendOffers(shop.tenant);
    expect((await read(sendingId)).sentCount).to.equal(800);
    await sendOffers(shop.tenant);
    const last = await read(sendingId);
    expect(last).to.include({ state: 'done', lookedCount: 950, sentCount: 950 });
    expect(last.endedAt).to.be.instanceOf(Date);
    await sendOffers(shop.tenant);
    expect(await made()).to.eql({ offers: 950, people: 950, told: 950, toldPeople: 950 });
  });

  it('says nothing twice and leaves nobody out, wherever it dies and however many send at once', async () => {
    await people(250);
    const sendingId = await offers.start(template, everybody);
    for (let at = 1; ; at += 1) {
      const { died } = await dieBefore(shop.tenant, at, (tx) => sendOfferPage(shop.tenant, tx));
      const { offers: count, told } = await made();
      expect([count, told, (await read(sendingId)).sentCount], `died before ${at}`).to.eql(
        died ? [0, 0, 0] : [100, 100, 100],
      );
      if (!died) break;
    }
    await Promise.all(Array.from({ length: 6 }, () => sendOffers(shop.tenant)));
    expect(await read(sendingId)).to.include({ state: 'done', sentCount: 250, lookedCount: 250 });
    expect(await made()).to.eql({ offers: 250, people: 250, told: 250, toldPeople: 250 });
  });

  it('leaves out who cannot hear of it, is not registered, or wishes for no reminders', async () => {
    const build = (overrides: Partial<User>) => buildUser(shop.tenant, overrides);
    const hears = await build({});
    await build({ status: 'blocked' });
    await build({ status: 'deleted' });
    await build({ canReceive: false, unreachableSince: new Date() } as Partial<User>);
    await build({ registeredAt: null });
    const wishesNone = await build({});
    await ownerQuery('update users set wants_reminders = false where id = $1', [wishesNone.id]);
    const sendingId = await offers.send(template, everybody);
    expect(await read(sendingId)).to.include({ state: 'done', lookedCount: 6, sentCount: 1 });
    expect(await offers.of(hears.id)).to.have.length(1);
    await offers.send(template, { userId: wishesNone.id });
    expect(await offers.of(wishesNone.id), 'an admin may offer it to this one').to.have.length(1);
  });

  it('to one person is refused where they cannot hear of it, and goes before one to many', async () => {
    await people(500);
    const blocked = await buildUser(shop.tenant, { status: 'blocked' });
    for (const userId of [blocked.id, '999999999'])
      expect(await refusal(() => offers.start(template, { userId }))).to.equal('personal_offer.unreachable');
    const sara = await buildUser(shop.tenant);
    await offers.start(template, everybody);
    const sendingId = await offers.start(template, { userId: sara.id });
    await shop.tenant.db((tx) => sendOfferPage(shop.tenant, tx));
    expect(await read(sendingId)).to.include({ state: 'done', peopleCount: 1, sentCount: 1 });
  });

  it('can be stopped: whoever was not reached is not', async () => {
    await people(300);
    const sendingId = await offers.start(template, everybody);
    await shop.tenant.db((tx) => sendOfferPage(shop.tenant, tx));
    const stop = () => shop.tenant.db((tx) => stopSending(shop.tenant, tx, { sendingId, at: new Date() }));
    expect([await stop(), await stop()]).to.eql([true, false]);
    await sendOffers(shop.tenant);
    expect(await read(sendingId)).to.include({ state: 'stopped', sentCount: 100 });
    expect((await made()).offers).to.equal(100);
  });

  it('waits in the quiet hours, and while the bot is switched off', async () => {
    await people(3);
    await shop.configure({ time_zone: zoneAt(2) });
    const sendingId = await offers.send(template, everybody);
    expect(await read(sendingId)).to.include({ state: 'running', sentCount: 0 });
    await offers.atNoon();
    await ownerQuery('update bots set is_active = false where id = $1', [shop.botId]);
    await sendOffers(shop.tenant);
    expect((await read(sendingId)).sentCount).to.equal(0);
    await ownerQuery('update bots set is_active = true where id = $1', [shop.botId]);
    await sendOffers(shop.tenant);
    expect(await read(sendingId)).to.include({ state: 'done', sentCount: 3 });
  });

  it('is found by the tick as long as it goes on, and so is a bot of which an offer ends', async () => {
    await people(3);
    await offers.start(template, everybody);
    await ownerQuery('delete from outbox where bot_id = $1', [shop.botId]);
    await enqueueDueOffers();
    expect(namesOf(await shop.jobs())).to.eql(['offers.send']);
    await sendOffers(shop.tenant);
    await ownerQuery('delete from outbox where bot_id = $1', [shop.botId]);
    await enqueueDueOffers();
    expect(namesOf(await shop.jobs())).to.eql([]);
    await ownerQuery(`update personal_offers set due_at = now() - interval '1 minute' where bot_id = $1`, [
      shop.botId,
    ]);
    await enqueueDueOffers();
    expect(namesOf(await shop.jobs())).to.eql(['offers.end']);
  });

  describe('to people by what they have', () => {
    const own = randomUUID();
    let planId: string;
    const names = new Map<string, string>();
    const person = async (
      name: string,
      work: (userId: string) => Promise<unknown> = () => Promise.resolve(),
    ) => {
      const { id } = await shop.addBuyer(10_000_000);
      names.set(id, name);
      await work(id);
      return id;
    };
    const buy = (userId: string) => shop.buy(userId, { kind: 'plan', planId });
    const endIn = (userId: string, ms: number, isTrial = false) =>
      ownerQuery(
        `update subscriptions set starts_at = now() - interval '60 days', ends_at = $3, is_trial = $4,
           status = case when $3 <= now() then 'expired' else 'active' end
         where bot_id = $1 and user_id = $2`,
        [shop.botId, userId, new Date(Date.now() + ms), isTrial],
      );
    const bought =
      (ms: number, isTrial = false) =>
      async (userId: string) => {
        await buy(userId);
        await endIn(userId, ms, isTrial);
      };
    beforeEach(async () => {
      names.clear();
      planId = (await shop.addPlan({ priceToman: 100_000, squads: [own] })).id;
      await shop.configure({ expiry_warning_days: [3, 1], trial_warning_hours: 24 });
      await person('nothing');
      await person('trial runs', bought(3 * dayMs, true));
      await person('trial ends', bought(20 * hourMs, true));
      await person('trial over', bought(-dayMs, true));
      await person('paid runs', bought(20 * dayMs));
      await person('paid ends', bought(2 * dayMs));
      await person('paid over', bought(-dayMs));
      await person('given up', async (userId) => {
        await buy(userId);
        await ownerQuery(
          `update subscriptions set removal_wanted_at = now(), status = 'disabled' where bot_id = $1 and user_id = $2`,
          [shop.botId, userId],
        );
      });
    });

    const reached = async (to: Addressed, wish: Parameters<Offers['template']>[0] = {}) => {
      const sendingId = await offers.send(await offers.template(wish), to);
      const rows = await ownerQuery<{ user: string }>(
        'select user_id::text as user from personal_offers where bot_id = $1 and sending_id = $2 order by user_id',
        [shop.botId, sendingId],
      );
      return rows.map(({ user }) => names.get(user));
    };

    it('reaches just these', async () => {
      const expected = {
        everybody: [...names.values()],
        no_subscription: ['nothing', 'given up'],
        trial_running: ['trial runs', 'trial ends'],
        trial_ending: ['trial ends'],
        trial_over: ['trial over'],
        paid_running: ['paid runs', 'paid ends'],
        paid_ending: ['paid ends'],
        paid_over: ['paid over'],
      };
      expect([...Object.keys(expected), 'group'].sort()).to.eql([...segments].sort());
      for (const [segment, whom] of Object.entries(expected))
        expect(await reached({ segment } as Addressed), segment).to.have.members(whom);
    });

    it('reaches a discount group, and refuses one that is unknown', async () => {
      const [group] = await ownerQuery<{ id: string }>(
        `insert into promo_groups (bot_id, name) values ($1, 'Friends') returning id::text`,
        [shop.botId],
      );
      const [member] = [...names].find(([, name]) => name === 'paid runs')!;
      await ownerQuery(
        `insert into user_promo_groups (bot_id, user_id, group_id, given_by) values ($1, $2, $3, 'admin')`,
        [shop.botId, member, group!.id],
      );
      expect(await reached({ segment: 'group', groupId: group!.id })).to.eql(['paid runs']);
      expect(await refusal(() => offers.start(template, { segment: 'group', groupId: '999999' }))).to.equal(
        'personal_offer.group_unknown',
      );
    });

    it('offers servers only to people with something that runs, and refuses segments of whom nobody has', async () => {
      const wish = { kind: 'test_access', squads: [randomUUID()] } as const;
      expect(await reached(everybody, { ...wish, squads: [...wish.squads] })).to.eql([
        'trial runs',
        'trial ends',
        'paid runs',
        'paid ends',
      ]);
      const access = await offers.template({ ...wish, squads: [...wish.squads] });
      for (const segment of ['no_subscription', 'trial_over', 'paid_over'] as const)
        expect(await refusal(() => offers.start(access, { segment })), segment).to.equal(
          'personal_offer.nobody_suits',
        );
    });
  });
});

async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'done';
}
