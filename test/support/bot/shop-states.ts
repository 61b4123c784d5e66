import type { User } from '#models/user.js';
import { ownerQuery } from '../database.js';
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
