import { blockPayer } from '#services/card-payments/block-payer.js';
import { readReview } from '#services/card-payments/read-review.js';
import { readVerdict } from '#services/card-payments/read-verdict.js';
import * as messages from '#services/card-payments/review-messages.js';
import { findLanguage, findReviewer } from '#services/card-payments/reviewers.js';
import { undoDecision } from '#services/card-payments/undo-decision.js';
import * as waiting from '#services/card-payments/waiting-receipts.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { tenantOf, type Tx } from '#tenancy/scope.js';
import { bankMessageQueryPaths } from './bank-messages.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const reviewer = { telegramId: '7', name: 'Reza', isOwner: true };

/** A payment of the filled bot, in a state. */
async function onOne(
  { database }: Means,
  where: string,
  work: (tx: Tx, payment: Payment) => Promise<unknown>,
) {
  const [row] = await database.query<{ id: string }>(
    `select id::text from card_to_card_payments as payment where bot_id = 1 and ${where} order by payment.id limit 1`,
  );
  await tenant.db(async (tx) => work(tx, (await findPayment(tenant, tx, row!.id)) as Payment));
}

/** The part of `queryPaths` that reviewers of receipts have. */
export const cardPaymentQueryPaths: Readonly<Record<string, QueryPath>> = {
  ...bankMessageQueryPaths,
  'src/services/card-payments/block-payer.ts': {
    run: (means) =>
      onOne(means, 'submitted_at is not null', (tx, payment) =>
        blockPayer(tenant, tx, { payment, reviewer }),
      ),
  },
  'src/services/card-payments/read-review.ts': {
    run: async (means) => {
      const { vault } = means.deps;
      await means.database.query(
        `update card_to_card_payments set refunded_at = now(), status = 'rejected', transaction_id = null,
           card_id = (select min(id) from tenant_payment_cards where bot_id = 1), refund_transaction_id = (select id from transactions where bot_id = 1 order by id limit 1)
         where bot_id = 1 and id = (select min(id) from card_to_card_payments where bot_id = 1 and status = 'expired')`,
      );
      await onOne(means, 'refunded_at is not null', (tx, { id }) =>
        readReview(tenant, tx, { paymentId: id, vault }),
      );
    },
  },
  'src/services/card-payments/read-verdict.ts': {
    walks: { audit_log: 'of an earlier receipt, whose message is brought up to date once another came' },
    run: (means) =>
      onOne(means, 'submitted_at is not null', (tx, payment) =>
        readVerdict(tenant, tx, { payment, attempt: 1 }),
      ),
  },
  'src/services/card-payments/review-messages.ts': {
    run: (means) =>
      onOne(means, 'submitted_at is not null', async (tx, payment) => {
        const fresh = {
          kind: 'copy',
          paymentId: payment.id,
          attempt: 0,
          chatId: '-7',
          messageId: '9',
        } as const;
        const { id } = (await messages.addReviewMessage(tenant, tx, fresh))!;
        await messages.findReviewMessage(tenant, tx, id);
        await messages.findReviewAt(tenant, tx, { chatId: '-7', messageId: 9 });
        await messages.refreshReviews(tenant, tx, payment);
        await messages.refreshPagesBeside(tenant, tx, payment);
        await messages.turnReview(tenant, tx, { id, chatId: '-7' }, { ...fresh, menu: 'details' });
        await messages.rememberTapped(tenant, tx, { ...fresh, messageId: 11 });
        await messages.notePosted(tenant, tx, { id, chatId: '-7', messageId: 10 });
        await messages.noteLost(tenant, tx, { id, reason: 'kicked' });
        await messages.forgetReviewMessage(tenant, tx, id);
      }),
  },
  'src/services/card-payments/reviewers.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await findReviewer(tenant, tx, reviewer);
        await findLanguage(tenant, tx, '7');
      }),
  },
  'src/services/card-payments/undo-decision.ts': {
    run: async (means) => {
      await means.database.query(
        `update card_to_card_payments set admin_reviewed_at = now(), credited_toman = 1, purchase = '{"order_id":"1"}',
           transaction_id = (select max(id) from transactions where bot_id = 1)
         where bot_id = 1 and id = (select max(id) from card_to_card_payments where bot_id = 1 and status = 'approved')`,
      );
      await onOne(means, 'admin_reviewed_at is not null', (tx, { id: paymentId }) =>
        undoDecision(tenant, tx, { paymentId, by: '7' }),
      );
    },
  },
  'src/services/card-payments/waiting-receipts.ts': {
    run: (means) =>
      onOne(means, 'submitted_at is not null', async (tx, { id }) => {
        await waiting.countWaiting(tenant, tx);
        await waiting.findOldestWaiting(tenant, tx);
        await waiting.findNeighbours(tenant, tx, id);
        await waiting.reviewAnew(tenant, tx);
      }),
  },
};
