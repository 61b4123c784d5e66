import { LRUCache } from 'lru-cache';
import { now } from '#platform/clock.js';
import type { Tenant } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { askMembership, type AskTelegram } from './ask-membership.js';

/**
 * Whether a person may pass the channel gate. `unknown`: the bot's own rights are at fault (`reason` in Telegram's words),
 * so the person passes and the admins hear of it; `isNew`: it was asked just now, and shall be noted.
 */
export type Membership =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'member'; readonly isNew: boolean }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** How long an answer "is a member" holds, in milliseconds. */
const holdsMs = 300_000;
const members = new LRUCache<string, true>({ max: 50_000, ttl: holdsMs, perf: { now }, ttlResolution: 0 });

/** One row, whoever it is. */
const known = `
  select users.status, users.channel_checked_at > now() - interval '5 minutes' as is_checked,
    exists (select from bot_admins where bot_id = $1 and telegram_id = $2) as is_admin,
    coalesce((select telegram_bot_id::text from bots where id = $1), '0') as self
  from (select) nothing left join users on users.bot_id = $1 and users.telegram_id = $2`;

interface Known {
  readonly status: string | null;
  readonly is_checked: boolean | null;
  readonly is_admin: boolean;
  /** The bot's own Telegram id; 0 when it is gone. */
  readonly self: string;
}

interface Gate {
  readonly settings: SettingValues;
  readonly telegramId: string;
  readonly ask: AskTelegram;
}

/**
 * Finds out whether a person is a member of the bot's required channel: from the process's cache, the database, or
 * Telegram; no scope may be open. A member's answer holds five minutes, any other is asked anew. Throws RetryableError.
 */
export async function checkChannel(tenant: Tenant, { settings, telegramId, ask }: Gate): Promise<Membership> {
  const { channel_id: channel } = settings;
  if (!settings.channel_required) return { kind: 'not-asked' };
  if (!channel) return { kind: 'unknown', reason: 'channel_id is not set' };
  const key = `${tenant.botId} ${channel} ${telegramId}`;
  if (members.has(key)) return { kind: 'member', isNew: false };
  const rows = await tenant.db((tx) => tx.sql<Known>(known, [tenant.botId, telegramId]));
  const [{ is_admin: isAdmin, is_checked: isChecked, status, self }] = rows as [Known];
  if (isAdmin || status === 'blocked') return { kind: 'not-asked' };
  if (isChecked) return { kind: 'member', isNew: false };
  const answer = await askMembership(tenant, { ask, channel, telegramId, self });
  if (answer.kind !== 'member') return answer;
  members.set(key, true);
  return { kind: 'member', isNew: true };
}
