import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells those who run a bot, and the fleet's owners, that Telegram refuses its token. */
export const tokenRevoked = (voice: Voice, { called }: { readonly called: string }): Screen => ({
  text: voice.say(voice.texts.notices.tokenRevoked, { bot: voice.foreign(called) }),
});
