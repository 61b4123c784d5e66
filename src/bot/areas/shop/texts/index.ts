import { areaTexts } from '../../../texts/shape.js';
import { shopEn } from './en.js';
import { shopFa } from './fa.js';
import { shopRu } from './ru.js';

/** The texts about what is sold: plans, orders, the trial, in every language. */
export const shopTexts = areaTexts({ en: shopEn, fa: shopFa, ru: shopRu });
