import { areaTexts } from '../../../texts/shape.js';
import { offersEn } from './en.js';
import { offersFa } from './fa.js';
import { offersRu } from './ru.js';

/** The texts about what a person is offered, has off, and tries, in every language. */
export const offersTexts = areaTexts({ en: offersEn, fa: offersFa, ru: offersRu });
