import { forgetLateNumbers, forgetNumbers, forgettings } from '#services/bots/forget-numbers.js';
import { lockBot } from '#services/bots/lock-bot.js';
import { readTelegramBotId } from '#services/bots/telegram-bot-id.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that single bots have. */
export const botQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/bots/forget-numbers.ts': {
    walks: Object.fromEntries(
      [...forgettings.map(({ table }) => table), 'tickets', 'users'].map((table) => [
        table,
        'all that one bot has of it is forgotten, once in years',
      ]),
    ),
    // What others look at here is there afterwards.
    run: async () => {
      const undone = new Error('undone');
      const forget = tenant.db(async (tx) => {
        await forgetLateNumbers(tx, '1', new Date());
        await forgetNumbers(tx, '1');
        throw undone;
      });
      await forget.catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    },
  },
  'src/services/bots/telegram-bot-id.ts': {
    run: () => tenant.db((tx) => readTelegramBotId(tenant, tx)),
  },
  'src/services/bots/lock-bot.ts': { run: () => tenant.db((tx) => lockBot(tenant, tx)) },
};
