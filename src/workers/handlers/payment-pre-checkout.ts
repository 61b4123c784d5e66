import { answerCheckout } from '#bot/areas/stars/answer-checkout.js';
import { readCheckout } from '#bot/areas/stars/read-checkout.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import { accessBot } from '../bot-access.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** So long Telegram waits for the answer. */
const patienceMs = 10_000;
/** One call leaves time for another. */
const callMs = 4_000;
const tooLate = /query is too old|query ID is invalid/i;

/**
 * Answers Telegram before it takes money, by itself and at once: not as a message of its chat, behind whose line it would
 * wait, and without a permit, since Telegram counts no answer. What comes late is counted; the money was not taken then.
 */
export function preCheckoutHandler(deps: WorkerDeps): Handler<'payment.pre-checkout'> {
  return {
    run: async (tenant, { update, arrived_at: arrivedAt }) => {
      const checkout = readCheckout(update);
      if (!checkout)
        return log.warn(
          { update: update.update_id },
          'a pre-checkout query of Telegram is malformed; it is not answered',
        );
      const { queryId: query } = checkout;
      const leftMs = (): number => arrivedAt + patienceMs - now();
      if (leftMs() <= 0) return noteLate(query);
      const [bot, params] = await Promise.all([
        accessBot(deps, tenant.botId),
        answerCheckout(tenant, checkout),
      ]);
      if (!bot || !params) return;
      const timeoutMs = Math.min(callMs, leftMs());
      if (timeoutMs <= 0) return noteLate(query);
      const call = { token: bot.token, method: 'answerPreCheckoutQuery', params: { ...params }, timeoutMs };
      try {
        await callTelegram({ ...call, apiRoot: deps.env.telegramApiRoot, botId: tenant.botId });
      } catch (error) {
        if (!(error instanceof TelegramError && tooLate.test(error.description))) throw error;
        return noteLate(query);
      }
      metrics.preCheckoutEnded(params.ok ? 'accepted' : 'refused');
    },
  };
}

function noteLate(query: string): void {
  metrics.preCheckoutEnded('late');
  log.warn(
    { query },
    'a pre-checkout query was not answered within 10 s, so Telegram took no money; the payer may try again',
  );
}
