import type { SettingValues } from '../settings/catalog.js';
import type { Person } from './admit-update.js';
import type { Membership } from './check-channel.js';

/** A step of registration that waits for the person. */
export type RegistrationStep = 'language' | 'rules' | 'channel';

/** The first step of registration that a person has not done, or undefined when all are done. */
export function nextRegistrationStep(
  person: Pick<Person, 'hasChosenLanguage' | 'hasAcceptedRules'>,
  settings: SettingValues,
  membership: Membership,
): RegistrationStep | undefined {
  const isChoice = settings.language_selection && settings.offered_languages.length > 1;
  if (isChoice && !person.hasChosenLanguage) return 'language';
  if (settings.rules_required && !person.hasAcceptedRules) return 'rules';
  if (membership.kind === 'stranger') return 'channel';
  return undefined;
}
