import { LRUCache } from 'lru-cache';
import { now } from '#platform/clock.js';
import type { Tenant } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { askMembership, type AskTelegram, type MembershipAnswer } from './ask-membership.js';
import { requiredChannels, type ChannelPurpose, type RequiredChannel } from './required-channels.js';

/** A required channel of which Telegram does not tell the bot, in its words; null: the settings name none. */
export interface ChannelTrouble {
  readonly chat: string | null;
  readonly reason: string;
}

/**
 * Whether a person may pass the channel gate. `stranger`: not before they have joined what is `missing`; `unknown`: the bot's own
 * rights are at fault, so the person passes and the admins hear of it; `isNew`: it was asked just now, and shall be noted.
 */
export type Membership =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'member'; readonly isNew: boolean }
  | {
      readonly kind: 'stranger';
      readonly missing: readonly RequiredChannel[];
      readonly troubles: readonly ChannelTrouble[];
    }
  | { readonly kind: 'unknown'; readonly troubles: readonly ChannelTrouble[] };

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
  /** What they are about to do beside using the bot; absent: nothing that a channel is for. */
  readonly purpose?: Exclude<ChannelPurpose, 'everybody'> | undefined;
}

/**
 * Finds out whether a person is in the channels that the bot requires of them now: from the process's cache, the database,
 * or Telegram; no scope may be open. A member's answer holds five minutes, any other is asked anew. A channel of which Telegram
 * does not tell lets everybody pass. Throws RetryableError.
 */
export async function checkChannel(tenant: Tenant, gate: Gate): Promise<Membership> {
  const { settings, telegramId, purpose } = gate;
  const asked = requiredChannels(settings).filter(
    (one) => one.purpose === 'everybody' || one.purpose === purpose,
  );
  const isUnset = settings.channel_required && settings.channel_id === null;
  const unset: ChannelTrouble[] = isUnset ? [{ chat: null, reason: 'channel_id is not set' }] : [];
  if (asked.length === 0)
    return unset.length > 0 ? { kind: 'unknown', troubles: unset } : { kind: 'not-asked' };
  const unseen = asked.filter(({ chat }) => !members.has(keyOf(tenant, chat, telegramId)));
  if (unseen.length === 0) return settledAs({ missing: [], troubles: unset, isNew: false });
  const rows = await tenant.db((tx) => tx.sql<Known>(known, [tenant.botId, telegramId]));
  const [{ is_admin: isAdmin, is_checked: isChecked, status, self }] = rows as [Known];
  if (isAdmin || status === 'blocked') return { kind: 'not-asked' };
  const left = isChecked ? unseen.filter((one) => one.purpose !== 'everybody') : unseen;
  const answers = await askAll(tenant, left, { ...gate, self });
  const isNew = answers.some(({ channel }) => channel.purpose === 'everybody');
  const missing = answers.filter(({ answer }) => answer.kind === 'stranger').map(({ channel }) => channel);
  const silent = answers.flatMap(({ channel, answer }) =>
    answer.kind === 'unknown' ? [{ chat: channel.chat, reason: answer.reason }] : [],
  );
  return settledAs({ missing, troubles: [...unset, ...silent], isNew });
}

const keyOf = ({ botId }: Tenant, chat: string, telegramId: string): string =>
  `${botId} ${chat} ${telegramId}`;

interface Answered {
  readonly channel: RequiredChannel;
  readonly answer: MembershipAnswer;
}

/** Asks for all of them at the same time, and remembers where the person is. */
const askAll = (
  tenant: Tenant,
  channels: readonly RequiredChannel[],
  { ask, telegramId, self }: Gate & { readonly self: string },
): Promise<Answered[]> =>
  Promise.all(
    channels.map(async (channel) => {
      const { chat } = channel;
      const answer = await askMembership(tenant, { ask, channel: chat, telegramId, self });
      if (answer.kind === 'member') members.set(keyOf(tenant, chat, telegramId), true);
      return { channel, answer };
    }),
  );

function settledAs({
  missing,
  troubles,
  isNew,
}: {
  readonly missing: readonly RequiredChannel[];
  readonly troubles: readonly ChannelTrouble[];
  readonly isNew: boolean;
}): Membership {
  if (missing.length > 0) return { kind: 'stranger', missing, troubles };
  return troubles.length > 0 ? { kind: 'unknown', troubles } : { kind: 'member', isNew };
}
