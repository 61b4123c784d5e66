import { isLanguage, type Language } from '#platform/language.js';
import type { Actor } from '../access/actor.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Somebody who may decide about receipts of a bot, in Telegram. */
export interface Reviewer {
  readonly telegramId: string;
  /** By which others know who decided. */
  readonly name: string;
  /** Owners may undo a decision. */
  readonly isOwner: boolean;
}

// Whoever takes the right away at this moment waits until the decision is made, or it is not made.
const find = `
  select role from bot_admins where bot_id = $1 and telegram_id = $2 and role in ('owner', 'admin', 'reviewer')
  order by role = 'owner' desc for share`;

/**
 * The reviewer of a Telegram id, as it is in the open transaction and stays until its end: call it first in the transaction of what
 * they do. Undefined: they may decide nothing in this bot.
 */
export async function findReviewer(
  { botId }: Tenant,
  tx: Tx,
  { telegramId, name }: { readonly telegramId: string; readonly name: string },
): Promise<Reviewer | undefined> {
  const [row] = await tx.sql<{ role: string }>(find, [botId, telegramId]);
  return row && { telegramId, name: name.slice(0, 100), isOwner: row.role === 'owner' };
}

/** A reviewer as the audit log names them. */
export const actorOf = ({ telegramId, name }: Reviewer): Actor => ({
  kind: 'person',
  id: telegramId,
  name,
});

const language = 'select language from users where bot_id = $1 and telegram_id = $2';

/** The language of a person by their Telegram id; undefined: the bot does not know them. */
export async function findLanguage(
  { botId }: Tenant,
  tx: Tx,
  telegramId: string,
): Promise<Language | undefined> {
  const [row] = await tx.sql<{ language: string }>(language, [botId, telegramId]);
  return isLanguage(row?.language) ? row.language : undefined;
}
