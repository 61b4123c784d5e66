import { areaTexts } from '../../../texts/shape.js';
import { cardsEn } from './en.js';
import { cardsFa } from './fa.js';
import { cardsRu } from './ru.js';

/** The texts about paying from card to card, in every language. */
export const cardsTexts = areaTexts({ en: cardsEn, fa: cardsFa, ru: cardsRu });
