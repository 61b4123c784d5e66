import type { Tenant } from '#tenancy/scope.js';
import type { BotMeans, Pace } from '../../bot-means.js';
import type { RawUpdate } from '../../read-update.js';

/** When a message was sent by Telegram's clock, in ms since 1970; 0: it does not say. */
function sentAtOf({ message }: RawUpdate): number {
  const date = (message as { readonly date?: unknown } | undefined)?.date;
  return typeof date === 'number' && Number.isSafeInteger(date) && date > 0 ? date * 1_000 : 0;
}

/** How a person's update comes after the one before; everybody is served where nobody is throttled. No scope may be open. */
export const askPace = (
  tenant: Tenant,
  { update, telegramId, gapMs }: { update: RawUpdate; telegramId: string; gapMs: number },
  { readPace, arrivedAt }: Pick<BotMeans, 'arrivedAt' | 'readPace'>,
): Promise<Pace> | Pace =>
  readPace === undefined || gapMs === 0
    ? 'served'
    : readPace(tenant, {
        ...{ updateId: update.update_id, telegramId, sentAt: sentAtOf(update), gapMs },
        ...(arrivedAt !== undefined && { arrivedAt }),
      });
