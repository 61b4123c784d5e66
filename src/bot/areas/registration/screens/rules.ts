import type { Language } from '#platform/language.js';
import { writeCallbackData } from '../../../callback-data.js';
import type { Voice } from '../../../voice.js';
import { paragraphs, type Screen } from '../../../screen.js';

/** The rules with their two answers; `isDeclined`: the person has just said no. */
export function rules(
  voice: Voice,
  view: {
    readonly rulesText: Partial<Record<Language, string>>;
    readonly isDeclined?: boolean;
  },
): Screen {
  const { rules: texts, buttons } = voice.texts;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      voice.own(view.rulesText) || texts.standard,
      view.isDeclined ? texts.declined : texts.ask,
    ),
    keyboard: [
      [{ text: buttons.accept, callback_data: writeCallbackData('accept-rules') }],
      [{ text: buttons.decline, callback_data: writeCallbackData('decline-rules') }],
    ],
  };
}
