import { log } from '#platform/log.js';
import { madeOnce } from '#platform/made-once.js';
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

/** All features of a bot, frozen; a stored configuration that the catalogue refuses is logged and counts as empty. */
export const shapeFeatures = madeOnce((botId, { columns, flags }: StoredFeatures): Features => {
  const states = featureKeys.map((key) => {
    const { isOnByDefault, column } = featureOf(key);
    const flag = Object.hasOwn(flags, key) ? flags[key] : undefined;
    const enabled = flag?.enabled ?? isOnByDefault;
    const isOn = enabled && (!column || columns[column]);
    return [key, { enabled, isOn, isSet: flag !== undefined, config: configOf(botId, key, flag?.config) }];
  });
  return Object.fromEntries(states) as unknown as Features;
});

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
