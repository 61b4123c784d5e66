import type { Level, Levels } from '#services/orders/read-levels.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { groupLines } from './group-lines.js';

/** How a person comes into a group, or that they are in it. */
function standing(voice: Voice, level: Level, { countingId, spentToman }: Levels): string {
  const { levels: texts } = voice.texts;
  if (level.id === countingId) return texts.counts;
  if (level.isMember) return texts.member;
  const needed = level.spentToman ?? 0;
  return voice.say(texts.missing, {
    needed: voice.toman(needed),
    missing: voice.toman(Math.max(0, needed - spentToman)),
  });
}

function describe(voice: Voice, level: Level, view: Levels): string {
  const name = voice.say(voice.texts.levels.name, { name: voice.foreign(level.name) });
  return [name, standing(voice, level, view), groupLines(voice, level)].filter(Boolean).join('\n');
}

/** All groups with what they take off, where the person stands, and what they lack. */
export function levelsScreen(voice: Voice, view: Levels): Screen {
  const { levels: texts } = voice.texts;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>\n${voice.say(texts.spent, { spent: voice.toman(view.spentToman) })}`,
      ...view.levels.map((level) => describe(voice, level, view)),
      view.levels.length > 0 ? texts.how : texts.none,
    ),
    keyboard: [[backButton(voice, 'wallet'), menuButton(voice)]],
  };
}
