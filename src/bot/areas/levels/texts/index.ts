import { areaTexts } from '../../../texts/shape.js';
import { levelsEn } from './en.js';
import { levelsFa } from './fa.js';
import { levelsRu } from './ru.js';

/** The texts about groups of people who pay less, in every language. */
export const levelsTexts = areaTexts({ en: levelsEn, fa: levelsFa, ru: levelsRu });
