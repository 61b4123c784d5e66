import { PermanentError } from '#platform/errors.js';
import { callTelegram } from '#platform/telegram/client.js';
import type { AskTelegram } from '#services/people/ask-membership.js';
import { accessBot } from './bot-access.js';
import type { WorkerPlace } from './worker-deps.js';

/** A person waits for the answer, so it is given up early; the job tries again. */
const questionTimeoutMs = 6_000;

/** A way to ask Telegram as a tenant's bot; it throws what `callTelegram` and `accessBot` throw, and PermanentError('bot.gone'). */
export const askAsBot =
  (place: WorkerPlace): AskTelegram =>
  async (tenant, method, params) => {
    const { botId } = tenant;
    const bot = await accessBot(place, botId);
    if (!bot) throw new PermanentError('bot.gone');
    const { telegramApiRoot: apiRoot } = place.env;
    return callTelegram({ apiRoot, token: bot.token, method, params, timeoutMs: questionTimeoutMs, botId });
  };
