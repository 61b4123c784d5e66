import type { Tenant, Tx } from '#tenancy/scope.js';
import { alignColumns } from './align-columns.js';

interface Row {
  readonly id: string;
  readonly method: string;
  readonly status: string;
  readonly amount: string;
  readonly person: string;
  readonly begun: Date;
  readonly problem: string | null;
}

const look = `
  select payment.id::text, method, payment.status, amount_toman::text as amount, telegram_id::text as person,
    payment.created_at as begun, problem
  from (
    (select bot_id, id, gateway as method, user_id, status, amount_toman, created_at, problem from gateway_payments
      where bot_id = $1 and (status in ('pending', 'held') or problem is not null) order by id desc limit 50)
    union all
    (select bot_id, id, 'zarinpal', user_id, status, amount_toman, created_at, problem from zarinpal_payments
      where bot_id = $1 and (status in ('pending', 'held') or problem is not null) order by id desc limit 50)
    union all
    (select bot_id, id, 'card_to_card', user_id,
        case when status = 'pending' and submitted_at is not null then 'under review' else status end, amount_toman, created_at, problem
      from card_to_card_payments
      where bot_id = $1 and (status = 'pending' or problem is not null) order by id desc limit 50)
  ) as payment join users on users.bot_id = payment.bot_id and users.id = payment.user_id
  order by payment.id desc limit 50`;

/** The newest payments of a bot that are open, held or in trouble, a line each. */
export async function listPayments({ botId }: Tenant, tx: Tx): Promise<string> {
  const rows = await tx.sql<Row>(look, [botId]);
  if (rows.length === 0) return 'No payment of this bot is open, held or in trouble.';
  return alignColumns(
    rows.map(({ id, method, status, amount, person, begun, problem }) => [
      id,
      method,
      status,
      `${Number(amount).toLocaleString('en')} toman`,
      `person ${person}`,
      begun.toISOString(),
      problem ?? '',
    ]),
  );
}
