import { areaTexts } from '../../../texts/shape.js';
import { registrationEn } from './en.js';
import { registrationFa } from './fa.js';
import { registrationRu } from './ru.js';

/** The texts about the steps of registration and the choice of a language, in every language. */
export const registrationTexts = areaTexts({ en: registrationEn, fa: registrationFa, ru: registrationRu });
