import { areaTexts } from '../../../texts/shape.js';
import { paymentsEn } from './en.js';
import { paymentsFa } from './fa.js';
import { paymentsRu } from './ru.js';

/** The texts about paying, in every language. */
export const paymentsTexts = areaTexts({ en: paymentsEn, fa: paymentsFa, ru: paymentsRu });
