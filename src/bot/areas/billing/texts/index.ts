import { areaTexts } from '../../../texts/shape.js';
import { billingEn } from './en.js';
import { billingFa } from './fa.js';
import { billingRu } from './ru.js';

/** The texts about a bot's account with the fleet, in every language. */
export const billingTexts = areaTexts({ en: billingEn, fa: billingFa, ru: billingRu });
