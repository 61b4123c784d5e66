import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** What Telegram refuses of the main menu. */
interface RefusedView {
  readonly what: 'address' | 'picture';
  readonly address?: string | undefined;
  /** All that were left out, where Telegram does not say which one it means. */
  readonly addresses?: readonly string[] | undefined;
  readonly reason: string;
}

/** Tells the bot's admins that something is left out of the main menu, since Telegram refuses it. */
export function menuRefused(voice: Voice, view: RefusedView): Screen {
  const { menuRefused: texts } = voice.texts.notices;
  const cure =
    view.what === 'picture'
      ? voice.say(texts.sendPicture, { command: voice.foreign('/logo') })
      : texts.mendAddress;
  return { text: paragraphs(refusedWords(voice, view), cure) };
}

function refusedWords(voice: Voice, { what, address = '', addresses, reason: says }: RefusedView): string {
  const { menuRefused: texts } = voice.texts.notices;
  const reason = voice.foreign(says);
  if (what === 'picture') return voice.say(texts.picture, { reason });
  if (!addresses) return voice.say(texts.address, { address: voice.foreign(address), reason });
  return paragraphs(
    voice.say(texts.addresses, { reason }),
    addresses.map((one) => voice.foreign(one)).join('\n'),
  );
}
