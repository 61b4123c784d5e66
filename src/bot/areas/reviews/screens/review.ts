import { betterPicture, isRejectReason } from '#services/card-payments/reject-payment.js';
import { isOfBank } from '#services/card-payments/decision.js';
import type { ReceiptVerdict } from '#services/card-payments/read-verdict.js';
import { canUndo } from '#services/card-payments/undo-decision.js';
import { isUnderReview, type Payment } from '#services/payments/payment.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { orderName } from '../../shop/screens/order-name.js';
import { reviewKeyboard } from './review-buttons.js';
import { flagLines } from './review-flags.js';
import { isSuperseded, type ReviewView } from './review-view.js';

/** Of the words of a receipt so many signs are shown; with the rest of the message they fit one. */
const mostWords = 1_200;

/** A receipt before its reviewers: what was decided, who sends it, what for, and the buttons. */
export function reviewScreen(voice: Voice, view: ReviewView): Screen {
  const { facts } = voice.texts.reviews;
  const { page } = view;
  return {
    text: paragraphs(
      headOf(voice, view),
      [...moneyLines(voice, view), ...personLines(voice, view)].filter(Boolean).join('\n'),
      receiptLines(voice, view).filter(Boolean).join('\n'),
      flagLines(voice, view.flags).join('\n'),
      view.menu === 'details' && detailLines(voice, view).filter(Boolean).join('\n'),
      view.menu === 'block' && `❓ ${voice.texts.reviews.block}`,
      view.menu === 'undo' &&
        !isSuperseded(view) &&
        canUndo(view.review.payment) &&
        `❓ ${undoQuestion(voice, view)}`,
      page !== undefined && page.at > 0 && voice.say(facts.position, { at: page.at, count: page.count }),
    ),
    keyboard: reviewKeyboard(voice, view),
  };
}

function undoQuestion(voice: Voice, { review }: ReviewView): string {
  const { undo, undoRejection, undoTopUp } = voice.texts.reviews;
  if (review.payment.status === 'failed') return undoRejection;
  return review.sale?.state === 'paid' ? undo : undoTopUp;
}

function headOf(voice: Voice, view: ReviewView): string {
  const { number } = voice.texts.reviews.facts;
  const { reference } = view.review.payment;
  const lines = [
    stateOf(voice, view),
    voice.say(number, { number: reference }),
    ...decisionLines(voice, view),
  ];
  return lines.filter(Boolean).join('\n');
}

function stateOf(voice: Voice, view: ReviewView): string {
  const { heads } = voice.texts.reviews;
  const { payment } = view.review;
  const { status, onCard } = payment;
  if (isSuperseded(view)) return sentBackHead(voice, view.verdict);
  if (isUnderReview(payment))
    return view.attempt === 0 ? heads.waiting : voice.say(heads.waitingAgain, { attempt: view.attempt + 1 });
  switch (status) {
    case 'paid':
      return approvedHead(voice, payment);
    case 'failed':
      return sentBackHead(voice, onCard);
    case 'refunded':
      return view.review.missingToman > 0 &&
        view.review.missingToman === (payment.creditedToman ?? payment.amountToman)
        ? heads.undoneEmpty
        : heads.undone;
    case 'cancelled':
      return heads.cancelled;
    case 'expired':
      return heads.expired;
    default:
      return heads.open;
  }
}

function sentBackHead(voice: Voice, verdict: ReceiptVerdict | null | undefined): string {
  const { heads } = voice.texts.reviews;
  return verdict?.rejectReason === betterPicture ? heads.pictureWanted : heads.rejected;
}

function approvedHead(voice: Voice, { amountToman, creditedToman }: Payment): string {
  const { heads } = voice.texts.reviews;
  return creditedToman === null || creditedToman === amountToman
    ? heads.approved
    : voice.say(heads.approvedOther, {
        amount: voice.toman(creditedToman),
        asked: voice.toman(amountToman),
      });
}

/** Who decided when, and why. */
function decisionLines(voice: Voice, view: ReviewView): (string | false)[] {
  const { heads } = voice.texts.reviews;
  const { payment, missingToman } = view.review;
  const { status, onCard } = payment;
  if (isSuperseded(view))
    return view.verdict ? [decidedBy(voice, view.verdict), ...reasonLines(voice, view.verdict)] : [];
  const isDecided = status === 'paid' || status === 'failed' || status === 'refunded';
  if (!isDecided || !onCard) return [];
  return [
    missingToman > 0 && voice.say(heads.missing, { missing: voice.toman(missingToman) }),
    decidedBy(voice, onCard),
    ...(status === 'refunded' ? [] : reasonLines(voice, onCard)),
  ];
}

