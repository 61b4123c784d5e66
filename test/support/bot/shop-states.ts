import { randomUUID } from 'node:crypto';
import type { User } from '#models/user.js';
import { ownerQuery } from '../database.js';
import { offersOf } from '../personal-offers.js';
import type { Shop } from './sales.js';

/** Two ways to pay that need no page of ours. */
export const takePayments = async (shop: Shop) => {
  await shop.configure({
    rate_toman_per_star: 1_000,
    rate_toman_per_usd: 100_000,
    topup_quick_amounts: true,
  });
  await shop.configure({ bridge_url: 'https://pay.example.com', bridge_secret: 'sealed' });
  for (const method of ['telegram_stars', 'bridge']) await shop.switchFeature(method, true);
};
/** A payment in each state for the newest order, and one for the wallet; one is still being made. */
export const addPayments = async (shop: Shop, buyer: User) => {
  for (const status of ['pending', 'paid', 'failed', 'cancelled', 'expired', 'refunded', 'held'])
    for (const isOfOrder of [true, false])
      await ownerQuery(
        `insert into gateway_payments (bot_id, user_id, gateway, status, reference, external_id, amount_toman, currency,
           currency_amount, rate_toman, payment_url, purchase, credited_toman, expires_at, check_until)
         select $1, $2, 'bridge', $3, md5(random()::text), md5(random()::text), 60000, 'IRT', 60000, 1,
           'https://pay.example.com/1', case when $4 then jsonb_build_object('order_id', max(id)::text) end,
           case when $3 = 'paid' then 60000 end, now() + interval '1 hour', now() + interval '1 day'
         from orders where bot_id = $1 and user_id = $2`,
        [shop.botId, buyer.id, status, isOfOrder],
      );
  await ownerQuery(
    `insert into gateway_payments (bot_id, user_id, gateway, reference, amount_toman, currency, currency_amount, rate_toman,
       expires_at, check_until)
     values ($1, $2, 'telegram_stars', md5(random()::text), 60000, 'XTR', 60, 1000, now() + interval '1 hour', now())`,
    [shop.botId, buyer.id],
  );
};

/** Paying from card to card, with one card. */
export const takeCards = async (shop: Shop) => {
  await ownerQuery('update bots set card_to_card_enabled = true where id = $1', [shop.botId]);
  await shop.configure({ card_open_payments: 10 });
  await ownerQuery(
    `insert into tenant_payment_cards (bot_id, card_number, card_holder_name) values ($1, '6037997512345673', 'Sara')`,
    [shop.botId],
  );
  await shop.switchFeature('card_to_card', true);
};
/** A payment on that card in each state, for the newest order and for the wallet; begun a while ago. */
export const addCardPayments = async (shop: Shop, buyer: User) => {
  const states = [
    ['pending', false],
    ['pending', true],
    ['rejected', true],
    ['cancelled', false],
    ['expired', false],
    ['approved', true],
  ] as const;
  for (const [status, isSent] of states)
    for (const isOfOrder of [true, false])
      await ownerQuery(
        `insert into card_to_card_payments (bot_id, user_id, card_id, status, tracking_number, amount_toman, purchase, submitted_at,
           credited_toman, reject_reason, created_at, expires_at)
         select $1, $2, (select min(id) from tenant_payment_cards where bot_id = $1), $3, 'C2C-' || md5(random()::text), 60000,
           case when $4 then jsonb_build_object('order_id', max(id)::text) end, case when $5 then now() end,
           case when $3 = 'approved' then 60000 end, case when $3 = 'rejected' then 'unreadable' end, now() - interval '5 minutes',
           now() + interval '1 hour'
         from orders where bot_id = $1 and user_id = $2`,
        [shop.botId, buyer.id, status, isOfOrder, isSent],
      );
};

const device = (key: string) => ({
  key: key.repeat(16),
  ...{ hwid: `hwid-${key}`, platform: 'iOS', os: '17', model: 'Phone', app: 'Happ' },
  added_at: '2026-11-01T10:00:00.000Z',
});

/** The account is there, and has two devices. */
export const onPanel = (shop: Shop, state: 'ACTIVE' | 'LIMITED' = 'ACTIVE') =>
  ownerQuery(
    `update subscriptions set subscription_url = 'https://sub.example.com/' || id, panel_username = 'b_' || id,
       panel_short_uuid = 'short' || id, provisioned_at = now(), panel_status = $2, panel_devices = $3
     where bot_id = $1`,
    [shop.botId, state, JSON.stringify([device('a'), device('b')])],
  );
/** A discount that holds, and offers of both kinds that are open. */
export const takeOffers = async (shop: Shop, buyer: User) => {
  await ownerQuery('update subscriptions set squads = array[gen_random_uuid()] where bot_id = $1', [
    shop.botId,
  ]);
  const offers = offersOf(shop.tenant);
  await offers.atNoon();
  await offers.give(buyer.id, { percent: 10 });
  const access = await offers.template({ kind: 'test_access', squads: [randomUUID()] });
  for (const offer of [await offers.template(), access]) await offers.send(offer, { userId: buyer.id });
};
/** Nothing is on sale any more. */
export const nothingSold = (shop: Shop) =>
  ownerQuery('update bot_plans set is_active = false where bot_id = $1', [shop.botId]);
/** The time of every subscription is over since yesterday. */
export const over = (shop: Shop) =>
  ownerQuery(
    `update subscriptions set starts_at = now() - interval '60 days', ends_at = now() - interval '1 day',
       value_from = now() - interval '60 days', status = 'expired' where bot_id = $1`,
    [shop.botId],
  );
/** A trial that runs, or whose traffic is used up. */
export const takeTrial = async (shop: Shop, buyer: User, state?: 'LIMITED') => {
  await shop.buy(buyer.id, { kind: 'trial' });
  await onPanel(shop, state);
};
/** The simple offer is sold. */
export const sellSimple = async (shop: Shop) => {
  await shop.switchFeature('simple_purchase', true);
  await shop.configure({
    simple_purchase_price_toman: 90_000,
    simple_purchase_traffic_gb: 20,
    simple_purchase_devices: 1,
  });
};
