import { tokenRevokedScreen } from '#bot/areas/notices/screens/token-revoked.js';
import { log } from '#platform/log.js';
import { markTokenRevoked } from '#services/notices/mark-token-revoked.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Telegram refused a bot's token: the bot rests until it has another, and its admins hear of it from the master bot. */
export const tokenRevokedHandler = (deps: WorkerDeps): Handler<'bot.token-revoked'> => ({
  run: async (tenant, payload) => {
    const isNews = await markTokenRevoked(tenant.botId, {
      tokenHash: payload.token_hash,
      fleetAdminIds: deps.env.adminIds,
      noticeOf: tokenRevokedScreen,
    });
    if (isNews)
      log.error('Telegram refused the token of this bot; give it a new one with npm run change-bot');
  },
});
