import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openOwnNumber, readCardHolder } from '#services/card-payments/own-card.js';
import { readCardFace } from '#services/cards/read-card-face.js';
import { findReceiptTargets } from '#services/card-payments/receipt-targets.js';
import { expectedReviewMinutes } from '#services/card-payments/review-time.js';
import { submitReceipt } from '#services/card-payments/submit-receipt.js';
import { findPaidOrders } from '#services/orders/paid-orders.js';
import { askAboutOwn } from '#services/payments/ask-about-own.js';
import { beginOnCard } from '#services/payments/begin-on-card.js';
import { claimQuestion } from '#services/payments/claim-question.js';
import { enqueueDueBots, enqueueDuePayments } from '#services/payments/enqueue-due.js';
import { leaveMessage } from '#services/payments/follow-payment.js';
import { findCharges } from '#services/payments/find-charge.js';
import { enqueueLists } from '#services/payments/find-lost.js';
import { openGateway } from '#services/payments/gateway-access.js';
import { noteAnswer, noteCallback, noteFault } from '#services/payments/gateway-health.js';
import { judgeCheckout } from '#services/payments/judge-checkout.js';
import { offerMethods, type MethodTerms } from '#services/payments/offer-methods.js';
import { countRecent, findOpenPayments, listOwnPayments } from '#services/payments/open-payments.js';
import { findByHint, findPayment, lockPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { enqueueRatePolls, pollRates } from '#services/payments/poll-rates.js';
import { readCardMethod } from '#services/payments/read-card-method.js';
import { readMethods } from '#services/payments/read-methods.js';
import { readPaymentFacts } from '#services/payments/read-payment-facts.js';
import { enqueueStarSweeps } from '#services/payments/sweep-stars.js';
import { insertPayment, writePayment } from '#services/payments/write-payment.js';
import { takeCallback } from '#services/payments/take-callback.js';
import { tenantOf, type Tx } from '#tenancy/scope.js';
import { gatewayMeansOf } from '../../../src/workers/gateway-means.js';
import { snapshotNow } from '../snapshots.js';
import { partnerQueryPaths } from './partners.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** A payment at each of the tables, of people of the filled bot. */
async function onEach({ database }: Means, work: (tx: Tx, payment: Payment) => Promise<unknown>) {
  for (const table of ['zarinpal_payments', 'gateway_payments', 'card_to_card_payments']) {
    const [row] = await database.query<{ id: string }>(
      `select id::text from ${table} as payment where bot_id = 1 and status = 'expired' order by payment.id limit 1`,
    );
    await tenant.db(async (tx) => {
      const found = await findPayment(tenant, tx, (row as { id: string }).id);
      await work(tx, found as Payment);
    });
  }
}

/** As if one way to pay were on. */
async function termsNow(): Promise<MethodTerms> {
  const { settings, features } = await snapshotNow(tenant);
  const on = { ...features, zarinpal: { ...features.zarinpal, isOn: true } };
  return { values: settings.values, features: on, publicUrl: 'https://fleet.example' };
}

/** What came to the address of a gateway about a payment that nobody has. */
async function hearStranger({ deps }: Means): Promise<void> {
  const { settings } = await snapshotNow(tenant);
  const told = { update_type: 'invoice_paid', payload: { invoice_id: 1 } };
  await takeCallback(tenant, {
    method: 'cryptobot',
    request: { method: 'POST', query: {}, headers: {}, body: Buffer.from(JSON.stringify(told)), ip: '' },
    means: gatewayMeansOf(deps),
    values: settings.values,
  });
}

/** A payment on a card, of a person of the filled bot. */
async function onCard({ database }: Means, work: (tx: Tx, payment: Payment) => Promise<unknown>) {
  const [row] = await database.query<{ id: string }>(
    `select id::text from card_to_card_payments as payment where bot_id = 1 and card_id is not null and status = 'pending' order by payment.id limit 1`,
  );
  await tenant.db(async (tx) => {
    const found = await findPayment(tenant, tx, (row as { id: string }).id);
    await work(tx, found as Payment);
  });
}

/** The part of `queryPaths` that money has which comes in through gateways. */
export const paymentQueryPaths: Readonly<Record<string, QueryPath>> = {
  ...partnerQueryPaths,
  'src/services/card-payments/own-card.ts': {
    run: (means) =>
      onCard(means, async (tx, payment) => {
        await readCardHolder(tenant, tx, payment);
        // The filled cards are sealed under no secret of ours, which is told of.
        const { vault } = means.deps;
        await openOwnNumber(tenant, tx, { vault, paymentId: payment.id, chatId: '11' });
      }),
  },
  'src/services/cards/read-card-face.ts': { run: () => tenant.db((tx) => readCardFace(tenant, tx, '1')) },
  'src/services/card-payments/receipt-targets.ts': {
    run: (means) => onCard(means, (tx, { userId }) => findReceiptTargets(tenant, tx, userId)),
  },
  'src/services/card-payments/review-time.ts': {
    run: () => tenant.db((tx) => expectedReviewMinutes(tenant, tx)),
  },
  'src/services/card-payments/submit-receipt.ts': {
    run: (means) =>
      onCard(means, (tx, { id: paymentId, userId }) =>
        submitReceipt(tenant, tx, {
          ...{ paymentId, userId, openHours: 24 },
          parts: [{ kind: 'text', fileId: null, fileUniqueId: null, words: 'paid by number 12345678' }],
        }),
      ),
  },
  'src/services/orders/paid-orders.ts': {
    run: () => tenant.db((tx) => findPaidOrders(tenant, tx, ['1', '2'])),
  },
  'src/services/payments/begin-on-card.ts': {
    run: async () => {
      const { values } = await termsNow();
      const payment = {
        amountToman: 5_000,
        expiresAt: new Date(),
        messageId: null,
        orderId: null,
        userId: '5',
      };
      await tenant.db((tx) =>
        beginOnCard(tenant, tx, { payment, values: { ...values, card_unique_amount_toman: 9 } }),
      );
    },
  },
  'src/services/payments/ask-about-own.ts': {
    run: (means) => onEach(means, (tx, payment) => askAboutOwn(tenant, tx, payment)),
  },
  'src/services/payments/claim-question.ts': {
    run: (means) => onEach(means, (tx, payment) => claimQuestion(tenant, tx, payment)),
  },
  'src/services/payments/enqueue-due.ts': {
    run: async () => {
      await enqueueDueBots();
      await enqueueDuePayments(tenant);
    },
  },
  'src/services/payments/find-charge.ts': {
    run: () => tenant.db((tx) => findCharges(tenant, tx, [{ chargeId: 'stx1', payload: 'a'.repeat(32) }])),
  },
  'src/services/payments/find-lost.ts': { run: enqueueLists },
  'src/services/payments/follow-payment.ts': {
    run: (means) => onEach(means, (tx, { userId }) => leaveMessage(tenant, tx, { userId, messageId: '7' })),
  },
  'src/services/payments/gateway-access.ts': {
    // The token of a filled bot opens nothing; the statement is sent all the same.
    run: ({ deps }) =>
      tenant
        .db((tx) => openGateway(tenant, tx, { method: 'zarinpal', means: gatewayMeansOf(deps) }))
        .catch(() => undefined),
  },
  'src/services/payments/gateway-health.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const asked = { gateway: 'zarinpal', question: 'making' } as const;
        await noteFault(tenant, tx, { ...asked, code: 'gateway.unauthorized' });
        await noteAnswer(tenant, tx, asked);
        await noteCallback(tenant, tx, 'zarinpal');
      }),
  },
  'src/services/payments/judge-checkout.ts': {
    run: () =>
      judgeCheckout(tenant, {
        payerId: '11',
        payer: { firstName: 'A', lastName: null, username: null },
        currency: 'XTR',
        amount: 5,
        payload: 'a'.repeat(32),
      }),
  },
  'src/services/payments/offer-methods.ts': {
    run: async () => {
      const terms = await termsNow();
      await tenant.db((tx) => offerMethods(tenant, tx, { amountToman: 5_000, terms }));
    },
  },
  'src/services/payments/poll-rates.ts': {
    run: async () => {
      await enqueueRatePolls();
      const answers = createServer((_, response) => response.end('{"usd":100000}'));
      await new Promise<void>((resolve) => answers.listen(0, '127.0.0.1', resolve));
      const { port } = answers.address() as AddressInfo;
      const values = { ...(await termsNow()).values, rate_source_url: `http://127.0.0.1:${port}/` };
      await pollRates(tenant, { values, mayCallPrivate: true });
      answers.close();
    },
    walks: { bot_rates: 'each source that was asked lately is none to ask now' },
  },
  'src/services/payments/open-payments.ts': {
    run: (means) =>
      onEach(means, async (tx, { userId }) => {
        await findOpenPayments(tenant, tx, userId);
        await countRecent(tenant, tx, userId);
        await listOwnPayments(tenant, tx, { userId });
      }),
  },
  'src/services/payments/find-payment.ts': {
    run: (means) =>
      onEach(means, async (tx, payment) => {
        const { method, reference, externalId } = payment;
        await findByHint(tenant, tx, { method, reference });
        await findByHint(tenant, tx, { method, externalId: externalId as string });
        await lockPayment(tenant, tx, payment);
      }),
  },
  'src/services/payments/read-card-method.ts': {
    run: async () => {
      const terms = await termsNow();
      await tenant.db((tx) => readCardMethod(tenant, tx, terms));
    },
    most: { cost: 1_000, why: 'it counts the payments of seven days: 350 in this bot' },
  },
  'src/services/payments/read-methods.ts': {
    run: async () => {
      const terms = await termsNow();
      await tenant.db((tx) => readMethods(tenant, tx, terms));
    },
  },
  'src/services/payments/read-payment-facts.ts': {
    run: (means) => onEach(means, (tx, { id }) => readPaymentFacts(tenant, tx, id)),
  },
  'src/services/payments/take-callback.ts': { run: hearStranger },
  'src/services/payments/sweep-stars.ts': { run: enqueueStarSweeps },
  'src/services/payments/write-payment.ts': {
    run: (means) =>
      onEach(means, async (tx, payment) => {
        if (payment.method !== 'card_to_card') await insertPayment(tenant, tx, { ...payment, orderId: null });
        await writePayment(tenant, tx, payment, { problem: 'underpaid', stamps: ['paid_at'] });
      }),
  },
};
