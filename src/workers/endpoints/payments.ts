import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { paymentEndpoints } from '#api/payments.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { readFlags, type Flag } from '#services/card-payments/read-flags.js';
import { detailsOf } from '#services/card-payments/decision.js';
import { rejectPayment } from '#services/card-payments/reject-payment.js';
import { undoDecision } from '#services/card-payments/undo-decision.js';
import { checkPayment } from '#services/payments/check-payment.js';
import { claimQuestion } from '#services/payments/claim-question.js';
import { cardMethod } from '#services/payments/on-card.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { standingOf } from '#services/payments/payment-standing.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readMergedPage, type PageWish } from './page.js';
import { paymentSources, withReceipts, type ShownPayment } from './payment-sources.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof paymentEndpoints>;
type ShownFlag = EndpointOutput<(typeof paymentEndpoints)['payments.flags']>['items'][number];

/** Payments of all methods, as one list in the order of their numbers, and what is done to those that go through a gateway. */
export const paymentHandlers = (deps: WorkerDeps): Handlers => ({
  'payments.approve': async (tenant, tx, { params, body, note }) => {
    const before = await demandOnCard(tenant, tx, params.payment_id);
    const decision = await approvePayment(tenant, tx, {
      paymentId: before.id,
      by: null,
      amountToman: body.amount_toman,
      bankReference: body.bank_reference,
      notes: body.notes,
    });
    if (decision.kind === 'decided') refuse('payment.decided');
    note(changeOf(before, decision.payment));
    return readView(tenant, tx, before.id);
  },
  'payments.check': checkNow(deps),
  'payments.flags': async (tenant, tx, { params }) => {
    const payment = await demandOnCard(tenant, tx, params.payment_id);
    return { items: (await readFlags(tenant, tx, payment.id)).map(presentFlag) };
  },
  'payments.get': async (tenant, tx, { params }) => readView(tenant, tx, params.payment_id),
  'payments.list': async (tenant, tx, { query }) => {
    const { method, status, under_review: underReview, tracking_number: trackingNumber } = query;
    const where = {
      ...given({
        status,
        userId: query.user_id,
        trackingNumber,
        createdAt: between(query.created_from, query.created_to),
      }),
      ...(underReview && { [Op.and]: { status: 'pending', submittedAt: { [Op.ne]: null } } }),
    };
    const isOfCards = underReview !== undefined || trackingNumber !== undefined;
    const sources = paymentSources
      .filter((source) => !isOfCards || source.has(cardMethod))
      .filter((source) => method === undefined || source.has(method))
      .filter((source) => status === undefined || source.statuses.includes(status))
      .map((source) => (wish: PageWish) => source.list(wish, where, method));
    const { rows, next_cursor } = await readMergedPage(sources, query);
    return { items: await withReceipts(tenant, tx, rows), next_cursor };
  },
  'payments.reject': async (tenant, tx, { params, body, note }) => {
    const before = await demandOnCard(tenant, tx, params.payment_id);
    const { settings } = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
    const decision = await rejectPayment(tenant, tx, {
      paymentId: before.id,
      by: null,
      reason: body.reason ?? null,
      notes: body.notes,
      openHours: settings.values.payment_open_hours,
    });
    if (decision.kind === 'decided')
      refuse(isDecided(decision.payment) ? 'payment.decided' : 'payment.not_under_review');
    note(changeOf(before, decision.payment));
    return readView(tenant, tx, before.id);
  },
  'payments.refund': async (tenant, tx, { params, body, note }) => {
    const { reason, amount_toman: amountToman } = body;
    const before = await demandPayment(tenant, tx, params.payment_id);
    const after = await beginRefund(tenant, tx, { paymentId: before.id, amountToman });
    const change = { before: standingOf(before), after: { ...standingOf(after), reason: reason ?? null } };
    note({ subject: subjectOf(before), ...change });
    return readView(tenant, tx, before.id);
  },
  'payments.settle': async (tenant, tx, { params, body, note }) => {
    const { reason, amount_toman: amountToman } = body;
    const before = await demandPayment(tenant, tx, params.payment_id);
    const after = await settleByHand(tenant, tx, { paymentId: before.id, amountToman });
    const change = { before: standingOf(before), after: { ...standingOf(after), reason } };
    note({ subject: subjectOf(before), ...change });
    return readView(tenant, tx, before.id);
  },
  'payments.undo': async (tenant, tx, { params, note }) => {
    const before = await demandOnCard(tenant, tx, params.payment_id);
    const undone = await undoDecision(tenant, tx, { paymentId: before.id, by: null });
    if (undone.kind !== 'undone') refuse('payment.not_undoable');
    note(changeOf(before, undone.payment));
    return readView(tenant, tx, before.id);
  },
});

