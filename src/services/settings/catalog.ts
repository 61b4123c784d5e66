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
import { plannedSettings } from './groups/planned.js';
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

type Planned = (typeof plannedSettings)[number];
/** Keys of the catalogue, also those that no code reads yet. */
export type KnownSettingKey = keyof Parts;
/** Keys that do something. */
export type SettingKey = Exclude<KnownSettingKey, Planned>;

type Catalog = {
  readonly [K in KnownSettingKey]: Parts[K] & {
    readonly group: SettingGroup;
    /** No code reads it, so that nobody may set it or is shown it. */
    readonly isPlanned: K extends Planned ? true : false;
  };
};
/** Keys whose values are stored sealed, planned ones among them. */
export type SecretKey = {
  [K in KnownSettingKey]: Catalog[K]['isSecret'] extends true ? K : never;
}[KnownSettingKey];
export type OpenKey = Exclude<SettingKey, SecretKey>;

const planned: ReadonlySet<string> = new Set<KnownSettingKey>(plannedSettings);

/** Every configuration key of a bot, alphabetical; screens and checks are made from those that are not planned. */
export const settingCatalog = Object.fromEntries(
  settingParts
    .flatMap(([group, settings]) =>
      Object.entries(settings).map(
        ([key, setting]) => [key, { ...setting, group, isPlanned: planned.has(key) }] as const,
      ),
    )
    .sort(([left], [right]) => (left < right ? -1 : 1)),
) as unknown as Catalog;

/** The keys that do something, alphabetical. */
export const settingKeys = Object.keys(settingCatalog).filter(isSettingKey) as readonly SettingKey[];

/** Is this a key of the catalogue, planned or not? */
export function isKnownSetting(key: string): key is KnownSettingKey {
  return Object.hasOwn(settingCatalog, key);
}

/** Is this a key of the catalogue that does something? */
export function isSettingKey(key: string): key is SettingKey {
  return isKnownSetting(key) && !settingCatalog[key].isPlanned;
}

/** Is this a key that is described, but that no code reads yet? */
export const isPlannedSetting = (key: string): boolean =>
  isKnownSetting(key) && settingCatalog[key].isPlanned;

/** Is this the key of a secret? */
export const isSecretKey = (key: KnownSettingKey): key is SecretKey => settingCatalog[key].isSecret;

/** The keys of all secrets, planned ones among them. */
export const secretKeys: readonly SecretKey[] = (Object.keys(settingCatalog) as KnownSettingKey[]).filter(
  isSecretKey,
);

/** What the catalogue says of a key, whichever it is. */
export const settingOf = (
  key: KnownSettingKey,
): Setting & { readonly group: SettingGroup; readonly isPlanned: boolean } => settingCatalog[key];

/** The checked values of a bot's settings; secrets are read by `readSecrets`. */
export type SettingValues = { readonly [K in OpenKey]: z.output<Catalog[K]['schema']> };
/** The same with the planned ones, which have their defaults. */
export type KnownSettingValues = {
  readonly [K in Exclude<KnownSettingKey, SecretKey>]: z.output<Catalog[K]['schema']>;
};
