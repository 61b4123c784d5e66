import { showPayment } from '#bot/areas/payments/open/show-payment.js';
import { requestReview } from '#bot/areas/reviews/open/request-review.js';
import type { Payload } from '#jobs/catalog.js';
import { downloadFile } from '#platform/telegram/download-file.js';
import { lookAtReceipt, requestLooks } from '#services/card-payments/look-at-receipt.js';
import { takeDue } from '#services/card-payments/take-due.js';
import { confirmPayment } from '#services/payments/confirm-payment.js';
import { cancelAtGateway } from '#services/payments/cancel-payment.js';
import { checkPayment, noteFailedCheck } from '#services/payments/check-payment.js';
import { enqueueDueBots, enqueueDuePayments } from '#services/payments/enqueue-due.js';
import { enqueueLists, findLost } from '#services/payments/find-lost.js';
import { failPayment, makePayment } from '#services/payments/make-payment.js';
import { enqueueRatePolls, pollRates } from '#services/payments/poll-rates.js';
import { noteFailedRefund, refundAtGateway } from '#services/payments/refund-payment.js';
import { takeCallback } from '#services/payments/take-callback.js';
import type { Tenant } from '#tenancy/scope.js';
import { accessBot } from '../bot-access.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';
import { askingOf } from './asking.js';
import type { Handler } from './handler.js';

type Deps = Pick<WorkerDeps, 'env' | 'snapshots' | 'vault'>;

/** The bot's `payment_check_minutes`; of a bot that is gone, nothing is asked any more. */
async function checkMinutesOf({ snapshots }: Deps, tenant: Tenant): Promise<number | undefined> {
  return (await snapshots.read(tenant))?.settings.values.payment_check_minutes;
}

/** What came to a gateway's address. */
export const paymentCallbackHandler = (deps: Deps): Handler<'payment.callback'> => ({
  run: async (tenant, { gateway, body, ...request }: Payload<'payment.callback'>) => {
    const values = (await deps.snapshots.read(tenant))?.settings.values;
    if (!values) return;
    const raw = { ...request, body: Buffer.from(body, 'base64') };
    await takeCallback(tenant, { method: gateway, request: raw, means: gatewayMeansOf(deps), values });
  },
});

/** Makes a payment at its gateway. */
export const makePaymentHandler = (deps: Deps): Handler<'payment.create'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const asking = await askingOf(deps, tenant);
    if (asking) await makePayment(tenant, { paymentId, ...asking });
  },
  failed: (tenant, { payment_id: paymentId }) => failPayment(tenant, { paymentId, code: 'payment.not_made' }),
});

/** Asks what became of a payment. */
export const checkPaymentHandler = (deps: Deps): Handler<'payment.check'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const checkMinutes = await checkMinutesOf(deps, tenant);
    if (checkMinutes !== undefined)
      await checkPayment(tenant, { paymentId, means: gatewayMeansOf(deps), checkMinutes });
  },
  failed: (tenant, { payment_id: paymentId }) => noteFailedCheck(tenant, paymentId),
});

/** Does what is due of a payment from card to card; reviewers who are reminded of a receipt that they have not got get it. */
export const cardPaymentDueHandler = ({ snapshots }: Deps): Handler<'card-payment.due'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const bot = await snapshots.read(tenant);
    if (!bot) return;
    const { card_review_reminder_minutes: reminderMinutes, time_zone: timeZone } = bot.settings.values;
    await tenant.db(async (tx) => {
      const { isReminded } = await takeDue(tenant, tx, paymentId, { reminderMinutes, timeZone });
      if (isReminded) await requestReview(tenant, tx, { paymentId, settings: bot.settings });
    });
  },
});

/** Puts a receipt before the reviewers, and has its pictures looked at. */
export const reviewCardPaymentHandler = ({ snapshots }: Deps): Handler<'card-payment.review'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const bot = await snapshots.read(tenant);
    if (!bot) return;
    await tenant.db(async (tx) => {
      await requestLooks(tenant, tx, paymentId);
      await requestReview(tenant, tx, { paymentId, settings: bot.settings });
    });
  },
});

/** Looks at the picture of a receipt. */
export const lookAtReceiptHandler = (deps: WorkerDeps): Handler<'card-receipt.look'> => ({
  run: async (tenant, { receipt_id: receiptId }) => {
    const { telegramApiRoot: apiRoot } = deps.env;
    const { botId } = tenant;
    await lookAtReceipt(tenant, {
      receiptId,
      download: async (fileId) => {
        const bot = await accessBot(deps, botId);
        return bot && downloadFile({ apiRoot, token: bot.token, fileId, botId });
      },
    });
  },
});

/** Tells a gateway that a payment shall not be paid any more. */
export const cancelPaymentHandler = (deps: Deps): Handler<'payment.cancel'> => ({
  run: (tenant, { payment_id: paymentId }) =>
    cancelAtGateway(tenant, { paymentId, means: gatewayMeansOf(deps) }),
});

/** Tells a gateway that its money is in our books. */
export const confirmPaymentHandler = (deps: Deps): Handler<'payment.confirm'> => ({
  run: (tenant, { payment_id: paymentId }) =>
    confirmPayment(tenant, { paymentId, means: gatewayMeansOf(deps) }),
});

/** Gives money back through the gateway. */
export const refundPaymentHandler = (deps: Deps): Handler<'payment.refund'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const asking = await askingOf(deps, tenant);
    if (asking) await refundAtGateway(tenant, { paymentId, ...asking });
  },
  failed: (tenant, { payment_id: paymentId }) => noteFailedRefund(tenant, paymentId),
});

/** Brings the message that follows a payment to its present state. */
export const showPaymentHandler = ({ snapshots }: Deps): Handler<'payment.show'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const bot = await snapshots.read(tenant);
    if (bot) await tenant.db((tx) => showPayment(tenant, tx, { paymentId, bot }));
  },
});

/** Finds bots with payments to ask about. */
export const checkPaymentsHandler = (): Handler<'fleet.check-payments'> => ({ run: enqueueDueBots });

/** Enqueues the questions of one bot. */
export const checkDueHandler = (): Handler<'payments.check-due'> => ({
  run: (tenant) => enqueueDuePayments(tenant),
});

/** Finds bots whose gateways' lists of paid payments are looked at. */
export const findLostPaymentsHandler = (): Handler<'fleet.find-lost-payments'> => ({ run: enqueueLists });

/** Looks at the list of one gateway of one bot. */
export const findLostHandler = (deps: Deps): Handler<'payments.find-lost'> => ({
  run: (tenant, { gateway: method }) => findLost(tenant, { method, means: gatewayMeansOf(deps) }),
});

/** Finds bots whose sources of rates are to be asked. */
export const pollRatesOfFleetHandler = (): Handler<'fleet.poll-rates'> => ({ run: enqueueRatePolls });

/** Asks one bot's source of rates. */
export const pollRatesHandler = (deps: Deps): Handler<'rates.poll'> => ({
  run: async (tenant) => {
    const values = (await deps.snapshots.read(tenant))?.settings.values;
    if (values) await pollRates(tenant, { values, mayCallPrivate: gatewayMeansOf(deps).mayCallPrivate });
  },
});
