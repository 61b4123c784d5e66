import {
  countCharges,
  findLastCharge,
  hasWaiting,
  isOfGoneSubscription,
} from '#services/payments/agreements/charges.js';
import { buyAgain } from '#services/payments/agreements/buy-again.js';
import { enqueueAgreementBots, enqueueAgreements } from '#services/payments/agreements/enqueue-agreements.js';
import { noteCharged } from '#services/payments/agreements/keep-agreement.js';
import { resumeCharges } from '#services/payments/agreements/resume-charges.js';
import { findAgreement, findOthers } from '#services/payments/agreements/own-agreements.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { hearMoreMoney, wasSettledByHand } from '#services/payments/second-money.js';
import { takeRefunded } from '#services/payments/take-refunded.js';
import { takeUnasked } from '#services/payments/take-unasked.js';
import { hasEmail, keepEmail } from '#services/people/keep-email.js';
import { tenantOf, type Tx } from '#tenancy/scope.js';
import { snapshotNow } from '../snapshots.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** A payment at a gateway, of a person of the filled bot, that has bought an order and is charged again. */
async function onFirst({ database }: Means, work: (tx: Tx, first: Payment) => Promise<unknown>) {
  const [row] = await database.query<{ id: string }>(
    `update gateway_payments set repeat_days = 30, repeat_until = now(), repeat_state = 'active', purchase = '{"order_id": "1"}'
     where bot_id = 1 and id = (select min(id) from gateway_payments where bot_id = 1 and status = 'paid') returning id::text`,
  );
  await tenant.db(async (tx) => {
    const found = await findPayment(tenant, tx, (row as { id: string }).id);
    await work(tx, found as Payment);
  });
}

/** The part of `queryPaths` that payments have which repeat, or which nobody asked for. */
export const agreementQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/payments/agreements/buy-again.ts': {
    run: (means) => onFirst(means, (tx, first) => buyAgain(tenant, tx, { first, charge: first })),
  },
  'src/services/payments/agreements/charges.ts': {
    run: (means) =>
      onFirst(means, async (tx, first) => {
        await findLastCharge(tenant, tx, first);
        await countCharges(tenant, tx, first);
        await hasWaiting(tenant, tx, first);
        await isOfGoneSubscription(tenant, tx, first);
      }),
  },
  'src/services/payments/agreements/enqueue-agreements.ts': {
    run: async () => {
      await enqueueAgreementBots();
      await enqueueAgreements(tenant);
    },
  },
  'src/services/payments/agreements/keep-agreement.ts': {
    run: (means) => onFirst(means, (tx, first) => noteCharged(tenant, tx, first, undefined)),
  },
  'src/services/payments/agreements/own-agreements.ts': {
    run: (means) =>
      onFirst(means, async (tx, first) => {
        await findAgreement(tenant, tx, { userId: '1', subscriptionId: '1' });
        await findOthers(tenant, tx, first);
      }),
  },
  'src/services/payments/agreements/resume-charges.ts': { run: () => resumeCharges(tenant) },
  'src/services/payments/second-money.ts': {
    run: (means) =>
      onFirst(means, async (tx, first) => {
        await wasSettledByHand(tenant, tx, first);
        await wasSettledByHand(tenant, tx, { id: '1', method: 'zarinpal' });
        const paid = { kind: 'paid', amount: '5', currency: first.currency, receipt: 'another' } as const;
        await hearMoreMoney(tenant, tx, { ...first, transactionId: '1', receipt: 'one' }, paid);
      }),
  },
  'src/services/payments/take-refunded.ts': {
    run: (means) =>
      onFirst(means, async (tx, first) => {
        const payer = (await lockBuyer(tenant, tx, first.userId))!;
        const was = { transactionId: '1', creditedToman: 10_000, refundedToman: 5_000, repeat: null };
        await takeRefunded(tenant, tx, { payer, payment: { ...first, ...was } }, {});
      }),
  },
  'src/services/payments/take-unasked.ts': {
    run: async () => {
      const { settings } = await snapshotNow(tenant);
      const money = { externalId: 'donation', payerId: '11', amount: '5.00', currency: 'RUB', receipt: null };
      await tenant.db((tx) =>
        takeUnasked(tenant, tx, {
          money: { kind: 'unasked', ...money },
          ...{ method: 'tribute', currency: 'RUB', account: 'a', values: settings.values },
        }),
      );
    },
  },
  'src/services/people/keep-email.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await hasEmail(tenant, tx, '1');
        await keepEmail(tenant, tx, { userId: '1', typed: 'sara@example.com' });
      }),
  },
};
