import { openLanguage } from '../open-language.js';
import { action } from './action.js';

/** Opens the choice of languages. */
export const language = action({ name: 'language', isForRegistered: true, run: openLanguage });
