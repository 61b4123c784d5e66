import { openLanguage } from '../open/open-language.js';
import { command } from '../../../command.js';

/** /language: the choice of languages. */
export const languageCommand = command({ name: 'language', run: openLanguage });
