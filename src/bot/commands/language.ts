import { openLanguage } from '../open-language.js';
import { command } from './command.js';

/** /language: the choice of languages. */
export const language = command({ name: 'language', run: openLanguage });
