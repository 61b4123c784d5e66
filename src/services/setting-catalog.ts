import type { z } from 'zod';
import { autopaySettings } from './settings/autopay.js';
import { basicsSettings } from './settings/basics.js';
import { channelSettings } from './settings/channel.js';
import { gatewaySettings } from './settings/gateways.js';
import type { SettingGroup } from './settings/groups.js';
import { interfaceSettings } from './settings/interface.js';
import type { Setting } from './settings/kinds.js';
import { maintenanceSettings } from './settings/maintenance.js';
import { monitoringSettings } from './settings/monitoring.js';
import { notificationSettings } from './settings/notifications.js';
import { paymentSettings } from './settings/payments.js';
import { pricingSettings } from './settings/pricing.js';
import { referralSettings } from './settings/referral.js';
import { simplePurchaseSettings } from './settings/simple-purchase.js';
import { supportSettings } from './settings/support.js';
import { trialSettings } from './settings/trial.js';

type Group = Readonly<Record<string, Setting>>;

/** Where each part of the catalogue belongs. To add a key: an entry in its file; a file: a line here and below. */
export const settingParts: readonly (readonly [group: SettingGroup, settings: Group])[] = [
  ['autopay', autopaySettings],
  ['basics', basicsSettings],
  ['channel', channelSettings],
  ['interface', interfaceSettings],
  ['maintenance', maintenanceSettings],
  ['monitoring', monitoringSettings],
  ['notifications', notificationSettings],
  ['payments', gatewaySettings],
  ['payments', paymentSettings],
  ['pricing', pricingSettings],
  ['referral', referralSettings],
  ['simple_purchase', simplePurchaseSettings],
  ['support', supportSettings],
  ['trial', trialSettings],
];

type Parts = typeof autopaySettings &
  typeof basicsSettings &
  typeof channelSettings &
  typeof gatewaySettings &
  typeof interfaceSettings &
  typeof maintenanceSettings &
  typeof monitoringSettings &
  typeof notificationSettings &
  typeof paymentSettings &
  typeof pricingSettings &
  typeof referralSettings &
  typeof simplePurchaseSettings &
  typeof supportSettings &
  typeof trialSettings;

type Catalog = { readonly [K in keyof Parts]: Parts[K] & { readonly group: SettingGroup } };
export type SettingKey = keyof Catalog;
/** Keys whose values are stored sealed. */
export type SecretKey = {
  [K in SettingKey]: Catalog[K]['isSecret'] extends true ? K : never;
}[SettingKey];
export type OpenKey = Exclude<SettingKey, SecretKey>;

/** Every configuration key of a bot, alphabetical; screens and checks are made from it. */
export const settingCatalog = Object.fromEntries(
  settingParts
    .flatMap(([group, settings]) =>
      Object.entries(settings).map(([key, setting]) => [key, { ...setting, group }] as const),
    )
    .sort(([left], [right]) => (left < right ? -1 : 1)),
) as unknown as Catalog;

/** The keys, alphabetical. */
export const settingKeys = Object.keys(settingCatalog) as readonly SettingKey[];

/** Is this a key of the catalogue? */
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingCatalog, key);

/** Is this the key of a secret? */
export const isSecretKey = (key: SettingKey): key is SecretKey => settingCatalog[key].isSecret;

/** What the catalogue says of a key, whichever it is. */
export const settingOf = (key: SettingKey): Setting & { readonly group: SettingGroup } => settingCatalog[key];

/** The checked values of a bot's settings; secrets are read by `readSecret`. */
export type SettingValues = { readonly [K in OpenKey]: z.output<Catalog[K]['schema']> };
