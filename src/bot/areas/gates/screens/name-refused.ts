import type { NameFault } from '#services/people/name-fault.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** What is wrong with a name, in one plain sentence, and what to do; short enough for an alert. */
export const nameWords = (voice: Voice, { kind, where }: NameFault): readonly [string, string] => {
  const { name } = voice.texts.gates;
  return [where === 'username' ? name.username : name[kind], name.ask];
};

/** Asks a person to change their name in Telegram. `hasBought`: they hear that nothing they have is lost. */
export const nameRefused = (
  voice: Voice,
  { fault, hasBought }: { readonly fault: NameFault; readonly hasBought: boolean },
): Screen => ({
  text: paragraphs(...nameWords(voice, fault), hasBought && voice.texts.gates.name.paid),
  keyboard: [[tapButton(voice.texts.gates.buttons.renamed, 'renamed')]],
});
