import type { Ask } from './schema-snapshot.js';

/** How many rows a table gets: bots of the fleet, and rows in each of the two big bots. */
export const filled = { bots: 2_000, perBigBot: 10_000, bigBots: ['1', '2'] } as const;

const each = `from generate_series(1, 2) as b, generate_series(1, ${filled.perBigBot}) as n`;
const hash = (text: string): string => `encode(sha256(convert_to(${text}, 'utf8')), 'hex')`;

/**
 * Statements that fill a fresh database; the two big bots have the ids 1 and 2. Most of the outbox was handed over a moment
 * ago: its times lie ahead, so that this is still true when the machine is slow.
 */
const statements = [
  `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, api_token_hash, is_master)
   select 'Shop ' || n, 'sealed', ${hash(`'token ' || n`)}, 1000000 + n, ${hash(`'api ' || n`)}, n = 1
   from generate_series(1, ${filled.bots}) as n order by n`,
  `insert into bot_connections (bot_id, webhook_fingerprint) select id, 'old' from bots`,
  `insert into bot_admins (bot_id, telegram_id, role) select id, 500 + n, 'owner' from bots, generate_series(1, 3) as n`,
  `insert into bot_configurations (bot_id, config_key, config_value)
   select id, 'key' || n, '1' from bots, generate_series(1, 5) as n`,
  `insert into bot_configurations (bot_id, config_key, config_value)
   select id, 'rate_source_url', '"https://rates.example/"' from bots where id % 4 = 0`,
  `insert into blacklists (bot_id, address, tried_at, next_at)
   select id, 'https://lists.example/', now(), now() + interval '1 hour' from bots where id % 4 = 0`,
  `insert into blacklist_entries (bot_id, telegram_id, reason)
   select b, 5000000 + n, 'reason ' || n ${each}`,
  `insert into daily_reports (bot_id, due_at) select id, now() + interval '1 day' from bots`,
  `insert into bot_rates (bot_id, currency, source, rate_toman, told_at, asked_at)
   select id, currency, 'https://rates.example/', 1000, now(), now() + interval '1 hour'
   from bots, unnest('{RUB,USD,XTR}'::text[]) as currency where id % 4 = 0`,
  `insert into bot_feature_flags (bot_id, feature_key) select id, 'flag' || n from bots, generate_series(1, 5) as n`,
  `insert into bot_setting_changes (bot_id, kind, key, value_after, actor_kind, created_at)
   select b, 'setting', 'key' || n % 100, to_jsonb(n), 'system', now() - interval '1 day' + n * interval '1 second' ${each}`,
  `insert into users (bot_id, telegram_id, language, referral_code, registered_at, first_name, username, start_payload)
   select b, n, 'fa', 'code' || n, now(), 'Name ' || n, 'person' || n, 'code' || (n - 1) ${each}`,
  `insert into subscriptions (bot_id, user_id, status, ends_at, provisioned_at)
   select bot_id, id, case when telegram_id % 10 = 0 then 'expired' else 'active' end,
     now() + telegram_id * interval '1 hour', now() from users`,
  `insert into transactions (bot_id, user_id, type, amount_toman, balance_after_toman, idempotency_key, payment_method)
   select bot_id, id, 'deposit', 5, 5, 'deposit ' || telegram_id, 'zarinpal' from users`,
  `insert into card_to_card_payments (bot_id, user_id, amount_toman, tracking_number, status)
   select bot_id, id, 5, 'card ' || telegram_id, 'approved' from users`,
  `insert into zarinpal_payments (bot_id, user_id, amount_toman, status, zarinpal_authority, created_at, check_at, check_until)
   select bot_id, id, 5, case when telegram_id % 10 = 0 then 'expired' else 'paid' end, 'A' || id,
     now() - telegram_id * interval '3 hours', case when telegram_id < 20 then now() - interval '1 hour' end, now() from users`,
  `insert into gateway_payments (bot_id, user_id, amount_toman, gateway, status, external_id, created_at, check_at, check_until)
   select bot_id, id, 5, 'tribute', case when telegram_id % 10 = 0 then 'expired' else 'paid' end, 'T' || id,
     now() - telegram_id * interval '3 hours', case when telegram_id < 20 then now() - interval '1 hour' end, now() from users`,
  `insert into card_bank_messages (bot_id, digest, sender, text, amount_rial, reference, sent_at, state, created_at)
   select b, n::text, 'BANK', 'text', n * 10, case when n % 3 = 0 then n::text end, now() - n * interval '1 minute', 'unmatched',
     now() - interval '91 days' + n * interval '1 minute' ${each}`,
  `insert into card_bank_messages (bot_id, digest, sender, text, sent_at, state)
   values (1, 'new', 'BANK', 'text', now(), 'unmatched')`,
  `insert into gateway_health (bot_id, gateway) select id, 'zarinpal' from bots`,
  `insert into bot_maintenance (bot_id, automatic_since) select id, case when id % 100 = 0 then now() end from bots`,
  `insert into maintenance_askers (bot_id, user_id) select bot_id, id from users where telegram_id % 5 = 0`,
  `insert into conversations (bot_id, chat_id, user_id)
   select bot_id, telegram_id, id from users`,
  `insert into processed_updates (bot_id, update_id, chat_id, processed_at)
   select b, n, n, now() - interval '72 hours' + n * interval '25 seconds' ${each} order by n`,
  `insert into discount_offers (bot_id, user_id, kind, percent, valid_until, subscription_id, ends_at)
   select bot_id, user_id, 'winback_first', 10, now() - interval '91 days' + id % 100 * interval '1 day', id, ends_at
   from subscriptions where id % 3 = 0`,
  `insert into campaigns (bot_id, start_parameter, name) select id, 'campaign' || n, 'Campaign ' || n
   from bots, generate_series(1, 5) as n order by id, n`,
  `insert into campaign_people (bot_id, campaign_id, user_id, registered_at)
   select users.bot_id, campaigns.id, users.id, now() from users
   join campaigns on campaigns.bot_id = users.bot_id and start_parameter = 'campaign' || (telegram_id % 50 + 1)`,
  `update users set campaign_code = 'campaign' || (telegram_id % 50 + 1) where telegram_id % 50 < 5`,
  `insert into promo_groups (bot_id, name, priority) select id, 'Group ' || n, n from bots, generate_series(1, 5) as n`,
  `insert into user_promo_groups (bot_id, user_id, group_id, given_by)
   select users.bot_id, users.id, promo_groups.id, 'admin' from users
   join promo_groups on promo_groups.bot_id = users.bot_id and users.id % 5 = priority - 1`,
  `insert into personal_offer_templates (bot_id, kind, title, words, button, open_hours, holds_hours, percent)
   select id, 'discount', '{}', '{}', '{}', 24, 24, 10 from bots, generate_series(1, 5)`,
  `insert into personal_offer_sendings (bot_id, template_id, kind, terms, audience, state, until_user_id, people_count, ended_at)
   select bot_id, id, 'discount', '{}', 'everybody', 'done', 1, 1, now() - id % 500 * interval '1 day'
   from personal_offer_templates, generate_series(1, 2)`,
  `insert into personal_offers (bot_id, user_id, kind, sending_id, sent_at, open_until, taken_at, due_at, ended_at, end_reason)
   select u.bot_id, u.id, 'discount', s.id, now(), now() + interval '1 day', case when u.telegram_id % 3 = 0 then now() end,
     case when u.telegram_id % 3 = 1 then now() + interval '1 day' - u.telegram_id % 10 * interval '1 second' end,
     case when u.telegram_id % 3 = 2 then now() - u.telegram_id % 100 * interval '1 day' end,
     case when u.telegram_id % 3 = 2 then 'over' end
   from users u join lateral (select id from personal_offer_sendings where bot_id = u.bot_id order by id
     offset u.telegram_id % 10 limit 1) as s on true`,
  `insert into promo_code_batches (bot_id, name, size) select id, 'Batch ' || n, 100 from bots, generate_series(1, 3) as n`,
  `insert into promocodes (bot_id, code, code_key, kind, amount_toman, most_uses, use_count, batch_id)
   select b, 'CODE-' || n, 'C0DE' || n, 'balance', 5, 1, n % 2, (select id from promo_code_batches where bot_id = b order by promo_code_batches.id offset n % 3 limit 1) ${each}`,
  `insert into promo_code_uses (bot_id, code_id, user_id, created_at)
   select promocodes.bot_id, promocodes.id, users.id, now() - users.telegram_id * interval '1 hour' from promocodes
   join users on users.bot_id = promocodes.bot_id and 'C0DE' || users.telegram_id = code_key where use_count > 0`,
  `insert into promotion_deliveries (bot_id, user_id, subscription_id, campaign_id, after, sold_gb, given_at, panel_revision)
   select person.bot_id, person.user_id, subscriptions.id, person.campaign_id, '{}', 0, now(), 1 from campaign_people as person
   join subscriptions on subscriptions.bot_id = person.bot_id and subscriptions.user_id = person.user_id
   where person.user_id % 4 = 0`,
  // Every third person came by one of the first ten of their bot.
  `update users set referred_by = inviter.id from users inviter
   where inviter.bot_id = users.bot_id and inviter.telegram_id = users.telegram_id % 10 + 1 and users.telegram_id > 20
     and users.telegram_id % 3 = 0`,
  `insert into referral_rewards (bot_id, user_id, inviter_id, invited_id, kind, payment_table, payment_id, deposit_toman,
     percent, amount_toman, created_at)
   select bot_id, referred_by, referred_by, id, case when n = 1 then 'first' else 'commission' end, 'gateway_payments',
     id * 10 + n, 100000, 25, 25000, now() - n * interval '1 day' - id % 100 * interval '1 hour'
   from users, generate_series(1, 3) as n where referred_by is not null`,
  `insert into referral_accounts (bot_id, user_id, percent)
   select bot_id, id, 30 from users where telegram_id <= 3000`,
  `insert into partners (bot_id, user_id, state, decided_at, balance_toman)
   select bot_id, id, 'accepted', now(), 3000 from users where id % 10 = 1`,
  `insert into partner_transactions (bot_id, user_id, kind, amount_toman, balance_after_toman, reserved_after_toman, event,
     available_at, from_user_id, paid_toman, percent, created_at)
   select partner.bot_id, partner.user_id, 'earned', 1000, 1000 * n, 0, 'earned ' || partner.user_id || ' ' || n,
     now() - n * interval '10 days', partner.user_id, 4000, 25, now() - n * interval '12 days'
   from partners as partner, generate_series(1, 3) as n`,
  `insert into partner_payouts (bot_id, user_id, amount_toman, requisites_tail, state)
   select bot_id, user_id, 500, '1234', 'rejected' from partners, generate_series(1, 3) as n`,
  `insert into notice_marks (bot_id, kind, about, until)
   select b, 'order_refunded', n::text, case when n > 20 then now() + interval '400 days' else now() - interval '2 hours' end ${each}`,
  // Most were handed over just now, which they still shall be when the tests come to them.
  `insert into outbox (bot_id, job_name, ordering_key, payload, created_at, handed_at)
   select b, 'message.send', n::text, '{"chat_id": "1", "method": "sendMessage", "params": {}}',
     now() - interval '1 minute', case when n > 20 then now() + interval '10 minutes' end ${each} order by n`,
  `insert into api_tokens (bot_id, name, token_hash, scope)
   select id, 'token ' || n, ${hash(`'api ' || id || ' ' || n`)}, 'read' from bots, generate_series(1, 5) as n`,
  `insert into admin_requests (bot_id, caller, request_key, fingerprint, created_at)
   select b, 'master', 'job:' || n, 'f', now() - interval '47 hours' + n * interval '10 seconds' ${each}`,
  `insert into fleet_admin_requests (caller, request_key, fingerprint, created_at)
   select 'master', 'job:' || n, 'f', now() - interval '47 hours' + n * interval '10 seconds'
   from generate_series(1, ${filled.perBigBot}) as n`,
  `insert into audit_log (bot_id, actor_kind, action) select b, 'master', 'bots.update' ${each}`,
  `insert into bot_plans (bot_id, name, period_days, price_toman, sort_order)
   select id, 'Plan ' || n, 30, 1000 * n, n from bots, generate_series(1, 5) as n`,
  `insert into tenant_payment_cards (bot_id, card_number, card_holder_name)
   select b, lpad(n::text, 16, '6'), 'Sara' from generate_series(1, 2) as b, generate_series(1, 20) as n
   union all select id, lpad('7', 16, '6'), 'Sara' from bots where id > 2`,
  `insert into card_to_card_payments (bot_id, user_id, card_id, amount_toman, tracking_number, status)
   select users.bot_id, users.id, card.id, 1000, 'track' || users.id, 'approved'
   from users join tenant_payment_cards as card
     on card.bot_id = users.bot_id and card.card_number = lpad((users.telegram_id % 10 + 1)::text, 16, '6')`,
  `update card_to_card_payments set status = case when id % 40 = 0 then 'expired' else 'pending' end,
     submitted_at = case when id % 20 = 0 then now() end, check_at = case when id % 100 = 0 then now() - interval '1 hour' end, expires_at = now()
   where id % 10 = 0`,
  `update card_to_card_payments set created_at = now() - (1 + id % 400) * interval '1 day'`,
  `insert into card_receipts (bot_id, payment_id, attempt, kind, file_id, file_unique_id, words, reference_numbers,
     picture_hash, picture_print, looked_at)
   select bot_id, id, 0, 'image', 'f' || id, 'u' || id, 'paid ' || id, array[(100000 + id)::text], substr(md5(id::text), 1, 16),
     case when id % 50 = 0 then decode(repeat('00', 8192), 'hex') end, case when id % 1000 > 0 then now() end from card_to_card_payments`,
  `insert into card_review_messages (bot_id, payment_id, attempt, kind, chat_id, message_id, created_at)
   select bot_id, id, 0, 'review', -100500, id, now() - interval '89 days' from card_to_card_payments`,
  `insert into subscriptions (bot_id, user_id, plan_id, status, ends_at, created_at)
   select users.bot_id, users.id, plan.id, 'active', now() + interval '30 days',
     now() - users.telegram_id * interval '1 hour'
   from users join bot_plans as plan on plan.bot_id = users.bot_id and plan.sort_order = users.telegram_id % 5 + 1`,
  `insert into tenant_wallet_transactions (bot_id, type, amount_toman, balance_after_toman, idempotency_key)
   select b, 'deposit', 5, 5 * n, 'deposit ' || n ${each}`,
  `insert into tenant_traffic_usage (bot_id, usage_date, consumed_bytes)
   select id, date '2026-01-01' + n, 5 from bots, generate_series(1, 100) as n`,
  `update subscriptions set panel_username = 'b' || bot_id || '_s' || id || '_aa', panel_user_id = id,
     panel_seen_at = now(), provisioned_at = now()`,
  `insert into orders (bot_id, user_id, kind, wish, wish_key, state, quote, price_toman, expires_at, subscription_id,
     paid_at, fulfilled_at)
   select bot_id, user_id, 'plan', '{}', 'plan ' || id, 'paid', '{}', 5, now(), id, now(), now() from subscriptions`,
  `insert into subscription_addons (bot_id, subscription_id, order_id, kind, amount, given_by, paid_until)
   select bot_id, subscription_id, id, 'devices', 1, 'bought', now() from orders`,
  `insert into fleet_settings (key, value) select 'setting.' || n, '1' from generate_series(1, 2000) as n`,
  `insert into orders (bot_id, user_id, kind, wish, wish_key, quote, price_toman, expires_at, state, paid_at, fulfilled_at)
   select bot_id, id, 'gift', '{"kind": "gift", "planId": "1", "greeting": "hi"}', 'gift', '{"items": []}', 5, now(), 'paid', now(), now()
   from users where telegram_id % 3 = 0`,
  `insert into gifts (bot_id, order_id, buyer_id, code, sold, price_toman, greeting, valid_until, is_refunded_at_end, due_at,
     refundable_until)
   select bot_id, id, user_id, 'code-of-a-gift-' || lpad(id::text, 12, '0'),
     '{"name": "Month", "periodDays": 30, "listPriceToman": 5, "trafficLimitGb": 5, "deviceLimit": 1, "squads": [], "trafficReset": "month"}',
     5, 'hi', now() + interval '300 days', true, now() + id % 300 * interval '1 day' + interval '1 hour', now() + interval '300 days'
   from orders where kind = 'gift'`,
  `insert into pages (bot_id, kind, version) select id, kind, 5 from bots, unnest('{rules,privacy_policy}'::text[]) as kind`,
  `insert into page_versions (bot_id, kind, number, texts)
   select bot_id, kind, n, '{"en": "text"}' from pages, generate_series(1, 5) as n`,
  `insert into page_acceptances (bot_id, user_id, kind, version)
   select bot_id, id, 'rules', telegram_id % 5 + 1 from users`,
  `insert into faq_entries (bot_id, title, answer, position)
   select id, '{"en": "Question"}', '{"en": "Answer"}', n from bots, generate_series(1, 20) as n`,
  `insert into menu_notes (bot_id, body) select id, 'note' from bots, generate_series(1, 3)`,
  `insert into menu_buttons (bot_id, position, kind, url, labels)
   select id, n, 'link', 'https://example.com/' || n, '{"en": "Site"}' from bots, generate_series(0, 20) as n`,
  `insert into tickets (bot_id, user_id, title, title_key, status, waiting_since, reminder_due_at, last_message_at, message_count,
     created_at, closed_at, closed_by, assignee_telegram_id, assignee_name, desk_chat_id, desk_topic_id, desk_state)
   select bot_id, id, 'Help', 'help', case when telegram_id % 4 = 0 then 'open' else 'closed' end,
     case when telegram_id % 4 = 0 then now() end, case when telegram_id % 4 = 0 then now() + id % 300 * interval '1 hour' end,
     now() - id % 300 * interval '1 hour', 2, now() - id % 300 * interval '1 day',
     case when telegram_id % 4 <> 0 then now() - id % 300 * interval '1 day' end,
     case when telegram_id % 4 <> 0 then 'staff' end, case when telegram_id % 8 = 0 then 777001 + id % 5 end,
     case when telegram_id % 8 = 0 then 'Sara' end, -1001234567890, id, 'topic'
   from users where telegram_id % 4 < 2`,
  `insert into ticket_messages (bot_id, ticket_id, author, author_telegram_id, author_name, kind, html, search_key, source_chat_id,
     source_message_id, created_at)
   select bot_id, id, 'person', user_id, 'Person', 'text', 'Help me', 'help me', user_id, id, created_at from tickets`,
  `insert into ticket_messages (bot_id, ticket_id, author, author_telegram_id, author_name, kind, html, search_key, source_chat_id,
     source_message_id, created_at)
   select bot_id, id, 'staff', 777001, 'Sara', 'text', 'Try again', 'try again', -1001234567890, id, created_at from tickets`,
  `insert into ticket_copies (bot_id, ticket_id, kind, chat_id, message_id, shown_revision)
   select bot_id, id, 'card', -1001234567890, 1000000 + id, 1 from tickets`,
  `insert into ticket_copies (bot_id, ticket_id, message_row_id, kind, chat_id, message_id, shown_revision)
   select bot_id, ticket_id, id, 'message', case author when 'staff' then author_telegram_id else -1001234567890 end,
     2000000 + id, 1 from ticket_messages`,
  `insert into ticket_blocks (bot_id, user_id, until, blocked_by)
   select bot_id, id, now() + id % 300 * interval '1 hour', 'Sara' from users where telegram_id % 10 = 0`,
  `insert into canned_answers (bot_id, word, title, texts)
   select bots.id, 'word' || number, 'Title', '{"en": "Text"}' from bots, generate_series(1, 20) as number`,
];

/** Fills the tables that production code reads, as a fleet with two big bots would have them. */
export async function fillTables(ask: Ask): Promise<void> {
  for (const statement of statements) await ask(statement);
  await ask('vacuum analyze');
}
