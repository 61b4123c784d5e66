import type { Language } from '#platform/language.js';
import { inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import { textsOf } from '../../../texts/index.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

const button = (language: Language): Button =>
  tapButton(textsOf[language].registration.language.name, 'choose-language', language);

/** The first question to a new person, asked in every offered language; `hint` is the one they likely read. */
export function firstLanguageChoice(offered: readonly Language[], hint?: Language): Screen {
  const first = offered.filter((language) => language === hint);
  const others = offered.filter((language) => language !== hint);
  return {
    text: paragraphs(...[...first, ...others].map((language) => textsOf[language].registration.language.ask)),
    keyboard: inRows(offered.map(button)),
  };
}

/** The choice of another language for a registered person. */
export const languageChoice = (voice: Voice, offered: readonly Language[]): Screen => ({
  text: voice.texts.registration.language.ask,
  keyboard: [...inRows(offered.map(button)), [menuButton(voice)]],
});
