import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

/** Whom to ask about a payment, as Telegram wants every bot that sells for Stars to say. */
export function paySupport(voice: Voice, support: SupportWays): Screen {
  const { title, body, noContact } = voice.texts.stars.support;
  const button = supportButton(voice, support);
  return {
    text: paragraphs(`<b>${title}</b>`, button === undefined ? noContact : body),
    keyboard: inColumn([
      button,
      tapButton(voice.texts.payments.buttons.payments, 'payments'),
      menuButton(voice),
    ]),
  };
}
