import { areaTexts } from '../../../texts/shape.js';
import { deskEn } from './en.js';
import { deskFa } from './fa.js';
import { deskRu } from './ru.js';

/** The texts for those who help people, in every language. */
export const deskTexts = areaTexts({ en: deskEn, fa: deskFa, ru: deskRu });
