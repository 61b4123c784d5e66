import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { shapeFeatures, storedFrom, type Features, type FeaturesRow } from '../features/shape.js';
import { menuText, toMenuButtons, type MenuButton, type StoredMenuButton } from '../menus/menu-button.js';
import { pagesText, shapePages, type Pages, type StoredPages } from '../pages/stored-pages.js';
import { shapeSettings, type BotSettings, type StoredSettings } from '../settings/bot-settings.js';
import { secretKeys } from '../settings/catalog.js';

/** A bot as it was at one revision: who works for it reads it once and decides everything by it. */
export interface BotSnapshot {
  /** Its revision in the directory; undefined: it could not be told (Redis away, or the bot is not published yet). */
  readonly revision: string | undefined;
  /** Its face, and its configuration with defaults filled in. */
  readonly settings: BotSettings;
  readonly features: Features;
  /** Which versions its texts have, and what else it has to read. */
  readonly pages: Pages;
  /** From when on the bot stands still, its wallet being too low; undefined: it does not. */
  readonly standsStillFrom: Date | undefined;
  /** The main menu as the admins laid it out; empty: as it comes. */
  readonly menu: readonly MenuButton[];
}

/** What PostgreSQL holds of a bot: one row, which the fleet's processes share in Redis. */
export type StoredBot = StoredSettings &
  FeaturesRow & {
    /** From a cache: ISO time. */
    readonly sales_stopped_at: Date | string | null;
    /** Undefined: a cached row of a version before this one. */
    readonly pages?: StoredPages;
    readonly menu?: readonly StoredMenuButton[] | null;
  };

const storedText = `
  select name, username, telegram_bot_id, default_language, support_username, admin_chat_id, admin_topic_id,
    card_receipt_topic_id, notification_group_id, notification_topic_id, card_to_card_enabled, zarinpal_enabled, sales_stopped_at,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations
      where bot_id = bots.id and config_key <> all($2::text[])) as configuration,
    (select jsonb_object_agg(feature_key, jsonb_build_object('enabled', enabled, 'config', config))
      from bot_feature_flags where bot_id = bots.id) as flags,
    ${pagesText} as pages, ${menuText} as menu
  from bots where id = $1`;

/** The row of a bot without its secrets, undefined when it is gone. */
export async function readStoredBot({ botId }: Tenant, tx: Tx): Promise<StoredBot | undefined> {
  const [row] = await tx.sql<StoredBot>(storedText, [botId, secretKeys]);
  return row;
}

/** What a stored bot says; what the catalogues refuse of it is logged, and their defaults hold. */
export function snapshotOf(botId: string, revision: string | undefined, stored: StoredBot): BotSnapshot {
  const settings = shapeSettings(botId, stored);
  const { sales_stopped_at: stoppedAt } = stored;
  const graceMs = settings.values.low_balance_grace_hours * hourMs;
  return {
    revision,
    settings,
    features: shapeFeatures(botId, storedFrom(stored)),
    pages: shapePages(stored.pages),
    menu: toMenuButtons(stored.menu),
    standsStillFrom: stoppedAt == null ? undefined : new Date(new Date(stoppedAt).getTime() + graceMs),
  };
}

/** A bot straight from PostgreSQL, in its caller's transaction; undefined when it is gone. */
export async function readSnapshot(tenant: Tenant, tx: Tx): Promise<BotSnapshot | undefined> {
  const stored = await readStoredBot(tenant, tx);
  return stored && snapshotOf(tenant.botId, undefined, stored);
}

/** Is this a row of `readStoredBot`, read back from a cache? */
export const isStoredBot = (value: unknown): value is StoredBot =>
  typeof value === 'object' && value !== null && 'default_language' in value && 'flags' in value;
