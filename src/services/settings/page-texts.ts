/** The texts of a bot whose versions are kept, by the settings in which admins write them. To add one: a line here, and a migration for the check of `pages`. */
const pageSettings = {
  privacy_policy_text: 'privacy_policy',
  public_offer_text: 'public_offer',
  rules_text: 'rules',
  welcome_text: 'welcome',
} as const;

/** A text whose versions are kept. */
export type PageKind = (typeof pageSettings)[keyof typeof pageSettings];

/** The same as a list. */
export const pageKinds = Object.values(pageSettings);

/** What people must accept. */
export type AcceptedKind = Extract<PageKind, 'privacy_policy' | 'rules'>;

/** Which text a setting holds; undefined: none whose versions are kept. */
export const pageOfSetting = (key: string): PageKind | undefined =>
  Object.hasOwn(pageSettings, key) ? pageSettings[key as keyof typeof pageSettings] : undefined;
