import { areaTexts } from '../../../texts/shape.js';
import { partnersEn } from './en.js';
import { partnersFa } from './fa.js';
import { partnersRu } from './ru.js';

/** The texts about partners, their cabinet and payouts, in every language. */
export const partnersTexts = areaTexts({ en: partnersEn, fa: partnersFa, ru: partnersRu });
