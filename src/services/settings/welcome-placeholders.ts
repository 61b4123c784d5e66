import type { Language } from '#platform/language.js';

/** What a welcome may hold in braces, alphabetical; the bot fills it in for each person. */
export const welcomePlaceholders = [
  'bot',
  'first_name',
  'name',
  'trial_days',
  'trial_devices',
  'trial_traffic',
] as const;

/** Something that a welcome is filled with. */
export type WelcomePlaceholder = (typeof welcomePlaceholders)[number];

const known: ReadonlySet<string> = new Set(welcomePlaceholders);

/** What is wrong with the placeholders of welcomes per language, and what would be right; undefined: nothing. */
export function faultOfWelcome(texts: Readonly<Partial<Record<Language, string>>>): string | undefined {
  for (const [language, text] of Object.entries(texts)) {
    const strange = [...text.matchAll(/\{(\w+)\}/g)].find(([, name = '']) => !known.has(name));
    if (strange)
      return `${language}: there is no ${strange[0]}; there are ${welcomePlaceholders.map((name) => `{${name}}`).join(', ')}`;
    if (/<[^<>]*\{\w+\}/.test(text)) return `${language}: placeholders cannot stand inside a tag or a link`;
  }
  return undefined;
}
