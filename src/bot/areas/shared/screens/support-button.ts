import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** How people of a bot get help. */
export interface SupportWays {
  /** User name of the contact at Telegram, without @; undefined: there is none. */
  readonly contact: string | undefined;
  /** Can they open tickets in the bot? */
  readonly hasTickets: boolean;
}

/** The chat with a contact. */
export const contactUrl = (username: string): string => `https://t.me/${username}`;

/** Opens the chat with the contact; undefined when there is none. */
export const contactButton = (voice: Voice, contact: string | undefined): Button | undefined =>
  contact === undefined ? undefined : { text: voice.texts.shared.buttons.support, url: contactUrl(contact) };

/** Opens the support: the screen with its ways where there are tickets, else the chat with the contact; undefined when there is neither. */
export function supportButton(voice: Voice, { contact, hasTickets }: SupportWays): Button | undefined {
  return hasTickets
    ? tapButton(voice.texts.shared.buttons.support, 'support')
    : contactButton(voice, contact);
}
