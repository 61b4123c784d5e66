import type { paymentEndpoints } from '#api/payments.js';
import { checkPayment } from '#services/payments/check-payment.js';
import { claimQuestion } from '#services/payments/claim-question.js';
import { cardMethod, findPayment, type Payment } from '#services/payments/payment-rows.js';
import { standingOf } from '#services/payments/payment-standing.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readMergedPage, type PageWish } from './page.js';
import { paymentSources, type ShownPayment } from './payment-sources.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof paymentEndpoints>;

/** Payments of all methods, as one list in the order of their numbers, and what is done to those that go through a gateway. */
export const paymentHandlers = (deps: WorkerDeps): Handlers => ({
  'payments.check': checkNow(deps),
  'payments.get': async (_tenant, _tx, { params }) => readView(params.payment_id),
  'payments.list': async (_tenant, _tx, { query }) => {
    const { method, status } = query;
    const where = given({
      status,
      userId: query.user_id,
      createdAt: between(query.created_from, query.created_to),
    });
    const sources = paymentSources
      .filter((source) => method === undefined || source.has(method))
      .filter((source) => status === undefined || source.statuses.includes(status))
      .map((source) => (wish: PageWish) => source.list(wish, where, method));
    const { rows, next_cursor } = await readMergedPage(sources, query);
    return { items: [...rows], next_cursor };
  },
  'payments.refund': async (tenant, tx, { params, note }) => {
    const before = await demandPayment(tenant, tx, params.payment_id);
    const after = await beginRefund(tenant, tx, before.id);
    note({ subject: subjectOf(before), before: standingOf(before), after: standingOf(after) });
    return readView(before.id);
  },
  'payments.settle': async (tenant, tx, { params, body, note }) => {
    const { reason, amount_toman: amountToman } = body;
    const before = await demandPayment(tenant, tx, params.payment_id);
    const after = await settleByHand(tenant, tx, { paymentId: before.id, amountToman });
    const change = { before: standingOf(before), after: { ...standingOf(after), reason } };
    note({ subject: subjectOf(before), ...change });
    return readView(before.id);
  },
});

const subjectOf = ({ id }: Payment): string => `payment ${id}`;

async function readView(id: string): Promise<ShownPayment> {
  let found: ShownPayment | undefined;
  for (const source of paymentSources) found ??= await source.read(id);
  return found ?? refuse('resource.unknown');
}

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
      return { answer, payment: await readView(payment.id) };
    };
  },
});
