import type { paymentEndpoints } from '#api/payments.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readMergedPage, type PageWish } from './page.js';
import { paymentSources, type PaymentView } from './payment-methods.js';
import { refuse } from './refuse.js';

/** Payments of all methods, as one list in the order of their numbers. */
export const paymentHandlers = (): HandlersOf<typeof paymentEndpoints> => ({
  'payments.get': async (_tenant, _tx, { params }) => {
    let found: PaymentView | undefined;
    for (const source of paymentSources) found ??= await source.read(params.payment_id);
    return found ?? refuse('resource.unknown');
  },
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
});
