import type { Payment } from '#services/payments/payment-rows.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** A payment as its payer sees it. */
export interface PaymentView {
  readonly payment: Payment;
  /** What the bot calls the method, in this language. */
  readonly method: string;
}

/** What is charged, where that is not toman: `4.99 USD`, `250 ⭐`. */
function chargedOf({
  currency,
  currencyAmount,
}: Pick<Payment, 'currency' | 'currencyAmount'>): string | undefined {
  if (currency === 'IRT' || currency === 'IRR') return undefined;
  return `${currencyAmount} ${currency === 'XTR' ? '⭐' : currency}`;
}

/** A payment in its present state, with the way on from there. */
export function paymentScreen(voice: Voice, { payment, method }: PaymentView): Screen {
  const { screen: texts, buttons } = voice.texts.payments;
  const charged = chargedOf(payment);
  const amount = voice.toman(payment.amountToman);
  const facts = [
    voice.say(texts.amount, { amount }),
    charged !== undefined && voice.say(texts.charged, { amount: { html: voice.isolate(charged) } }),
    voice.say(texts.method, { method: voice.foreign(method) }),
    payment.receipt !== null && voice.say(texts.receipt, { receipt: voice.foreign(payment.receipt) }),
  ];
  const { id, url, status } = payment;
  const isPayable = status === 'pending' && url !== null;
  return {
    text: paragraphs(
      `<b>${voice.say(texts.title, { number: { html: id } })}</b>\n${facts.filter(Boolean).join('\n')}`,
      stateText(voice, payment),
      repeatText(voice, payment),
      isPayable && payment.method === 'zarinpal' && texts.vpnOff,
    ),
    keyboard: inColumn([
      isPayable ? { text: voice.plain(buttons.pay, { amount: charged ?? amount }), url } : undefined,
      isPayable || status === 'expired' ? tapButton(buttons.check, 'payment-check', id) : undefined,
      isPayable ? tapButton(buttons.cancel, 'payment-cancel', id) : undefined,
      canChooseAgain(payment) ? tapButton(buttons.again, 'pay-again', id) : undefined,
      menuButton(voice),
    ]),
  };
}

const canChooseAgain = ({ status }: Payment): boolean =>
  status === 'failed' || status === 'cancelled' || status === 'expired';

/** Whether the payer is charged again; nothing of a payment that is paid once, or that ended. */
function repeatText(voice: Voice, { repeat, status }: Payment): string | undefined {
  if (!repeat || (status !== 'pending' && status !== 'paid')) return undefined;
  const { screen: texts } = voice.texts.payments;
  const { days, until, state } = repeat;
  if (until === null || state === null) return voice.say(texts.repeats, { days: voice.count('days', days) });
  const line = {
    active: texts.repeatActive,
    canceled: texts.repeatCanceled,
    failed: texts.repeatFailed,
  }[state];
  return voice.say(line, { date: voice.date(until) });
}

/** What is charged for an amount in a currency, where that is not toman. */
export const chargeIn = (
  voice: Voice,
  { currency, currencyAmount, amountToman }: Pick<Payment, 'amountToman' | 'currency' | 'currencyAmount'>,
): string => chargedOf({ currency, currencyAmount }) ?? voice.toman(amountToman);

function stateText(voice: Voice, payment: Payment): string {
  const { screen: texts } = voice.texts.payments;
  switch (payment.status) {
    case 'pending':
      return payment.url === null
        ? texts.preparing
        : voice.say(texts.waiting, { time: voice.time(payment.expiresAt) });
    case 'paid': {
      const amount = voice.toman(payment.creditedToman ?? payment.amountToman);
      const isOther = payment.problem === 'underpaid' || payment.problem === 'overpaid';
      return voice.say(isOther ? texts.paidOther : texts.paid, { amount });
    }
    case 'failed':
      return payment.externalId === null ? texts.noAnswer : texts.failed;
    default:
      return texts[payment.status];
  }
}
