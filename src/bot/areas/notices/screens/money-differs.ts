import type { Difference } from '#services/audits/checks.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells those who run the fleet which rows of a bot's money do not agree. */
export function moneyDiffers(
  voice: Voice,
  { bot, difference }: { readonly bot: string; readonly difference: Difference },
): Screen {
  const { head, kinds, values } = voice.texts.notices.audit;
  const { kind, row_id: row, expected, found } = difference;
  return {
    text: paragraphs(
      voice.say(head, { bot: voice.foreign(bot) }),
      voice.say(kinds[kind], { row: voice.foreign(row) }),
      voice.say(values, { expected: voice.foreign(expected), found: voice.foreign(found) }),
    ),
  };
}
