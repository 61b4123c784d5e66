import { createBot } from '#services/onboarding/create-bot.js';
import { telegramDoor } from '#services/bots/identify-bot.js';
import { runScript } from '../../../scripts/open-fleet.js';

// A process of its own, which the flow tests start: adds a bot for each token that it is given.
await runScript('create-many-bots', async ({ env, jobs, vault }) => {
  const tokens = process.argv.slice(2);
  for (const telegramToken of tokens)
    await createBot({ telegramToken, defaultLanguage: 'en' }, { vault, door: telegramDoor(jobs, env) });
  return `${tokens.length} bots joined`;
});
