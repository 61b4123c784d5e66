import { languages, type Language } from '#platform/language.js';
import { listCommands } from './areas.js';

/** A `setMyCommands` call. */
export interface CommandMenu {
  readonly commands: { command: string; description: string }[];
  readonly language_code?: string;
  readonly [parameter: string]: unknown;
}

/** The command menus of a bot: one a language, and the bot's default language for people of all others. */
export const commandMenus = (standard: Language): CommandMenu[] => [
  { commands: listCommands(standard) },
  ...languages.map((language) => ({ commands: listCommands(language), language_code: language })),
];
