import { areaTexts } from '../../../texts/shape.js';
import { sharedEn } from './en.js';
import { sharedFa } from './fa.js';
import { sharedRu } from './ru.js';

/** The texts about what every area uses, in every language. */
export const sharedTexts = areaTexts({ en: sharedEn, fa: sharedFa, ru: sharedRu });
