import { areaTexts } from '../../../texts/shape.js';
import { referralsEn } from './en.js';
import { referralsFa } from './fa.js';
import { referralsRu } from './ru.js';

/** The texts about inviting others, in every language. */
export const referralsTexts = areaTexts({ en: referralsEn, fa: referralsFa, ru: referralsRu });
