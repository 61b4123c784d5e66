import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells the bot's admins that a topic takes no messages, and that these come without it. */
export const topicTrouble = (
  voice: Voice,
  view: { readonly name: string; readonly topicId: string; readonly reason: string },
): Screen => ({
  text: voice.say(voice.texts.notices.topicTrouble, {
    topic: voice.foreign(view.topicId),
    field: voice.foreign(view.name),
    reason: voice.foreign(view.reason),
  }),
});
