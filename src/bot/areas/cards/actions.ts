import { followIn } from '#services/payments/follow-payment.js';
import { takesReceipts } from '#services/card-payments/receipt-targets.js';
import { cardMethod } from '#services/payments/on-card.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Actions } from '../../action.js';
import { formsOf, openCardPayment } from './open/open-card-payment.js';
import { rememberShown } from './receipt-memory.js';
import { receiptAsked } from './screens/receipt-answers.js';
import { takeHeldReceipt } from './take-receipt.js';

/** What leads to a receipt. The numbers come from buttons and may be anybody's. */
export const cardActions: Actions<'receipt' | 'receipt-for'> = {
  receipt: {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, id) => {
      const { tenant, tx, person, incoming, voice } = ctx;
      const payment = await findPayment(tenant, tx, id);
      if (payment?.userId !== person.id || payment.method !== cardMethod) return undefined;
      const messageId = incoming.kind === 'tap' ? incoming.messageId : undefined;
      const isTaken = takesReceipts(payment);
      const followed =
        isTaken && messageId !== undefined ? await followIn(tenant, tx, payment, String(messageId)) : payment;
      ctx.show(await openCardPayment(ctx, followed));
      if (!isTaken) return 'nothing';
      rememberShown(ctx, id);
      ctx.leave({ receiptOf: id });
      ctx.send(receiptAsked(voice, payment, { forms: formsOf(ctx.settings.values) }));
      return 'nothing';
    },
  },
  'receipt-for': {
    isForRegistered: true,
    staysOpen: true,
    isOfPayment: true,
    run: async (ctx, id) => ((await takeHeldReceipt(ctx, id)) ? 'nothing' : undefined),
  },
};
