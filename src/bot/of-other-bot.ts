import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { readTelegramBotId } from '#services/bots/telegram-bot-id.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Incoming } from './read-update.js';

/** What people say and tap, where messages have numbers. Money, and who may be written to, is the same whoever the bot is. */
const numbered: ReadonlySet<Incoming['kind']> = new Set([
  'edit',
  'group-command',
  'group-message',
  'group-tap',
  'group-topic',
  'message',
  'tap',
] as const);

/**
 * Was this said to the bot that was here before (`takeTelegramToken`), so that nothing can come of it: its messages are not there, and others may have
 * their numbers? `of`: Telegram's id of the bot that got it; undefined: it is not known. Throws RetryableError('bot.not_published')
 * while this process does not know yet who the bot is now.
 */
export async function isOfOtherBot(
  tenant: Tenant,
  { telegramBotId }: Pick<BotSettings, 'telegramBotId'>,
  { of, kind }: { readonly of: string | undefined; readonly kind: Incoming['kind'] },
): Promise<boolean> {
  if (of === undefined || of === telegramBotId || !numbered.has(kind)) return false;
  const now = await tenant.db((tx) => readTelegramBotId(tenant, tx));
  if (now === of) throw new RetryableError('bot.not_published', { isLocal: true, retryAfterMs: 500 });
  log.warn({ of, kind }, 'an update is of the bot that was here before; it is dropped');
  return true;
}
