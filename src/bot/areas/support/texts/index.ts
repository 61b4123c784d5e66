import { areaTexts } from '../../../texts/shape.js';
import { supportEn } from './en.js';
import { supportFa } from './fa.js';
import { supportRu } from './ru.js';

/** The texts about help by people, in every language. */
export const supportTexts = areaTexts({ en: supportEn, fa: supportFa, ru: supportRu });
