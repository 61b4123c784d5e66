import { isUnderReview, type Payment } from '#services/payments/payment.js';
import { takesReceipts } from '#services/card-payments/receipt-targets.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { paidText } from '../../payments/screens/payment.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { numberPlaces } from '../number-places.js';
import { isPictureWanted, reasonOf } from './reject-reason.js';
import { roughTime } from './rough-time.js';

/** In which form receipts are taken. */
export type ReceiptForms = 'both' | 'image' | 'text';

/** A payment from card to card as its payer sees it. */
export interface CardPaymentView {
  readonly payment: Payment;
  /** The order that is paid, HTML; absent: a top-up, or an order that is gone. */
  readonly what?: string;
  readonly isBought: boolean;
  /** Whose the card is; absent: the payment names none. */
  readonly holder: string | undefined;
  /** What the bot says beside the number, HTML; '': nothing of its own. */
  readonly instructions: string;
  readonly forms: ReceiptForms;
  /** How long a review takes; absent: nobody knows yet. */
  readonly reviewMinutes: number | undefined;
}

/** May money be sent to the card now? Who was rejected may have sent it elsewhere; of whom a picture is wanted, has sent it. */
const showsCard = ({ payment, holder }: CardPaymentView): boolean =>
  holder !== undefined &&
  takesReceipts(payment) &&
  !isUnderReview(payment) &&
  !isLate(payment) &&
  !isPictureWanted(payment);

const isLate = ({ status }: Payment): boolean => status === 'cancelled' || status === 'expired';

/** What is paid, how much, to which card, and until when. */
function factsOf(voice: Voice, view: CardPaymentView): string {
  const { payment, what, holder } = view;
  const { screen: texts } = voice.texts.cards;
  const rial = voice.plain(texts.rial, { amount: payment.amountToman * 10 });
  const isWaiting = payment.status === 'pending' && !isUnderReview(payment);
  return [
    what !== undefined && voice.say(voice.texts.payments.screen.what, { what: { html: what } }),
    voice.say(texts.amount, { toman: voice.toman(payment.amountToman), rial }),
    ...(showsCard(view)
      ? [
          voice.say(texts.card, {
            number: { html: `\u2066<code>${numberPlaces.inFours}</code>\u2069` },
            bank: { html: numberPlaces.bank },
          }),
          voice.say(texts.holder, { name: voice.foreign(holder ?? '') }),
        ]
      : []),
    isWaiting && voice.say(texts.until, { time: voice.time(payment.expiresAt) }),
    payment.receipt !== null &&
      voice.say(voice.texts.payments.screen.receipt, { receipt: voice.foreign(payment.receipt) }),
  ]
    .filter(Boolean)
    .join('\n');
}

/**
 * A payment from card to card in its present state, with the way on from there. Where it shows a card, the number is put in when
 * the message leaves (`Screen.card`).
 */
export function cardPaymentScreen(voice: Voice, view: CardPaymentView): Screen {
  const { payment } = view;
  const title = voice.say(voice.texts.cards.screen.title, { number: voice.isolate(payment.reference) });
  return {
    text: paragraphs(`<b>${title}</b>\n${factsOf(voice, view)}`, ...stateTexts(voice, view)),
    keyboard: buttonsOf(voice, view),
    ...(showsCard(view) && { card: { paymentId: payment.id, language: voice.language } }),
  };
}

/** Where it stands, and what the person can do. */
function stateTexts(voice: Voice, view: CardPaymentView): (string | false)[] {
  const { payment, isBought, reviewMinutes } = view;
  const { cards, payments } = voice.texts;
  switch (payment.status) {
    case 'pending':
      if (!isUnderReview(payment)) return payTexts(voice, view);
      return [
        cards.screen.review,
        reviewMinutes !== undefined &&
          voice.say(cards.screen.expected, { time: roughTime(voice, reviewMinutes) }),
      ];
    case 'failed':
      if (isPictureWanted(payment)) return [cards.screen.picture];
      return [
        voice.say(cards.screen.rejected, { reason: { html: reasonOf(voice, payment) } }),
        cards.screen.again,
      ];
    case 'cancelled':
      return [isBought ? payments.screen.notNeeded : cards.screen.cancelled];
    case 'expired':
      return [cards.screen.ended];
    case 'paid':
      return [paidText(voice, payment, isBought)];
    default:
      return [payments.screen[payment.status]];
  }
}

function payTexts(voice: Voice, { payment, instructions, forms }: CardPaymentView): (string | false)[] {
  const { screen: texts, send } = voice.texts.cards;
  return [
    instructions === '' ? texts.instructions : instructions,
    (payment.onCard?.extraToman ?? 0) > 0 && texts.exact,
    send[forms],
  ];
}

/**
 * While the message may yet change by itself, no button leads away from it but the one that makes it another's, as with every
 * payment.
 */
function buttonsOf(voice: Voice, view: CardPaymentView): Button[][] {
  const { payment, isBought } = view;
  const { buttons } = voice.texts.cards;
  const { buttons: paying } = voice.texts.payments;
  const { id, status, amountToman } = payment;
  const copies: Button[] = showsCard(view)
    ? [
        { text: buttons.copyNumber, copy_text: { text: numberPlaces.digits } },
        { text: buttons.copyAmount, copy_text: { text: String(amountToman * 10) } },
      ]
    : [];
  if (isUnderReview(payment)) return [[tapButton(buttons.more, 'receipt', id)]];
  if (status === 'pending')
    return [
      copies,
      [tapButton(buttons.send, 'receipt', id)],
      [tapButton(paying.otherMethod, 'pay-again', id)],
      [tapButton(paying.cancel, 'payment-cancel', id)],
    ].filter((row) => row.length > 0);
  if (!takesReceipts(payment)) return [[menuButton(voice)]];
  return [
    copies,
    [tapButton(status === 'failed' ? buttons.another : buttons.send, 'receipt', id)],
    ...(isBought ? [] : [[tapButton(paying.again, 'pay-again', id)]]),
    [menuButton(voice)],
  ].filter((row) => row.length > 0);
}
