import type { Flag } from '#services/card-payments/read-flags.js';
import type { Voice } from '../../../voice.js';

/** What a reviewer should look at in a receipt, a line each with the payments that it points to; HTML. */
export const flagLines = (voice: Voice, flags: readonly Flag[]): string[] =>
  flags.map((flag) => flagLine(voice, flag));

function flagLine(voice: Voice, flag: Flag): string {
  const { flags: texts } = voice.texts.reviews;
  const payments = { html: flag.payments.map((payment) => pointed(voice, payment)).join(' ') };
  switch (flag.kind) {
    case 'rejected_often':
      return voice.say(texts.rejected_often, { count: flag.rejections, payments });
    case 'amount_differs':
      return voice.say(texts.amount_differs, {
        amounts: flag.saidToman.map((toman) => voice.toman(toman)).join(' / '),
      });
    case 'older_receipt':
      return voice.say(texts.older_receipt, { day: voice.date(new Date(`${flag.day}T12:00:00Z`)) });
    default:
      return voice.say(texts[flag.kind], { payments });
  }
}

type Pointed = Flag['payments'][number];

function stateOf({ status, rejectReason, isUndone }: Pointed): 'duplicate' | 'undone' | Pointed['status'] {
  if (isUndone) return 'undone';
  return status === 'rejected' && rejectReason === 'duplicate' ? 'duplicate' : status;
}

function pointed(voice: Voice, payment: Pointed): string {
  const { flags: texts } = voice.texts.reviews;
  const state = texts.states[stateOf(payment)];
  return voice.say(texts.pointed, { number: payment.trackingNumber, state });
}
