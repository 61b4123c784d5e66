import { ownerQuery } from '../database.js';

const tables = [
  'users',
  'transactions',
  'subscriptions',
  'subscription_addons',
  'orders',
  'outbox',
  'gateway_payments',
  'zarinpal_payments',
  'card_to_card_payments',
  'card_receipts',
  'tenant_payment_cards',
  'gateway_health',
  'notice_marks',
];

/** Everything that a bot has of money, as one text that is equal when nothing of it has changed. */
export async function everythingOf(botId: string): Promise<string> {
  const parts: unknown[] = [];
  for (const table of tables)
    parts.push(
      await ownerQuery<{ rows: string }>(
        `select coalesce(jsonb_agg(to_jsonb(row) order by to_jsonb(row)::text), '[]')::text as rows
         from ${table} as row where bot_id = $1`,
        [botId],
      ),
    );
  return JSON.stringify(parts);
}
