import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import { firstSumOf } from './order-states.js';
import { isSignedByTribute, readTributeEvent, type TributeOrderEvent } from './tribute-events.js';
import type { CallbackVerdict, RawCallback } from '../callback.js';

/** What a webhook proves to who has the account's key. */
export function judgeTributeEvent(request: RawCallback, apiKey: string): CallbackVerdict {
  const event = readTributeEvent(request);
  if (!event || !isSignedByTribute(request, apiKey)) return 'forged';
  switch (event.kind) {
    case 'nothing':
      return 'nothing';
    case 'unasked':
      return event.money;
    case 'unasked_refund':
      return { kind: 'refunded' };
    case 'order':
      return judgeOrder(event);
  }
}

function judgeOrder(event: TributeOrderEvent): CallbackVerdict {
  switch (event.name) {
    case 'shop_order':
      return judgePaid(event);
    case 'shop_order_payment_received':
    case 'shop_order_prepaid':
      return { kind: 'open', until: new Date(now() + dayMs) };
    case 'shop_order_refunded':
      if (event.status !== 'completed') return 'nothing';
      // Of one that repeats, one charge went back: which, its transactions say.
      return event.isRecurrent === false ? { kind: 'refunded' } : 'ask';
    // A payer whose card failed may take another one: the order says whether it is over.
    case 'shop_order_payment_failed':
    case 'shop_order_cancelled':
    case 'shop_order_charge_failed':
    case 'shop_order_charge_success':
      return 'ask';
  }
}

/** The first charge of an order that repeats must have its number, or it could be taken for one more. */
function judgePaid(event: TributeOrderEvent): CallbackVerdict {
  const { amount, firstPeriodAmount, currency, status = 'paid', transactionId, isRecurrent, isTrial } = event;
  if (isTrial === true) return 'nothing';
  if (status !== 'paid' || amount === undefined || currency === undefined) return 'ask';
  if (isRecurrent === true && transactionId === undefined) return 'ask';
  return {
    kind: 'paid',
    amount: firstSumOf({ amount, firstPeriodAmount }),
    currency,
    receipt: transactionId ?? null,
    ...(event.memberExpiresAt && { paidUntil: event.memberExpiresAt }),
  };
}
