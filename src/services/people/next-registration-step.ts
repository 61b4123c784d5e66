import { hasText } from '../pages/text-for.js';
import type { SettingValues } from '../settings/catalog.js';
import type { Person } from './admit-update.js';
import type { Membership } from './check-channel.js';

/** A step of registration that waits for the person. */
export type RegistrationStep = 'language' | 'rules' | 'privacy' | 'code' | 'channel';

/** Whose step it is. */
export type Registering = Pick<Person, 'hasAcceptedPrivacy' | 'hasAcceptedRules' | 'hasChosenLanguage'> & {
  /** Shall they be asked for the code of whoever invited them? absent: no. */
  readonly isCodeWanted?: boolean;
};

/** The first step of registration that a person has not done, or undefined when all are done. */
export function nextRegistrationStep(
  person: Registering,
  settings: SettingValues,
  membership: Pick<Membership, 'kind'>,
): RegistrationStep | undefined {
  const isChoice = settings.language_selection && settings.offered_languages.length > 1;
  if (isChoice && !person.hasChosenLanguage) return 'language';
  if (settings.rules_required && !person.hasAcceptedRules) return 'rules';
  if (isPrivacyDemanded(settings) && !person.hasAcceptedPrivacy) return 'privacy';
  if (person.isCodeWanted) return 'code';
  if (membership.kind === 'stranger') return 'channel';
  return undefined;
}

/** Where there is no policy there is nothing to accept. */
const isPrivacyDemanded = (settings: SettingValues): boolean =>
  settings.privacy_policy_required && hasText(settings.privacy_policy_text);
