import { sendNotice } from '#bot/areas/notices/send-notice.js';
import { RetryableError } from '#platform/errors.js';
import { noticeOf } from '#services/notices/catalog.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Chats of a bot that have messages to send or wait to; while it has so many, what many people hear waits. */
const busyChats = 28;
const pacedMs = 250;

/** Tells people, a bot's admins or the fleet's owners what was decided without their asking. */
export const sendNoticeHandler = ({ env, jobs, snapshots }: WorkerDeps): Handler<'notice.send'> => ({
  run: async (tenant, notice, { outboxId }) => {
    if (noticeOf(notice.kind)?.isBulk && (await jobs.ordered.messages.busyChats(tenant.botId)) >= busyChats)
      throw new RetryableError('notice.paced', { isLocal: true, retryAfterMs: pacedMs });
    const settings = (await snapshots.read(tenant))?.settings;
    await sendNotice(tenant, notice, { outboxId, settings, fleetAdminIds: env.adminIds });
  },
});
