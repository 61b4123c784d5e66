import { sendNotice } from '#bot/notices/send-notice.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Tells people, a bot's admins or the fleet's owners what was decided without their asking. */
export const sendNoticeHandler = ({ env }: WorkerDeps): Handler<'notice.send'> => ({
  run: (tenant, notice, { outboxId }) =>
    sendNotice(tenant, notice, { outboxId, fleetAdminIds: env.adminIds }),
});