function decidedBy(voice: Voice, verdict: ReceiptVerdict): string {
  const { reviewedAt, reviewedBy, reviewedByName } = verdict;
  const { decided } = voice.texts.reviews;
  const time = reviewedAt ? voice.time(reviewedAt) : '';
  if (reviewedBy === null) return voice.say(isOfBank(verdict) ? decided.byBank : decided.byOther, { time });
  return voice.say(decided.by, {
    name: { html: mention(voice, { id: reviewedBy, name: reviewedByName }) },
    time,
  });
}

function reasonLines(voice: Voice, verdict: ReceiptVerdict): (string | false)[] {
  const { rejectReason, notes } = verdict;
  const { decided, reasons } = voice.texts.reviews;
  return [
    isRejectReason(rejectReason) && voice.say(decided.reason, { reason: reasons[rejectReason] }),
    notes !== null && !isOfBank(verdict) && voice.say(decided.notes, { words: voice.words(notes) }),
  ];
}

/** A payer's words, in which nothing can be tapped; HTML. */
export const quoted = (voice: Voice, words: string): string =>
  `<code>${voice.say('{words}', { words: voice.words(words) })}</code>`;

/** A name that leads to the person in Telegram; HTML. */
export function mention(voice: Voice, person: { readonly id: string; readonly name: string | null }): string {
  const { id, name } = person;
  const shown = name ? voice.name({ firstName: name }) : voice.foreign(id);
  return `<a href="tg://user?id=${id}">${voice.say('{shown}', { shown })}</a>`;
}

function moneyLines(voice: Voice, { review }: ReviewView): (string | false)[] {
  const { facts } = voice.texts.reviews;
  const { payment, card, sale } = review;
  const { amountToman, onCard } = payment;
  const extraToman = onCard?.extraToman ?? 0;
  const bank = card?.bank ? voice.foreign(card.bank.name[voice.language]) : facts.bankUnknown;
  return [
    voice.say(facts.amount, { amount: voice.toman(amountToman), rial: voice.number(amountToman * 10) }),
    extraToman > 0 && voice.say(facts.extra, { extra: voice.toman(extraToman) }),
    card !== undefined &&
      voice.say(facts.card, {
        bank,
        digits: voice.digits(card.lastFour),
        holder: voice.foreign(card.holder),
      }),
    card !== undefined && !card.isActive && facts.cardOff,
    sale ? voice.say(facts.order, { what: { html: orderName(voice, sale) } }) : facts.topUp,
  ];
}

function personLines(voice: Voice, { review }: ReviewView): (string | false)[] {
  const { facts } = voice.texts.reviews;
  const { payer } = review;
  const handle = payer.username ? ` ${voice.foreign(`@${payer.username}`)}` : '';
  const name = [payer.firstName, payer.lastName].filter(Boolean).join(' ');
  const id = `<code>${payer.telegramId}</code>`;
  const person = `${mention(voice, { id: payer.telegramId, name })}${voice.say('{handle}', { handle })} ${id}`;
  return [
    voice.say(facts.person, { person: { html: person } }),
    voice.say(facts.history, {
      since: voice.date(payer.since),
      approved: payer.approved,
      rejected: payer.rejected,
    }),
    payer.status === 'blocked' && facts.blocked,
  ];
}

function receiptLines(voice: Voice, view: ReviewView): (string | false)[] {
  const { facts, partLost } = voice.texts.reviews;
  const { payment, parts } = view.review;
  const own = parts.filter((part) => part.attempt === view.attempt);
  const words = own.flatMap((part) => part.words ?? []).join('\n');
  const shown = words.length > mostWords ? `${words.slice(0, mostWords)}…` : words;
  const files = own.filter(({ kind }) => kind !== 'text').length;
  const { submittedAt } = payment.onCard ?? {};
  return [
    submittedAt !== null &&
      submittedAt !== undefined &&
      voice.say(facts.came, { time: voice.time(submittedAt) }),
    files > 0 && voice.say(facts.files, { count: files }),
    shown !== '' && voice.say(facts.words, { words: { html: quoted(voice, shown) } }),
    view.isPartLost && partLost,
  ];
}

function detailLines(voice: Voice, { review }: ReviewView): (string | false | null | undefined)[] {
  const { facts } = voice.texts.reviews;
  const { payment, payer } = review;
  return [
    voice.say(facts.ways, { begun: voice.time(payment.createdAt), until: voice.time(payment.expiresAt) }),
    voice.say(facts.balance, { balance: voice.toman(payer.balanceToman) }),
    payment.receipt !== null && voice.say(facts.reference, { reference: voice.foreign(payment.receipt) }),
    payment.onCard?.note && voice.say(facts.note, { note: voice.foreign(payment.onCard.note) }),
  ];
}
