import { findGateway, listGateways } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';
import { askGateway } from './ask-gateway.js';
import { lockWithPayer } from './apply-state.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { findByHint, paymentTables } from './payment-rows.js';
import { isByHandAlone } from './second-money.js';
import { writePayment } from './write-payment.js';

const recentBots = `select distinct bot_id::text, method from (${paymentTables
  .map(({ table, method }) => `select bot_id, ${method} as method from ${table} where check_at is not null`)
  .join(' union all ')}) as open where method = any($1) limit 2000`;

/** Enqueues, for each bot with open payments at a gateway that lists what it was paid, a look at that list. */
export const enqueueLists = (): Promise<void> =>
  asFleet('find gateways whose lists of paid payments are looked at', async (tx) => {
    const listing = listGateways().flatMap(({ name, listPaid }) => (listPaid ? [name] : []));
    const rows = await tx.sql<{ bot_id: string; method: string }>(recentBots, [listing]);
    for (const { bot_id, method } of rows)
      await enqueue(tenantOf(bot_id), 'payments.find-lost', { gateway: method });
  });

/**
 * Looks at what a gateway says it was paid, no transaction open: a payment of ours in the list is asked about at once, and one
 * whose making was not heard of gets its name by it. Whatever else is in the list is somebody else's.
 */
export async function findLost(
  tenant: Tenant,
  { method, means }: { readonly method: string; readonly means: GatewayMeans },
): Promise<void> {
  const gateway = findGateway(method);
  if (!gateway?.listPaid) return;
  const asked = await askGateway(tenant, method, async () => {
    const { access, account } = await tenant.db((tx) => openGateway(tenant, tx, { method, means }));
    return { account, listed: (await gateway.listPaid?.(access)) ?? [] };
  });
  if (!('answer' in asked)) return;
  const { account, listed } = asked.answer;
  for (const { externalId, reference } of listed)
    await tenant.db(async (tx) => {
      const payment = await findByHint(tenant, tx, {
        method,
        externalId,
        ...(reference !== undefined && { reference }),
      });
      if (!payment || payment.status === 'refunded') return;
      if (payment.transactionId !== null && !isByHandAlone(payment)) return;
      const locked = await lockWithPayer(tenant, tx, payment);
      if (!locked) return;
      if (locked.payment.externalId === null)
        await writePayment(tenant, tx, payment, { externalId, account: payment.account ?? account });
      if ((locked.payment.externalId ?? externalId) === externalId)
        await enqueue(tenant, 'payment.check', { payment_id: payment.id });
    });
}
