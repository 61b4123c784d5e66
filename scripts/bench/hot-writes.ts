/** A name of a write → one statement that writes `$2` rows, whose numbers lie above `$1`. */
export type HotWrites = Readonly<Record<string, string>>;

const numbers = `generate_series($1::bigint + 1, $1::bigint + $2::bigint) as n`;
/** Rows of the first big bot that the tables were filled with; `$1` moves on, so that each round has others. */
const some = (table: string, condition = 'true'): string =>
  `select id from ${table} where bot_id = 1 and ${condition} order by (id * 7919 + $1::bigint) % 10007 limit $2::bigint`;

/** What is written most, as the code writes it. */
export const hotWrites: Readonly<Record<string, HotWrites>> = {
  users: {
    'first /start': `
      insert into users (bot_id, telegram_id, first_name, language, referral_code)
      select 1, 7000000000 + n, 'Person ' || n, 'en', 'bench' || n from ${numbers}`,
    'seen again': `
      update users set username = username, first_name = first_name, last_seen_at = now(), updated_at = now()
      where bot_id = 1 and id in (${some('users')})`,
  },
  conversations: {
    'first /start': `
      insert into conversations (bot_id, chat_id, user_id, state)
      select bot_id, 7000000000 + $1::bigint + id, id, 'registration.language' from users
      where bot_id = 1 and id in (${some('users')})`,
    step: `
      update conversations set user_id = user_id, state = 'idle', data = jsonb_build_object('n', $1::bigint), updated_at = now()
      where bot_id = 1 and chat_id in (${some('users').replace('select id', 'select telegram_id')})`,
  },
  processed_updates: {
    mark: `insert into processed_updates (bot_id, update_id, chat_id) select 1, 7000000000 + n, n from ${numbers}`,
  },
  outbox: {
    decided: `
      insert into outbox (bot_id, job_name, ordering_key, payload)
      select 1, 'message.send', (7000000000 + n)::text, jsonb_build_object('chat_id', n::text, 'method', 'sendMessage',
        'params', jsonb_build_object('text', repeat('words ', 30))) from ${numbers}`,
    ended: `delete from outbox where id in (${some('outbox')})`,
  },
  orders: {
    draft: `
      insert into orders (bot_id, user_id, kind, wish, wish_key, quote, price_toman, expires_at, plan_id)
      select 1, id, 'plan', '{}', 'bench ' || $1::bigint, '{}', 5, now() + interval '1 hour',
        (select min(id) from bot_plans where bot_id = 1) from users where bot_id = 1 and id in (${some('users')})`,
    paid: `
      update orders set paid_at = now(), transaction_id = paid.id, updated_at = now()
      from transactions paid where paid.bot_id = 1 and paid.id = orders.id
        and orders.bot_id = 1 and orders.id in (${some('orders', 'id in (select id from transactions where bot_id = 1)')})`,
  },
  subscriptions: {
    bought: `
      insert into subscriptions (bot_id, user_id, plan_id, status, ends_at)
      select 1, id, (select min(id) from bot_plans where bot_id = 1), 'active', now() + interval '30 days'
      from users where bot_id = 1 and id in (${some('users')})`,
    renewed: `
      update subscriptions set ends_at = ends_at + interval '30 days', provisioned_at = null, updated_at = now()
      where bot_id = 1 and id in (${some('subscriptions')})`,
    'looked at': `
      update subscriptions set panel_seen_at = now(), traffic_used_bytes = traffic_used_bytes + 1, updated_at = now()
      where bot_id = 1 and id in (${some('subscriptions')})`,
  },
  transactions: {
    booked: `
      insert into transactions (bot_id, user_id, type, amount_toman, balance_after_toman, idempotency_key, payment_method)
      select 1, id, 'deposit', 5, 5, 'bench ' || id || ' ' || $1::bigint, 'zarinpal'
      from users where bot_id = 1 and id in (${some('users')})`,
  },
};
