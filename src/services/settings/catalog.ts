import type { z } from 'zod';
import { gatewaySettings, type GatewaySettings } from '#gateways/registry.js';
import { autopaySettings } from './groups/autopay.js';
import { basicsSettings } from './groups/basics.js';
import { channelSettings } from './groups/channel.js';
import { giftSettings } from './groups/gifts.js';
import { interfaceSettings } from './groups/interface.js';
import { maintenanceSettings } from './groups/maintenance.js';
import { monitoringSettings } from './groups/monitoring.js';
import { notificationSettings } from './groups/notifications.js';
import { partnerSettings } from './groups/partners.js';
import { paymentSettings } from './groups/payments.js';
import { pricingSettings } from './groups/pricing.js';
import { referralSettings } from './groups/referral.js';
import { simplePurchaseSettings } from './groups/simple-purchase.js';
import { supportSettings } from './groups/support.js';
import type { SettingGroup } from './groups/titles.js';
import { trialSettings } from './groups/trial.js';
import type { Setting } from '#platform/setting-kinds.js';

type Group = Readonly<Record<string, Setting>>;

/** Where each part of the catalogue belongs. To add a key: an entry in its file; a file: a line here and below. */
export const settingParts: readonly (readonly [group: SettingGroup, settings: Group])[] = [
  ['autopay', autopaySettings],
  ['basics', basicsSettings],
  ['channel', channelSettings],
  ['gifts', giftSettings],
  ['interface', interfaceSettings],
  ['maintenance', maintenanceSettings],
  ['monitoring', monitoringSettings],
  ['notifications', notificationSettings],
  ['payments', gatewaySettings],
  ['payments', paymentSettings],
  ['pricing', pricingSettings],
  ['referral', partnerSettings],
  ['referral', referralSettings],
  ['simple_purchase', simplePurchaseSettings],
  ['support', supportSettings],
  ['trial', trialSettings],
];

type Parts = typeof autopaySettings &
  typeof basicsSettings &
  typeof channelSettings &
  GatewaySettings &
  typeof giftSettings &
  typeof interfaceSettings &
  typeof maintenanceSettings &
  typeof monitoringSettings &
  typeof notificationSettings &
  typeof partnerSettings &
  typeof paymentSettings &
  typeof pricingSettings &
  typeof referralSettings &
  typeof simplePurchaseSettings &
  typeof supportSettings &
  typeof trialSettings;

/** Keys of the catalogue. */
export type SettingKey = keyof Parts;

type Catalog = { readonly [K in SettingKey]: Parts[K] & { readonly group: SettingGroup } };
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

/** The keys of all secrets. */
export const secretKeys: readonly SecretKey[] = settingKeys.filter(isSecretKey);

/** What the catalogue says of a key, whichever it is. */
export const settingOf = (key: SettingKey): Setting & { readonly group: SettingGroup } => settingCatalog[key];

/** The checked values of a bot's settings; secrets are opened by `openSecret`. */
export type SettingValues = { readonly [K in OpenKey]: z.output<Catalog[K]['schema']> };
