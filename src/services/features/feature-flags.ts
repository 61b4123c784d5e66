import type { Tenant } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';
import type { FeatureKey } from './catalog.js';
import { changeFeatureIn, type FeatureChange } from './change-feature.js';
import { getFeatureConfig, getFeatures, isFeatureOn } from './read-features.js';

const change = (tenant: Tenant, key: FeatureKey, wanted: FeatureChange, actor: Actor) =>
  tenant.db((tx) => changeFeatureIn(tenant, tx, { key, change: wanted }, actor));

/**
 * The features of a bot: what is on, and how it is configured. Readings come from the caches (read-features.ts) and
 * belong before a scope is opened; each change is a transaction of its own (`changeFeatureIn` works in its caller's).
 */
export const features = {
  isEnabled: isFeatureOn,
  getConfig: getFeatureConfig,
  getAll: getFeatures,
  set: (
    tenant: Tenant,
    key: FeatureKey,
    wanted: { readonly enabled?: boolean; readonly config?: unknown },
    actor: Actor,
  ) => change(tenant, key, wanted, actor),
  delete: (tenant: Tenant, key: FeatureKey, actor: Actor) => change(tenant, key, { unset: true }, actor),
  enable: (tenant: Tenant, key: FeatureKey, actor: Actor) => change(tenant, key, { enabled: true }, actor),
  disable: (tenant: Tenant, key: FeatureKey, actor: Actor) => change(tenant, key, { enabled: false }, actor),
  toggle: (tenant: Tenant, key: FeatureKey, actor: Actor) =>
    change(tenant, key, { enabled: 'toggle' }, actor),
} as const;
