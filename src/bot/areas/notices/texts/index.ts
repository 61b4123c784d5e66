import { areaTexts } from '../../../texts/shape.js';
import { noticesEn } from './en.js';
import { noticesFa } from './fa.js';
import { noticesRu } from './ru.js';

/** The texts about what people and admins hear without having asked, in every language. */
export const noticesTexts = areaTexts({ en: noticesEn, fa: noticesFa, ru: noticesRu });
