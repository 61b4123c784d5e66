import { PermanentError } from '#platform/errors.js';
import { isLanguage } from '#platform/language.js';
import { createBot } from '#services/onboarding/create-bot.js';
import { telegramDoor } from '#services/bots/identify-bot.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { checkName, checkToken, readArguments } from './read-arguments.js';

const help = `Adds a tenant bot to the fleet; a running fleet takes it up within two seconds.

  npm run create-bot -- --token TOKEN [--name NAME] [--language fa|en|ru] [--owner TELEGRAM_ID]… [--if-missing]

  --token TOKEN      as BotFather gives it; checked with Telegram, stored encrypted, never shown again
  --name NAME        how operators see it (default: its name in Telegram, which is what people see)
  --language CODE    language of people who chose none (default: fa)
  --owner ID         Telegram id of a person who runs the bot; may be given several times
  --if-missing       it is no fault when the fleet has the bot already

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('create-bot', {
  help: { type: 'boolean', short: 'h' },
  token: { type: 'string' },
  name: { type: 'string' },
  language: { type: 'string', default: 'fa' },
  owner: { type: 'string', multiple: true, default: [] },
  'if-missing': { type: 'boolean', default: false },
});

async function create({ env, jobs, vault }: OpenFleet): Promise<string> {
  const { token, language, owner, name } = values;
  if (!token) throw new Error('--token is missing: give the token as BotFather shows it; see --help');
  checkToken(token);
  if (name !== undefined) checkName(name);
  if (!isLanguage(language)) throw new Error('--language must be fa, en or ru');
  const wrong = owner.find((id) => !/^\d{1,16}$/.test(id));
  if (wrong) throw new Error(`--owner must be a Telegram id (digits), not ${wrong}`);
  const wish = { telegramToken: token, defaultLanguage: language, ownerIds: owner };
  try {
    const bot = await createBot({ ...wish, ...(name && { name }) }, { vault, door: telegramDoor(jobs, env) });
    return (
      `Bot ${bot.botId} @${bot.username} (${bot.name}) joined the fleet.\n` +
      `Its API token, for the admin API (shown this once, keep it): ${bot.apiToken}`
    );
  } catch (error) {
    const isThere = error instanceof PermanentError && error.code === 'bot.exists';
    if (isThere && values['if-missing']) return 'The fleet has this bot already.';
    throw error;
  }
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('create-bot', create);
