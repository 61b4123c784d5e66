import type { Tenant, Tx } from '#tenancy/scope.js';
import { listSettings } from '../settings/list-settings.js';
import { featureKeys, featureOf, type FeatureKey } from './catalog.js';
import { listFeatures } from './list-features.js';

/** A feature whose flag is on and what it lacks to work: settings, or a column of the bot. */
export interface Shortcoming {
  readonly feature: FeatureKey;
  readonly lacks: readonly string[];
}

/** What stops the features that are on in a bot; empty when all of them can work. */
export async function listShortcomings(tenant: Tenant, tx: Tx): Promise<Shortcoming[]> {
  const states = await listFeatures(tenant, tx);
  const settings = new Map<string, unknown>(
    (await listSettings(tenant, tx)).map(({ key, value }) => [key, value]),
  );
  return featureKeys
    .filter((key) => states[key].enabled)
    .map((feature) => {
      const { needs, column } = featureOf(feature);
      const lacks = needs.filter((key) => !isThere(settings, key)) as string[];
      return { feature, lacks: column && !states[feature].isOn ? [...lacks, column] : lacks };
    })
    .filter(({ lacks }) => lacks.length > 0);
}

/** Has the setting a value? A source of rates takes the place of fixed ones. */
const isThere = (settings: ReadonlyMap<string, unknown>, key: string): boolean =>
  settings.get(key) !== null ||
  (key.startsWith('rate_toman_per_') && settings.get('rate_source_url') !== null);
