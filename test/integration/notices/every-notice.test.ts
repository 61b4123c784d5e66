import { expect } from 'chai';
import { dayOf } from '#platform/calendar.js';
import { languages, type Language } from '#platform/language.js';
import { dayMs, gigabyte } from '#platform/units.js';
import { noticeCatalog, type Notice, type NoticeAbout, type NoticeKind } from '#services/notices/catalog.js';
import type { NoticeContract } from '#services/notices/notice-contract.js';
import { notify } from '#services/notices/notify.js';
import { addCard } from '#services/cards/add-card.js';
import { settingOf } from '#services/settings/catalog.js';
import { asFleet } from '#tenancy/scope.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { cardNumber } from '../../support/cards.js';
import { writeGiftsToTell } from '../../support/gifts.js';
import { writeTicketsToTell } from '../../support/told-tickets.js';
import { ownerQuery } from '../../support/database.js';
import { insertOffer } from '../../support/personal-offers.js';
import { partnerAbouts } from '../../support/partners/partner-abouts.js';
import { writePromotionsToTell } from '../../support/promo-codes.js';
import { rowsOfNotices } from '../../support/rows-of-notices.js';
import { zoneAt } from '../../support/zone-at.js';

const kinds = Object.keys(noticeCatalog) as NoticeKind[];
const contractOf = (kind: NoticeKind): NoticeContract => noticeCatalog[kind];
const scripts: Readonly<Record<Language, RegExp>> = {
  en: /[A-Za-z]{3}/,
  fa: /\p{Script=Arabic}{3}/u,
  ru: /\p{Script=Cyrillic}{3}/u,
};

