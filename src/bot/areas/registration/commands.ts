import type { Command } from '../../command.js';
import { openLanguage } from './open/open-language.js';

/** /language: the choice of languages. */
export const languageCommand: Command = {
  name: 'language',
  describe: (texts) => texts.registration.commands.language,
  run: openLanguage,
};
