import type { Tenant } from '#tenancy/scope.js';
import { now } from '#platform/clock.js';
import { TelegramError } from '#platform/telegram.js';
import type { SettingValues } from './setting-catalog.js';

/**
 * Whether a person may pass the channel gate. `unknown`: Telegram refused to tell the bot (`reason` in its words),
 * so the person passes; `isNew`: it was asked just now, and shall be noted.
 */
export type Membership =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'member'; readonly isNew: boolean }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'unknown'; readonly reason: string };

interface ChatMember {
  readonly status?: string;
  readonly is_member?: boolean;
}

/** Calls the Bot API as a tenant's bot; throws what `callTelegram` throws. */
export type AskTelegram = <T>(
  tenant: Tenant,
  method: string,
  params: Readonly<Record<string, unknown>>,
) => Promise<T>;

let ask: AskTelegram | undefined;

/** Names the way to Telegram for questions that handlers ask before their transaction (once a process). */
export function askTelegramBy(way: AskTelegram | undefined): void {
  ask = way;
}

/** How long an answer "is a member" holds, in milliseconds. */
const holdsMs = 300_000;
const mostCached = 50_000;
const members = new Map<string, number>();

const known = `
  select users.status, users.channel_checked_at > now() - interval '5 minutes' as is_checked,
    exists (select from bot_admins where bot_id = $1 and telegram_id = $2) as is_admin
  from (select) nothing left join users on users.bot_id = $1 and users.telegram_id = $2`;

interface Known {
  readonly status: string | null;
  readonly is_checked: boolean | null;
  readonly is_admin: boolean;
}

/**
 * Finds out whether a person is a member of the bot's required channel: from the process's cache, the database, or
 * Telegram; no scope may be open. A member's answer holds five minutes, any other is asked anew. Throws RetryableError.
 */
export async function checkChannel(
  tenant: Tenant,
  { settings, telegramId }: { readonly settings: SettingValues; readonly telegramId: string },
): Promise<Membership> {
  const { channel_id: channel } = settings;
  if (!settings.channel_required) return { kind: 'not-asked' };
  if (!channel) return { kind: 'unknown', reason: 'channel_id is not set' };
  const key = `${tenant.botId} ${channel} ${telegramId}`;
  if ((members.get(key) ?? 0) > now()) return { kind: 'member', isNew: false };
  const [row] = await tenant.db((tx) => tx.sql<Known>(known, [tenant.botId, telegramId]));
  if (row?.is_admin || row?.status === 'blocked') return { kind: 'not-asked' };
  if (row?.is_checked) return { kind: 'member', isNew: false };
  const membership = await askMembership(tenant, channel, telegramId);
  if (membership.kind === 'member') remember(key);
  return membership;
}

async function askMembership(tenant: Tenant, channel: string, telegramId: string): Promise<Membership> {
  if (!ask) throw new Error('no way to Telegram: call askTelegramBy(…) at start');
  const chatId = channel.startsWith('@') ? channel : Number(channel);
  try {
    const params = { chat_id: chatId, user_id: Number(telegramId) };
    const member = await ask<ChatMember>(tenant, 'getChatMember', params);
    return isInside(member) ? { kind: 'member', isNew: true } : { kind: 'stranger' };
  } catch (error) {
    // The bot's own rights are at fault: people must not be locked out for it, so they pass and the admins hear of it.
    if (error instanceof TelegramError) return { kind: 'unknown', reason: error.description };
    throw error;
  }
}

function isInside({ status, is_member: isMember }: ChatMember): boolean {
  if (status === 'restricted') return isMember === true;
  return status === 'creator' || status === 'administrator' || status === 'member';
}

function remember(key: string): void {
  members.delete(key);
  members.set(key, now() + holdsMs);
  for (const [oldest] of members) {
    if (members.size <= mostCached) return;
    members.delete(oldest);
  }
}
