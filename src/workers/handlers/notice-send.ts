import { sendNotice } from '#bot/areas/notices/send-notice.js';
import { RetryableError } from '#platform/errors.js';
import { telegramLimits } from '#platform/telegram/send-limits.js';
import { noticeOf } from '#services/notices/catalog.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/**
 * So many chats of a bot may have messages to send before what many people hear waits, and so many messages may leave in a third of
 * a second: enough that the bot always has one to send (it may send ten in that time), and so few that the answer to somebody's
 * tap is soon at its turn.
 */
const most = { busyChats: 12, ofLate: 18 };
const pacedMs = 100;

/** Tells people, a bot's admins or the fleet's owners what was decided without their asking. */
export function sendNoticeHandler({ env, jobs, snapshots }: WorkerDeps): Handler<'notice.send'> {
  const limits = telegramLimits(jobs.redis, jobs.prefix);
  async function isBusy(botId: string): Promise<boolean> {
    const busy = await Promise.all([jobs.ordered.messages.busyChats(botId), limits.countOfLate(botId)]);
    return busy[0] >= most.busyChats || busy[1] >= most.ofLate;
  }
  return {
    run: async (tenant, notice, { outboxId }) => {
      if (noticeOf(notice.kind)?.isBulk && (await isBusy(tenant.botId)))
        throw new RetryableError('notice.paced', { isLocal: true, retryAfterMs: pacedMs });
      const snapshot = await snapshots.read(tenant);
      await sendNotice(tenant, notice, { outboxId, snapshot, fleetAdminIds: env.adminIds });
    },
  };
}
