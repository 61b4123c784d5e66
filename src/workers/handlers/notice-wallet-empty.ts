import { walletEmpty } from '#bot/screens/sale-notice.js';
import { voiceOf } from '#bot/voice.js';
import { tellEmptyWallet } from '#services/tell-empty-wallet.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';

/** A sale was refused because the tenant's wallet with the fleet is too small: the tenant and the master hear of it. */
export const noticeWalletEmptyHandler = (deps: WorkerDeps): Handler<'notice.wallet-empty'> => ({
  run: (tenant) =>
    tellEmptyWallet(tenant.botId, {
      fleetAdminIds: deps.env.adminIds,
      textOf: (language, { name, balanceToman }) =>
        walletEmpty(voiceOf(language), { bot: name, balanceToman }).text,
    }),
});
