import { textFor, type Reading, type TextsByLanguage } from '#services/pages/text-for.js';
import type { PageKind } from '#services/settings/page-texts.js';
import type { SettingValues } from '#services/settings/catalog.js';
import type { BotContext } from '../../context.js';
import type { Voice } from '../../voice.js';

/** By which languages a person reads what admins wrote. */
export const readingOf = ({ person, settings }: BotContext): Reading => ({
  language: person.language,
  botLanguage: settings.defaultLanguage,
});

/** The rules as a person reads them: the bot's, or our own words where it has none. */
export const rulesFor = (voice: Voice, texts: TextsByLanguage, reading: Reading): string =>
  textFor(texts, reading) || voice.texts.registration.rules.standard;

/** A document as the information menu has it; '' where there is none. */
export function documentFor(
  voice: Voice,
  { kind, values, reading }: { kind: Exclude<PageKind, 'welcome'>; values: SettingValues; reading: Reading },
): string {
  if (kind === 'rules' && values.rules_required) return rulesFor(voice, values.rules_text, reading);
  const { privacy_policy_text: privacy_policy, public_offer_text: public_offer, rules_text: rules } = values;
  return textFor({ privacy_policy, public_offer, rules }[kind], reading);
}