/** A shop with a master bot, a customer who bought, and an admin who runs it; both bots have a chat of admins. */
function openScene() {
  let driver: BotDriver;
  let master: DrivenBot;
  let bot: DrivenBot;
  let sara: Customer;
  let group: string;
  let fleetGroup: string;
  let runsOnTo: string;
  /** How the subscription stands when a kind is told; the others are told of one that runs on. */
  let states: Partial<
    Record<NoticeKind, { readonly ends_at: string; readonly used_gb?: number; readonly is_stopped?: boolean }>
  >;
  let abouts: { readonly [K in NoticeKind]: NoticeAbout<K> };

  before(async () => {
    driver = await openBotDriver();
    await asFleet('test', (tx) => tx.sql('update bots set is_master = false where is_master'));
    master = await driver.addBot({ isMaster: true });
    bot = await driver.addBot();
    group = driver.telegram.addGroup({ isForum: true, adminBots: [bot.token] });
    fleetGroup = driver.telegram.addGroup({ adminBots: [master.token] });
    const on = { admin_notices: true, daily_report: true, traffic_alarm: true };
    await bot.configure({ ...on, time_zone: zoneAt(12) });
    sara = await newCustomer(driver, bot);
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      sara.person.id,
    ]);
    await master.send(sara.person, '/start');
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await buy();
    const [ids] = await ownerQuery<{ user_id: string; subscription_id: string; order_id: string }>(
      `select user_id::text, subscription_id::text, id::text as order_id from orders
       where bot_id = $1 and state = 'paid'`,
      [bot.botId],
    );
    const { user_id, subscription_id, order_id } = ids!;
    const { newPaidPayment, newCardPayment, newDiscount, newGroup, newReward, newUnclearMessage } =
      rowsOfNotices(bot.botId);
    const server = { uuid: '7d1b4b6c-9c0a-4b3e-8f53-2f3d4b7a1c11', name: 'Frankfurt <1>' };
    const payment_id = await newPaidPayment(user_id);
    const ends_at = new Date(Date.now() + 2 * dayMs).toISOString();
    const ended_at = new Date(Date.now() - 2 * dayMs).toISOString();
    const discount_id = await newDiscount(user_id);
    const group_id = await newGroup();
    const { reward_id, invited_id } = await newReward(user_id);
    const near = { subscription_id, ends_at };
    states = {
      channel_left: { ends_at, is_stopped: true },
      ...{ expiry_near: { ends_at }, trial_ends: { ends_at }, trial_unused: { ends_at } },
      ...{ expiry_reminder: { ends_at: ended_at }, winback_offer: { ends_at: ended_at } },
      ...{ subscription_expired: { ends_at: ended_at }, traffic_low: { ends_at, used_gb: 45 } },
    };
    const [renewed] = await ownerQuery<{ ends_at: Date }>(
      'update subscriptions set is_autopay_enabled = true where id = $1 returning ends_at',
      [subscription_id],
    );
    const [difference] = await ownerQuery<{ id: string }>(
      `insert into money_differences (bot_id, kind, row_id, expected, found, seen_at)
       values ($1, 'order', 7, 'paid 5', 'no order', now()) returning id::text`,
      [bot.botId],
    );
    const ends = renewed!.ends_at.toISOString();
    runsOnTo = ends;
    const reason = 'Bad Request: <something> & more';
    const device = {
      key: '0123456789abcdef',
      platform: 'iOS',
      os: '18',
      model: null,
      app: null,
      added_at: null,
    };
    const waiting = await newCardPayment(user_id, 'pending', 'waiting');
    const day = dayOf(Date.now(), zoneAt(12));
    const card_id = await bot.tenant.db((tx) =>
      addCard(bot.tenant, tx, {
        vault: driver.vault,
        number: cardNumber(87_654_321),
        holderName: 'Maryam Karimi',
      }),
    );
    await ownerQuery(
      `insert into blacklist_entries (bot_id, telegram_id, reason) values ($1, $2, 'resold')`,
      [bot.botId, sara.person.id],
    );
    abouts = {
      account_blocked: { user_id },
      account_unblocked: { user_id },
      blacklist_broken: {
        host: 'lists.test',
        fault: 'status',
        status: 404,
        since: '2026-11-29T06:00:00.000Z',
      },
      ...(await writePromotionsToTell(bot.tenant, user_id)),
      card_unreadable: { card_id },
      cards_full: { day: '2026-11-29', amount_toman: 200_000, card_count: 3, full_count: 2 },
      channel_left: { subscription_id },
      channel_trouble: { channel_id: '@news', reason },
      devices_removed: { subscription_id, removed: [device] },
      daily_report: { day },
      devices_surplus: { subscription_id },
      expiry_near: { ...near, days: 2 },
      expiry_reminder: { subscription_id, ends_at: ended_at },
      fleet_report: { day, failed_jobs: 3 },
      ...(await writeTicketsToTell(bot.botId, user_id)),
      ...(await writeGiftsToTell(bot.botId, { user_id, order_id })),
      gateway_hidden: { gateway: 'zarinpal', code: 'gateway.unauthorized' },
      group_joined: { user_id, group_id },
      group_reached: { user_id, group_id, count: 1 },
      link_ready: { subscription_id },
      link_replaced: { subscription_id },
      menu_refused: { what: 'address', address: 'https://example.com/x', reason },
      maintenance_began: { way: 'automatic', since: ended_at, still: false },
      maintenance_ended: { way: 'by_hand', since: ended_at, until: ends_at, still: true },
      maintenance_over: { user_id, start_payload: 'gift_abc' },
      money_differs: { difference_id: difference!.id },
      node_back: server,
      node_lost: server,
      order_changed: { order_id },
      order_completed: { order_id },
      order_expired: { order_id },
      order_funded: { order_id },
      order_refunded: { order_id },
      order_refused: { order_id, reason: 'order.plan_gone' },
      ...(await partnerAbouts(bot.botId, user_id)),
      payment_contradicted: { payment_id, says: 'failed' },
      payment_credited: { payment_id, user_id },
      payment_held: { payment_id, problem: 'wrong_currency' },
      payment_received: { payment_id },
      payment_refunded: { payment_id, user_id, is_sale_reversed: true },
      autopay_asks: { subscription_id, ends, price_toman: 90_000 },
      autopay_done: { order_id },
      autopay_short: { subscription_id, ends, missing_toman: 5_000 },
      autopay_stopped: { subscription_id, reason: 'order.plan_gone' },
      bank_message_unclear: await newUnclearMessage(user_id),
      card_payment_ends: { payment_id: await newCardPayment(user_id, 'pending'), user_id },
      person_listed: { user_id, wish: 'buy' },
      personal_offer: await insertOffer(bot.botId, user_id),
      picture_wanted: { payment_id: await newCardPayment(user_id, 'rejected', 'picture'), user_id, tries: 1 },
      approval_undone: { payment_id: await newCardPayment(user_id, 'rejected', 'undone'), user_id },
      rejection_undone: { payment_id: waiting, user_id },
      receipts_wait: { payment_id: waiting },
      ticket_group_trouble: { chat_id: '-1001', reason },
      review_chat_trouble: { chat_id: '-1001', reason },
      receipt_rejected: { payment_id: await newCardPayment(user_id, 'rejected'), user_id, tries: 1 },
      charge_failed: { payment_id, user_id, tries: 1, next: '2026-12-01T06:00:00.000Z' },
      charge_price_rose: { payment_id, user_id, price_toman: 250_000 },
      charge_unheard: { payment_id, charge_count: 3, heard_count: 2 },
      payment_unmatched: { gateway: 'zarinpal', name: 'd-1', amount: '500.00 RUB', payer_id: '77' },
      repeat_failed: { payment_id, user_id },
      repeat_not_ended: { payment_id, code: 'gateway.unauthorized' },
      payment_reversed: { payment_id, missing_toman: 5_000, part: { toman: 9_000, in_all_toman: 9_000 } },
      payment_settled_twice: { payment_id, says: '4.00 USD' },
      rate_refused: { currency: 'USD', last: '105000', told: '1050' },
      rates_stale: { currency: 'XTR', since: '2026-11-29T06:00:00.000Z', is_fixed: false },
      referral_earned: { user_id, reward_id },
      referral_joined: { user_id, invited_id },
      referral_paid: { reward_id },
      referral_taken_back: { user_id, reward_id, toman: 5_000, in_all_toman: 5_000 },
      referral_welcome: { user_id, reward_id },
      refund_refused: { payment_id, code: 'gateway.refused' },
      sale_made: { order_id },
      sale_refunded: { order_id },
      squads_removed: { squads: [server] },
      subscription_expired: { subscription_id },
      subscription_flowing: { subscription_id },
      subscription_limited: { subscription_id },
      token_revoked: {},
      topic_trouble: { name: 'admin_topic_id', topic_id: '17', reason },
      traffic_heavy: { day: '2026-11-29', heavy: [{ subscription_id, bytes: 12 * gigabyte }], more: 3 },
      traffic_low: { subscription_id, percent: 80 },
      trial_ends: near,
      trial_unused: { ...near, hours: 1 },
      wallet_empty: {},
      wallet_filled: { day: '2026-11-29' },
      wallet_low: { stage: 'stopped', day: '2026-11-29' },
      winback_offer: { subscription_id, ends_at: ended_at, discount_id },
    };
    await ownerQuery(
      `update bots set admin_chat_id = $2, billing_model = 'hybrid', traffic_rate_toman = 1,
         min_wallet_balance_toman = 1000000 where id = $1`,
      [bot.botId, group],
    );
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [master.botId, fleetGroup]);
  });
  after(async () => {
    await asFleet('test', (tx) => tx.sql('update bots set is_master = false where is_master'));
    await driver.close();
  });

  async function bringAbout(kind: NoticeKind): Promise<void> {
    const { ends_at = runsOnTo, used_gb = 0, is_stopped = false } = states[kind] ?? {};
    await ownerQuery(
      "update subscriptions set ends_at = $2, starts_at = $2::timestamptz - interval '30 days', traffic_used_bytes = $3, is_trial = $4, channel_left_at = case when $4 then now() end where bot_id = $1",
      [bot.botId, ends_at, used_gb * gigabyte, is_stopped],
    );
  }
  async function buy(): Promise<void> {
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
  }
  const speak = async (language: Language): Promise<void> => {
    await ownerQuery('update bots set default_language = $1 where id = any($2)', [
      language,
      [bot.botId, master.botId],
    ]);
    await ownerQuery('update users set language = $1 where bot_id = $2', [language, bot.botId]);
    await bot.publish();
  };
  const tell = async (kind: NoticeKind, times = 1): Promise<void> => {
    const notice = { kind, about: abouts[kind] } as Notice;
    await bringAbout(kind);
    await Promise.all(
      Array.from({ length: times }, () => bot.tenant.db((tx) => notify(bot.tenant, tx, notice))),
    );
    await driver.settle();
  };
  /** What its audiences read by now, a list each. */
  const heard = () => ({
    person: bot.said(sara.person),
    admins: bot.said({ id: group }),
    runners: master.said(sara.person),
    owners: master.said({ id: fleetGroup }),
  });

  return {
    configure: (values: Readonly<Record<string, unknown>>) => bot.configure(values),
    heard,
    outcomes: () => driver.outcomes,
    reach: (canReceive: boolean) =>
      ownerQuery(
        'update users set can_receive = $2, unreachable_since = case when not $2 then now() end where bot_id = $1',
        [bot.botId, canReceive],
      ),
    speak,
    tell,
  };
}