const subjectOf = ({ id }: Payment): string => `payment ${id}`;

async function readView(tenant: Tenant, tx: Tx, id: string): Promise<ShownPayment> {
  let found: ShownPayment | undefined;
  for (const source of paymentSources) found ??= await source.read(id);
  const [whole] = found ? await withReceipts(tenant, tx, [found]) : [];
  return whole ?? refuse('resource.unknown');
}

/** Is a decision made, whichever it was? */
const isDecided = ({ status }: Payment): boolean =>
  status === 'paid' || status === 'failed' || status === 'refunded';

/** What the audit log keeps of a decision. */
const changeOf = (before: Payment, after: Payment) => ({
  subject: subjectOf(before),
  before: detailsOf(before),
  after: detailsOf(after),
});

/** A payment from card to card. Refuses one through a gateway, and an unknown one. */
async function demandOnCard(tenant: Tenant, tx: Tx, id: string): Promise<Payment> {
  const found = await findPayment(tenant, tx, id);
  if (!found) return refuse('resource.unknown');
  return found.method === cardMethod ? found : refuse('payment.not_card');
}

const presentFlag = (flag: Flag): ShownFlag => ({
  kind: flag.kind,
  said_toman: flag.kind === 'amount_differs' ? [...flag.saidToman] : null,
  day: flag.kind === 'older_receipt' ? flag.day : null,
  rejections: flag.kind === 'rejected_often' ? flag.rejections : null,
  payments: flag.payments.map((pointed) => ({
    payment_id: pointed.paymentId,
    tracking_number: pointed.trackingNumber,
    status: pointed.status,
    reject_reason: pointed.rejectReason,
    amount_toman: pointed.amountToman,
    is_same_person: pointed.isOwn,
    created_at: pointed.createdAt.toISOString(),
  })),
});

/** A payment through a gateway. Refuses one of another method, and an unknown one. */
async function demandPayment(tenant: Tenant, tx: Tx, id: string): Promise<Payment> {
  const found = await findPayment(tenant, tx, id);
  if (!found) return refuse('resource.unknown');
  return found.method === cardMethod ? refuse('payment.no_gateway') : found;
}

/** Whoever calls wants to know how it stands: the answer waits for the gateway's. */
const checkNow = (deps: WorkerDeps): Handlers['payments.check'] => ({
  ask: async (tenant, { params, note }) => {
    const bot = (await deps.snapshots.read(tenant)) ?? refuse('bot.unknown');
    const { payment, isFree } = await tenant.db(async (tx) => {
      const found = await demandPayment(tenant, tx, params.payment_id);
      return { payment: found, isFree: await claimQuestion(tenant, tx, found) };
    });
    const { payment_check_minutes: checkMinutes } = bot.settings.values;
    const question = { paymentId: payment.id, means: gatewayMeansOf(deps), checkMinutes };
    const answer = isFree ? await checkPayment(tenant, question) : 'asked_lately';
    if (answer === 'unknown') refuse('resource.unknown');
    return async (tx) => {
      const after = await demandPayment(tenant, tx, payment.id);
      note({ subject: subjectOf(payment), before: standingOf(payment), after: standingOf(after) });
      return { answer, payment: await readView(tenant, tx, payment.id) };
    };
  },
});
