import { areaTexts } from '../../../texts/shape.js';
import { infoEn } from './en.js';
import { infoFa } from './fa.js';
import { infoRu } from './ru.js';

/** The texts about information pages, in every language. */
export const infoTexts = areaTexts({ en: infoEn, fa: infoFa, ru: infoRu });
