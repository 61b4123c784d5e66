import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

const stars = [1, 2, 3, 4, 5] as const;

/** One button a star. */
export const ratingButtons = (voice: Voice, ticketId: string): Button[] =>
  stars.map((rating) => tapButton(`${voice.number(rating)}⭐️`, 'ticket-rate', `${ticketId}.${rating}`));

/** How the person was helped, asked of a closed ticket. */
export const ratingAsked = (
  voice: Voice,
  { ticketId, head }: { readonly ticketId: string; readonly head: string },
): Screen => {
  const { buttons, rate } = voice.texts.support;
  return {
    text: paragraphs(head, voice.say(rate.ask, { number: voice.digits(ticketId) })),
    keyboard: [
      ratingButtons(voice, ticketId),
      [tapButton(buttons.again, 'ticket-reply', ticketId)],
      [menuButton(voice)],
    ],
  };
};

/** Thanks for a rating, and asks for a word about it. */
export const ratingThanks = (voice: Voice, ticketId: string): Screen => {
  const { buttons, rate } = voice.texts.support;
  return {
    text: paragraphs(rate.thanks, rate.words),
    keyboard: [[tapButton(buttons.skip, 'ticket', ticketId)]],
  };
};
