import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells the bot's admins that something is left out of the main menu, since Telegram refuses it. */
export function menuRefused(
  voice: Voice,
  view: {
    readonly what: 'address' | 'picture';
    readonly address: string | undefined;
    readonly reason: string;
  },
): Screen {
  const { menuRefused: texts } = voice.texts.notices;
  const reason = voice.foreign(view.reason);
  const first =
    view.what === 'picture'
      ? voice.say(texts.picture, { reason })
      : voice.say(texts.address, { address: voice.foreign(view.address ?? ''), reason });
  const cure =
    view.what === 'picture'
      ? voice.say(texts.sendPicture, { command: voice.foreign('/logo') })
      : texts.mendAddress;
  return { text: paragraphs(first, cure) };
}
