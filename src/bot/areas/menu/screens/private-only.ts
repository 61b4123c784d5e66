import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Sends people of a group to the bot's private chat. */
export const privateOnly = (voice: Voice, username: string): Screen => ({
  text: voice.texts.menu.writePrivately,
  ...(username && {
    keyboard: [[{ text: voice.texts.menu.buttons.openPrivately, url: `https://t.me/${username}` }]],
  }),
});
