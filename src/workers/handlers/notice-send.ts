import { sendNotice } from '#bot/areas/notices/send-notice.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Tells people, a bot's admins or the fleet's owners what was decided without their asking. */
export const sendNoticeHandler = ({ env, snapshots }: WorkerDeps): Handler<'notice.send'> => ({
  run: async (tenant, notice, { outboxId }) => {
    const settings = (await snapshots.read(tenant))?.settings;
    await sendNotice(tenant, notice, { outboxId, settings, fleetAdminIds: env.adminIds });
  },
});
