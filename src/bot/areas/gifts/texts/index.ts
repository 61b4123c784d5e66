import { areaTexts } from '../../../texts/shape.js';
import { giftsEn } from './en.js';
import { giftsFa } from './fa.js';
import { giftsRu } from './ru.js';

/** The texts about plans that people buy for somebody else, in every language. */
export const giftsTexts = areaTexts({ en: giftsEn, fa: giftsFa, ru: giftsRu });
