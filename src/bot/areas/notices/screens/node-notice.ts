import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** What the master's admins read of a server of the panel that went or came back. */
export const nodeNotice = (
  voice: Voice,
  { name, isBack }: { readonly name: string; readonly isBack: boolean },
): Screen => ({
  text: voice.say(voice.texts.notices.nodes[isBack ? 'back' : 'lost'], { name }),
});
