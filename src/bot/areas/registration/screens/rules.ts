import type { Language } from '#platform/language.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** The rules with their two answers; `isDeclined`: the person has just said no. */
export function rules(
  voice: Voice,
  view: {
    readonly rulesText: Partial<Record<Language, string>>;
    readonly isDeclined?: boolean;
  },
): Screen {
  const { rules: texts, buttons } = voice.texts.registration;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      voice.own(view.rulesText) || texts.standard,
      view.isDeclined ? texts.declined : texts.ask,
    ),
    keyboard: [[tapButton(buttons.accept, 'accept-rules')], [tapButton(buttons.decline, 'decline-rules')]],
  };
}
