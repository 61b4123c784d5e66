import { isEndedInTelegram, opensBankPage } from '#services/payments/method-traits.js';
import type { Payment } from '#services/payments/payment.js';
import { inColumn, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** A payment as its payer sees it. */
interface PaymentView {
  readonly payment: Payment;
  /** What the bot calls the method, in this language. */
  readonly method: string;
  /** The order that is paid, HTML; absent: a top-up, or an order that is gone. */
  readonly what?: string;
  /** Was the order bought? */
  readonly isBought?: boolean;
}

/** What is charged, where that is not toman: `4.99 USD`, `250 ⭐`. */
function chargedOf(
  voice: Voice,
  { currency, currencyAmount }: Pick<Payment, 'currency' | 'currencyAmount'>,
): string | undefined {
  if (currency === 'IRT' || currency === 'IRR') return undefined;
  return currency === 'XTR' ? `${voice.number(Number(currencyAmount))} ⭐` : `${currencyAmount} ${currency}`;
}

/** What is paid, how much, by which way. */
function factsOf(voice: Voice, { payment, method, what }: PaymentView): string {
  const { screen: texts } = voice.texts.payments;
  const charged = chargedOf(voice, payment);
  return [
    what !== undefined && voice.say(texts.what, { what: { html: what } }),
    voice.say(texts.amount, { amount: voice.toman(payment.amountToman) }),
    charged !== undefined && voice.say(texts.charged, { amount: voice.foreign(charged) }),
    voice.say(texts.method, { method: voice.foreign(method) }),
    payment.status === 'pending' && voice.say(texts.until, { time: voice.time(payment.expiresAt) }),
    payment.receipt !== null && voice.say(texts.receipt, { receipt: voice.foreign(payment.receipt) }),
  ]
    .filter(Boolean)
    .join('\n');
}

/**
 * A payment in its present state, with the way on from there. While it can be paid, no button leads away from it but the one that
 * makes the message another's, so that nothing else is overwritten when the money comes.
 */
export function paymentScreen(voice: Voice, view: PaymentView): Screen {
  const { payment } = view;
  const { screen: texts } = voice.texts.payments;
  const title = `<b>${voice.say(texts.title, { number: voice.digits(payment.id) })}</b>`;
  const isOpen = payment.status === 'pending' && payment.url !== null;
  return {
    text: paragraphs(
      `${title}\n${factsOf(voice, view)}`,
      stateText(voice, view),
      repeatText(voice, payment),
      isOpen && payableText(voice, payment),
      isOpen && opensBankPage(payment.method) && texts.vpnOff,
    ),
    keyboard: inColumn(
      payment.status === 'pending' ? openButtons(voice, payment) : closedButtons(voice, view),
    ),
  };
}

/** What must be transferred to the last unit, where that is another sum than was asked for. */
function payableText(voice: Voice, payment: Payment): string | undefined {
  const sum = payableOf(voice, payment);
  return sum === undefined ? undefined : voice.say(voice.texts.payments.screen.payable, { amount: sum });
}

function payableOf(voice: Voice, { payable, currency }: Payment): string | undefined {
  if (payable === null) return undefined;
  if (currency === 'IRR') return voice.plain(voice.texts.cards.screen.rial, { amount: Number(payable) });
  return chargedOf(voice, { currency, currencyAmount: payable }) ?? voice.toman(Number(payable));
}

function openButtons(voice: Voice, payment: Payment): Button[] {
  const { buttons } = voice.texts.payments;
  const { id, url, repeatOf } = payment;
  if (repeatOf !== null) return [tapButton(buttons.check, 'payment-check', id), menuButton(voice)];
  const charged = chargedOf(voice, payment);
  const amount = charged === undefined ? voice.toman(payment.amountToman) : voice.foreign(charged);
  const paying =
    url === null
      ? []
      : [{ text: voice.plain(buttons.pay, { amount }), url }, tapButton(buttons.check, 'payment-check', id)];
  return [
    ...paying,
    ...(payment.payable === null
      ? []
      : [{ text: buttons.copyPayable, copy_text: { text: payment.payable } }]),
    tapButton(buttons.otherMethod, 'pay-again', id),
    tapButton(buttons.cancel, 'payment-cancel', id),
  ];
}

function closedButtons(voice: Voice, { payment, isBought }: PaymentView): (Button | undefined)[] {
  const { buttons } = voice.texts.payments;
  const { id, status } = payment;
  const isOver = !isBought && (status === 'failed' || status === 'cancelled' || status === 'expired');
  return [
    status === 'expired' ? tapButton(buttons.check, 'payment-check', id) : undefined,
    isOver ? tapButton(buttons.again, 'pay-again', id) : undefined,
    payment.repeat?.state === 'active' && isEndedHere(payment)
      ? tapButton(buttons.repeatEnd, 'repeat-end', id)
      : undefined,
    menuButton(voice),
  ];
}

const isEndedHere = ({ method }: Payment): boolean => !isEndedInTelegram(method);

/** Whether the payer is charged again; nothing of a payment that is paid once, or that ended. */
function repeatText(voice: Voice, payment: Payment): string | undefined {
  const { repeat, status } = payment;
  if (!repeat || (status !== 'pending' && status !== 'paid')) return undefined;
  const { screen: texts } = voice.texts.payments;
  const { days, until, state } = repeat;
  const isHere = isEndedHere(payment);
  if (state === null || (until === null && state !== 'failed'))
    return voice.say(isHere ? texts.repeatsHere : texts.repeats, {
      days: voice.count('days', days),
      amount: chargeIn(voice, payment),
    });
  // The first payment came, and gave nothing to charge the payer by.
  if (until === null) return texts.repeatNotBegun;
  const line = {
    active: isHere ? texts.repeatActiveHere : texts.repeatActive,
    canceled: texts.repeatCanceled,
    failed: texts.repeatFailed,
  }[state];
  return voice.say(line, { date: voice.date(until) });
}

/** What is charged for an amount in a currency, where that is not toman. */
export const chargeIn = (
  voice: Voice,
  { currency, currencyAmount, amountToman }: Pick<Payment, 'amountToman' | 'currency' | 'currencyAmount'>,
): string => chargedOf(voice, { currency, currencyAmount }) ?? voice.toman(amountToman);

function stateText(voice: Voice, { payment, isBought = false }: PaymentView): string {
  const { screen: texts } = voice.texts.payments;
  switch (payment.status) {
    case 'pending':
      return payment.url === null ? texts.preparing : texts.waiting;
    case 'paid':
      return paidText(voice, payment, isBought);
    case 'cancelled':
      return isBought ? texts.notNeeded : texts.cancelled;
    case 'failed':
      return payment.externalId === null ? texts.noAnswer : texts.failed;
    default:
      return texts[payment.status];
  }
}

/** What became of the money of a payment that is paid. */
export function paidText(
  voice: Voice,
  { creditedToman, amountToman, problem }: Payment,
  isBought: boolean,
): string {
  const { screen: texts } = voice.texts.payments;
  const amount = voice.toman(creditedToman ?? amountToman);
  const isOther = problem === 'underpaid' || problem === 'overpaid';
  if (isBought) return isOther ? voice.say(texts.boughtOther, { amount }) : texts.bought;
  return voice.say(isOther ? texts.paidOther : texts.paid, { amount });
}
