import { LRUCache } from 'lru-cache';
import { freezeDeep } from '#platform/freeze-deep.js';
import { log } from '#platform/log.js';
import { featureKeys, featureOf, type Feature, type FeatureConfig, type FeatureKey } from './catalog.js';

/** A feature as it stands: its flag, its configuration with defaults, and whether it works. */
export interface FeatureState<K extends FeatureKey = FeatureKey> {
  /** The flag; the default of the catalogue where nobody set it. */
  readonly enabled: boolean;
  /** The flag and, where there is one, the column of the bot. */
  readonly isOn: boolean;
  readonly isSet: boolean;
  readonly config: FeatureConfig<K>;
}
export type Features = { readonly [K in FeatureKey]: FeatureState<K> };

type Column = NonNullable<Feature['column']>;

/** What PostgreSQL holds of a bot's features. */
export interface StoredFeatures {
  readonly columns: Readonly<Record<Column, boolean>>;
  readonly flags: Readonly<Record<string, { readonly enabled: boolean; readonly config: unknown }>>;
}

interface Row extends Record<Column, boolean> {
  readonly flags: StoredFeatures['flags'] | null;
}

/** Asks for one row, or none for a bot that is not there. */
export const featuresText = `
  select card_to_card_enabled, zarinpal_enabled,
    (select jsonb_object_agg(feature_key, jsonb_build_object('enabled', enabled, 'config', config))
      from bot_feature_flags where bot_id = bots.id) as flags
  from bots where id = $1`;

/** The row of `featuresText` and no other column of it, as `shapeFeatures` takes it. */
export const storedFrom = ({ card_to_card_enabled, zarinpal_enabled, flags }: Row): StoredFeatures => ({
  columns: { card_to_card_enabled, zarinpal_enabled },
  flags: flags ?? {},
});
export type FeaturesRow = Row;

/** What was shaped lately, by bot and the JSON of what is stored: it is asked at nearly every update and seldom changes. */
const shaped = new LRUCache<string, Features>({ max: 1_000 });

/** All features of a bot, frozen; a stored configuration that the catalogue refuses is logged and counts as empty. */
export function shapeFeatures(botId: string, stored: StoredFeatures): Features {
  const key = `${botId} ${JSON.stringify(stored)}`;
  const known = shaped.get(key);
  if (known) return known;
  const features = freezeDeep(shape(botId, stored));
  shaped.set(key, features);
  return features;
}

function shape(botId: string, { columns, flags }: StoredFeatures): Features {
  const states = featureKeys.map((key) => {
    const { isOnByDefault, column } = featureOf(key);
    const flag = Object.hasOwn(flags, key) ? flags[key] : undefined;
    const enabled = flag?.enabled ?? isOnByDefault;
    const isOn = enabled && (!column || columns[column]);
    return [key, { enabled, isOn, isSet: flag !== undefined, config: configOf(botId, key, flag?.config) }];
  });
  return Object.fromEntries(states) as unknown as Features;
}

function configOf(botId: string, key: FeatureKey, stored: unknown): unknown {
  const { config } = featureOf(key);
  const result = config.safeParse(stored ?? {});
  if (result.success) return result.data;
  log.warn(
    { bot: botId, feature: key },
    'the stored configuration of a feature is invalid; the default is used until it is set again',
  );
  return config.parse({});
}
