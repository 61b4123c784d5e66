import { betterPicture, isRejectReason } from '#services/card-payments/reject-payment.js';
import type { Payment } from '#services/payments/payment.js';
import type { Voice } from '../../../voice.js';

/** Was the money not doubted, but its receipt could not be read? */
export const isPictureWanted = ({ status, onCard }: Payment): boolean =>
  status === 'failed' && onCard?.rejectReason === betterPicture;

/** Why the last receipt was rejected, as HTML: a reason of the list, the reviewer's own words, or both. */
export function reasonOf(voice: Voice, { onCard }: Payment): string {
  const { reasons } = voice.texts.notices.cards;
  const code = onCard?.rejectReason ?? null;
  const chosen = isRejectReason(code) ? reasons[code] : '';
  return [chosen, onCard?.notes && voice.say('{words}', { words: voice.words(onCard.notes) })]
    .filter(Boolean)
    .join(' ');
}
