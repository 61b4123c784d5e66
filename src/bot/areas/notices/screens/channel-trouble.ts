import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells the bot's admins that its channel gate cannot work. */
export const channelTrouble = (
  voice: Voice,
  view: { readonly channelId: string | null; readonly reason: string },
): Screen => ({
  text: voice.say(voice.texts.notices.channelTrouble, {
    channel: voice.foreign(view.channelId ?? ''),
    reason: voice.foreign(view.reason),
  }),
});
