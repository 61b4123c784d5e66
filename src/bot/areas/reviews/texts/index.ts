import { areaTexts } from '../../../texts/shape.js';
import { reviewsEn } from './en.js';
import { reviewsFa } from './fa.js';
import { reviewsRu } from './ru.js';

/** The texts for those who decide about receipts, in every language. */
export const reviewsTexts = areaTexts({ en: reviewsEn, fa: reviewsFa, ru: reviewsRu });
