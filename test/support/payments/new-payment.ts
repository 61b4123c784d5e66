import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import { ownerQuery } from '../database.js';

/** A payment of 100,000 toman that its gateway was asked for as 4.00 USD, in a table of no gateway's own. */
export async function newPayment(
  botId: string,
  { userId, orderId = null, status = 'pending', method = 'bridge' }: Partial<Payment> & { userId: string },
): Promise<Payment> {
  const purchase = orderId === null ? null : { order_id: orderId };
  const [row] = await ownerQuery<{ id: string }>(
    `insert into gateway_payments (bot_id, user_id, gateway, amount_toman, currency, currency_amount, rate_toman, purchase,
       external_id, status, expires_at, check_until, check_at, asked_at)
     values ($1, $2, $3, 100000, 'USD', 4, 25000, $4, $5, $6, now() + interval '1 hour', now() + interval '1 day', now(), now())
     returning id::text`,
    [botId, userId, method, purchase, `external ${uniqueNumber()}`, status],
  );
  const tenant = tenantOf(botId);
  return (await tenant.db((tx) => findPayment(tenant, tx, row!.id)))!;
}
