import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { inRows, paragraphs, type Screen } from './screen.js';
import { supportButton } from './support-button.js';

/** The main menu, below an optional notice (HTML); without one it greets by the first name. */
export function mainMenu(
  voice: Voice,
  view: {
    readonly person: { readonly firstName: string };
    readonly canChooseLanguage: boolean;
    readonly supportUsername: string | undefined;
    readonly notice?: string;
  },
): Screen {
  const { menu, buttons } = voice.texts;
  const greeting = voice.say(menu.greeting, { name: voice.name({ firstName: view.person.firstName }) });
  return {
    text: view.notice ? paragraphs(view.notice, menu.ask) : paragraphs(greeting, menu.ask),
    keyboard: inRows([
      { text: buttons.profile, callback_data: writeCallbackData('profile') },
      view.canChooseLanguage
        ? { text: buttons.language, callback_data: writeCallbackData('language') }
        : undefined,
      { text: buttons.help, callback_data: writeCallbackData('help') },
      supportButton(voice, view.supportUsername),
    ]),
  };
}
