import { findGateway, listGateways } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';
import { askGateway } from './ask-gateway.js';
import { lockWithPayer } from './lock-with-payer.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { paymentTables } from './payment-rows.js';
import { findByHint } from './find-payment.js';
import { isByHandAlone } from './second-money.js';
import { writePayment } from './write-payment.js';

/** Bots and methods of one page. */
const mostLists = 1_000;

/** A page of those that have open payments, after a place; every one has its turn, however many there are. */
const pageText = `select distinct bot_id, bot_id::text as bot, method from (${paymentTables
  .map(({ table, method }) => `select bot_id, ${method} as method from ${table} where check_at is not null`)
  .join(' union all ')}) as open
  where method = any($1) and (bot_id, method) > ($2::bigint, $3)
  order by bot_id, method limit ${mostLists}`;

/** Enqueues, for each bot with open payments at a gateway that lists what it was paid, a look at that list, a page a transaction. */
export async function enqueueLists(): Promise<void> {
  const listing = listGateways().flatMap(({ name, listPaid }) => (listPaid ? [name] : []));
  let after: Place | undefined = { bot: '0', method: '' };
  while (after) after = await enqueuePage(listing, after);
}

interface Place {
  readonly bot: string;
  readonly method: string;
}

/** Returns where the next page begins; undefined: there is none. */
const enqueuePage = (listing: readonly string[], after: Place): Promise<Place | undefined> =>
  asFleet('find gateways whose lists of paid payments are looked at', async (tx) => {
    const rows = await tx.sql<Place>(pageText, [listing, after.bot, after.method]);
    for (const { bot, method } of rows)
      await enqueue(tenantOf(bot), 'payments.find-lost', { gateway: method });
    return rows.length < mostLists ? undefined : rows.at(-1);
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
  const asked = await askGateway(tenant, { gateway: method, question: 'payments' }, async () => {
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
        account,
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
