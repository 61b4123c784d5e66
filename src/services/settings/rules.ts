import type { SettingKey, SettingValues } from './catalog.js';

/** Two settings that must fit each other; looked at when one of `keys` changes. */
export interface SettingRule {
  /** The first is the one that the fault is about. */
  readonly keys: readonly [SettingKey, ...SettingKey[]];
  /** What is wrong and what would be right; undefined when all is well. */
  fault(values: SettingValues): string | undefined;
}

const rule = (
  keys: SettingRule['keys'],
  isWrong: (values: SettingValues) => boolean,
  says: string,
): SettingRule => ({ keys, fault: (values) => (isWrong(values) ? says : undefined) });

/** What holds between settings, alphabetical by the first key. To add one: an entry here. */
export const settingRules: readonly SettingRule[] = [
  rule(
    ['autopay_days_before', 'autopay_days_choices'],
    ({ autopay_days_before: days, autopay_days_choices: choices }) =>
      choices.length > 0 && !choices.includes(days),
    'must be one of autopay_days_choices',
  ),
  rule(
    ['blacklist_enabled', 'blacklist_url'],
    (values) => values.blacklist_enabled && !values.blacklist_url,
    'needs blacklist_url',
  ),
  rule(
    ['connect_mode', 'connect_page_url'],
    (values) => values.connect_mode === 'custom_page' && !values.connect_page_url,
    'custom_page needs connect_page_url',
  ),
  rule(
    ['menu_mode', 'mini_app_url'],
    (values) => values.menu_mode === 'mini_app' && !values.mini_app_url,
    'mini_app needs mini_app_url',
  ),
  rule(
    ['server_status_mode', 'server_status_url'],
    (values) => values.server_status_mode !== 'list' && !values.server_status_url,
    'link and mini_app need server_status_url',
  ),
  rule(
    ['topup_max_toman', 'topup_min_toman'],
    (values) => values.topup_max_toman < values.topup_min_toman,
    'must not be below topup_min_toman',
  ),
  rule(
    ['trial_payment_required', 'trial_price_toman'],
    (values) => values.trial_payment_required && values.trial_price_toman === 0,
    'needs a trial_price_toman above 0',
  ),
];
