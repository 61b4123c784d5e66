import type { Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Opens the chat with the bot's support; undefined when it has no contact. */
export const supportButton = (voice: Voice, username: string | undefined): Button | undefined =>
  username === undefined
    ? undefined
    : { text: voice.texts.shared.buttons.support, url: `https://t.me/${username}` };
