import { approvePayment } from '#services/card-payments/approve-payment.js';
import { rejectPayment } from '#services/card-payments/reject-payment.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { runScript } from '../../../scripts/open-fleet.js';

/* Decides about the newest payment from card to card of a fleet, as a reviewer does: `approve` or `reject`. */

const [, , decision] = process.argv;

await runScript('decide-card-payment', async () => {
  const [row] = await asFleet('find a payment', (tx) =>
    tx.sql<{ bot_id: string; id: string }>(
      'select bot_id::text, id::text from card_to_card_payments as payment order by payment.id desc limit 1',
    ),
  );
  if (!row) throw new Error('there is no payment');
  const tenant = tenantOf(row.bot_id);
  const about = { paymentId: row.id, by: null };
  const { kind } = await tenant.db((tx) =>
    decision === 'approve'
      ? approvePayment(tenant, tx, about)
      : rejectPayment(tenant, tx, { ...about, reason: 'unreadable', openHours: 24 }),
  );
  return kind;
});
