import { areaTexts } from '../../../texts/shape.js';
import { gatesEn } from './en.js';
import { gatesFa } from './fa.js';
import { gatesRu } from './ru.js';

/** The texts about who is not served, in every language. */
export const gatesTexts = areaTexts({ en: gatesEn, fa: gatesFa, ru: gatesRu });
