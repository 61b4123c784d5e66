import { randomInt } from 'node:crypto';
import type { BotContext } from '../../context.js';

/** A note for the person's main menu, any of those for their language and for everybody; undefined: there is none. */
export function pickNote({ snapshot, person }: BotContext): string | undefined {
  const suiting = snapshot.pages.notes.filter(
    ({ language }) => language === null || language === person.language,
  );
  return suiting.length > 0 ? suiting[randomInt(suiting.length)]?.body : undefined;
}
