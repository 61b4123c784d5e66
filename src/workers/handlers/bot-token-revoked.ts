import { log } from '#platform/log.js';
import { markTokenRevoked } from '#services/notices/mark-token-revoked.js';
import type { Handler } from './handler.js';

/** Telegram refused a bot's token: the bot rests until it has another, and its admins hear of it from the master bot. */
export const tokenRevokedHandler = (): Handler<'bot.token-revoked'> => ({
  run: async (tenant, { token_hash: tokenHash }) => {
    if (await markTokenRevoked(tenant.botId, { tokenHash }))
      log.error('Telegram rejected the token of this bot; set a new one with npm run change-bot');
  },
});