for (const language of languages)
  describe(`every kind of notice in ${language}`, function () {
    this.timeout(60_000);
    const { speak, heard, tell, outcomes } = openScene();
    before(() => speak(language));

    for (const kind of kinds)
      it(`${kind} is told to its audience and nobody else, and Telegram takes it`, async () => {
        const before = heard();
        // What is told once of a thing is so also when it is decided in parallel.
        await tell(kind, contractOf(kind).once ? 5 : 1);
        const after = heard();
        for (const audience of ['person', 'admins', 'runners', 'owners'] as const) {
          const news = after[audience].slice(before[audience].length);
          const { to, isPrivate } = contractOf(kind);
          // The reviewers see receipts in the chat of the admins; the person is one of them, and hears in private what they hear there.
          const ofReviewers = isPrivate ? 'person' : 'admins';
          const isMeant = to.includes(audience) || (audience === ofReviewers && to.includes('reviewers'));
          expect(news, audience).to.have.lengthOf(isMeant ? 1 : 0);
          for (const { text } of news) {
            expect(text).to.match(scripts[language]);
            expect(text, 'a placeholder that nothing filled').not.to.match(/[{}]|undefined|null/);
          }
        }
        expect(outcomes().filter((outcome) => /^(message|notice)\.\S+ (fail|retry)/.test(outcome))).to.eql(
          [],
        );
      });
  });

describe('a notice', function () {
  this.timeout(60_000);
  const { configure, heard, reach, speak, tell } = openScene();
  before(() => speak('en'));

  it('names settings that are on or off as its switches, and is silent while one is off', async () => {
    for (const kind of kinds)
      for (const key of contractOf(kind).switches ?? []) {
        expect(settingOf(key).type, `${kind}: ${key}`).to.equal('switch');
        await configure({ [key]: false });
        const before = heard();
        await tell(kind);
        expect(heard(), `${kind} without ${key}`).to.eql(before);
        await configure({ [key]: true });
      }
  });

  it('about a person reaches nobody who blocked the bot', async () => {
    await reach(false);
    const before = heard().person.length;
    for (const kind of kinds.filter((each) => contractOf(each).to.includes('person'))) await tell(kind);
    expect(heard().person).to.have.lengthOf(before);
    await reach(true);
  });

  it('that can wait outlives the night: its usefulness is longer than the quiet hours', () => {
    for (const kind of kinds) {
      const { when, usefulHours = Infinity } = contractOf(kind);
      if (when === 'by_day') expect(usefulHours, kind).to.be.greaterThan(12);
    }
  });
});
