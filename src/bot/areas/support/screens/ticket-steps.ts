import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';

/** Asks what a new ticket is about. */
export const titleAsked = (voice: Voice, isAgain = false): Screen => {
  const { ask } = voice.texts.support;
  return { text: isAgain ? ask.titleAgain : ask.title, keyboard: [[backButton(voice, 'support')]] };
};

/** Asks for its first message. */
export const firstWordsAsked = (voice: Voice, title: string): Screen => {
  const { subject, words } = voice.texts.support.ask;
  return {
    text: paragraphs(voice.say(subject, { title: voice.words(title) }), words),
    keyboard: [[backButton(voice, 'support')]],
  };
};

/** Asks for more. */
export const replyAsked = (voice: Voice, ticketId: string): Screen => ({
  text: voice.say(voice.texts.support.ask.reply, { number: voice.digits(ticketId) }),
  keyboard: [[backButton(voice, 'ticket', ticketId)]],
});

/** What became of a message to a ticket; `text` in HTML. */
export const ticketWord = (voice: Voice, ticketId: string, text: string): Screen => ({
  text,
  keyboard: [[tapButton(voice.texts.support.buttons.open, 'ticket', ticketId)]],
});
