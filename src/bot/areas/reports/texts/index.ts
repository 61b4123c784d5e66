import { areaTexts } from '../../../texts/shape.js';
import { reportsEn } from './en.js';
import { reportsFa } from './fa.js';
import { reportsRu } from './ru.js';

/** The texts of reports, in every language. */
export const reportsTexts = areaTexts({ en: reportsEn, fa: reportsFa, ru: reportsRu });
