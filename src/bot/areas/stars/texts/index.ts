import { areaTexts } from '../../../texts/shape.js';
import { starsEn } from './en.js';
import { starsFa } from './fa.js';
import { starsRu } from './ru.js';

/** The texts about paying with Telegram Stars, in every language. */
export const starsTexts = areaTexts({ en: starsEn, fa: starsFa, ru: starsRu });
