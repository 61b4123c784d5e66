import { isLanguage, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';

/** The owner of a subscription, as a message to them needs it. */
export interface Recipient {
  readonly userId: string;
  /** Their private chat with the bot. */
  readonly chatId: string;
  readonly language: Language;
  readonly values: SettingValues;
}

interface Row {
  readonly userId: string;
  readonly chatId: string;
  readonly language: string;
  readonly configuration: Readonly<Record<string, unknown>> | null;
}

const text = `
  select u.id::text as "userId", u.telegram_id::text as "chatId", u.language,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = $1) as configuration
  from subscriptions as sub join users as u on u.bot_id = $1 and u.id = sub.user_id
  where sub.bot_id = $1 and sub.id = $2 and u.status = 'active' and u.can_receive`;

/** The owner of a subscription with the bot's settings; undefined when they are blocked, gone, or have blocked the bot. */
export async function readRecipient(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Recipient | undefined> {
  const [row] = await tx.sql<Row>(text, [tenant.botId, subscriptionId]);
  if (!row) return undefined;
  const { userId, chatId, language, configuration } = row;
  const values = valuesOf(tenant.botId, configuration ?? {});
  return { userId, chatId, language: isLanguage(language) ? language : 'fa', values };
}
