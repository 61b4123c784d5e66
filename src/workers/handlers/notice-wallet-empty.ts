import { lowWalletBalance } from '#bot/areas/notices/screens/sale-notice.js';
import { voiceOf } from '#bot/voice.js';
import { notifyLowWalletBalance } from '#services/notices/notify-low-wallet-balance.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** A sale was refused because the tenant's wallet with the fleet is too small: the tenant and the master hear of it. */
export const noticeWalletEmptyHandler = (deps: WorkerDeps): Handler<'notice.wallet-empty'> => ({
  run: (tenant) =>
    notifyLowWalletBalance(tenant.botId, {
      fleetAdminIds: deps.env.adminIds,
      textOf: (language, { name, balanceToman }) =>
        lowWalletBalance(voiceOf(language), { bot: name, balanceToman }).text,
    }),
});
