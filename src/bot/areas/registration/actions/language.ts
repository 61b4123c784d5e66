import { openLanguage } from '../open/open-language.js';
import { action } from '../../../action.js';

/** Opens the choice of languages. */
export const languageAction = action({ name: 'language', isForRegistered: true, run: openLanguage });
