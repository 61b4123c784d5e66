import { areaTexts } from '../../../texts/shape.js';
import { codesEn } from './en.js';
import { codesFa } from './fa.js';
import { codesRu } from './ru.js';

/** The texts about promo codes, in every language. */
export const codesTexts = areaTexts({ en: codesEn, fa: codesFa, ru: codesRu });
