/** Makes the master bot of `BOT_TOKEN` beside the start of the process, and knows what stands in its way. */
import type { Jobs } from '#jobs/queues.js';
import { backoffMs, pause } from '#platform/clock.js';
import type { Env } from '#env/env.js';
import { PermanentError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import { ensureMasterBot } from '#services/onboarding/ensure-master-bot.js';
import { telegramDoor } from '#services/bots/identify-bot.js';

export interface MasterBotKeeper {
  /** Why there is no master bot yet, in one line; empty when all is well. For /health/ready. */
  warnings(): readonly string[];
}

interface Means {
  readonly env: Env;
  readonly jobs: Jobs;
  readonly vault: Vault;
  /** Shows a person a line that is in no log. */
  readonly printOnce: (line: string) => void;
}

/** Tries for as long as Telegram cannot be reached; a token that is refused is given up with an error in the log. */
export function keepMasterBot(means: Means, telegramToken: string): MasterBotKeeper {
  let trouble: string | undefined;
  const say = (line: string | undefined): void => {
    trouble = line;
  };
  void makeMaster(means, telegramToken, say);
  return { warnings: () => (trouble === undefined ? [] : [`master bot: ${trouble}`]) };
}

async function makeMaster(
  { env, jobs, vault, printOnce }: Means,
  telegramToken: string,
  say: (trouble: string | undefined) => void,
): Promise<void> {
  const wish = { telegramToken, adminIds: env.adminIds };
  const means = { vault, door: telegramDoor(jobs, env) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const made = await ensureMasterBot(wish, means);
      say(undefined);
      if (made) printOnce(joined(made));
      return;
    } catch (error) {
      if (error instanceof PermanentError) {
        say(explainRefusal(error));
        return log.error({ err: error }, explainRefusal(error));
      }
      say('it could not be created yet because Telegram or the database does not answer; trying again');
      log.warn(
        { err: error },
        'the master bot could not be created yet; trying again, check Telegram and the database',
      );
      await pause(backoffMs(attempt, { firstMs: 1_000, maxMs: 60_000 }));
    }
  }
}

function joined({ username, apiToken }: { username: string; apiToken: string }): string {
  return (
    `Master bot @${username} joined. ` +
    `The bot's own API token, for the admin API (shown this once, keep it): ${apiToken}`
  );
}

function explainRefusal(error: PermanentError): string {
  if (error.code === 'bot.other_master')
    return 'BOT_TOKEN is not the token of the master bot in this database; set the token of that bot, or use another database';
  if (error.code === 'bot.exists')
    return 'BOT_TOKEN is the token of a tenant bot of this fleet; give the master bot a token of its own';
  return 'BOT_TOKEN was refused by Telegram; copy it again from BotFather';
}
