import { deleteBot, renameBot, replaceBotToken, setBotActive } from '#services/change-bot.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { checkBotId, checkName, checkToken, readArguments } from './read-arguments.js';

const help = `Changes a bot; a running fleet follows within two seconds.

  npm run change-bot -- --bot ID --deactivate          it takes no updates, its rows stay
  npm run change-bot -- --bot ID --activate
  npm run change-bot -- --bot ID --name NAME           how operators see it
  npm run change-bot -- --bot ID --token TOKEN         a new Telegram token of the same bot
  npm run change-bot -- --bot ID --delete --confirm NAME
                                                       deletes it with all its people and payments

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('change-bot', {
  help: { type: 'boolean', short: 'h' },
  bot: { type: 'string' },
  activate: { type: 'boolean' },
  deactivate: { type: 'boolean' },
  name: { type: 'string' },
  token: { type: 'string' },
  delete: { type: 'boolean' },
  confirm: { type: 'string' },
});

type Arguments = typeof values;
type Change = (botId: string, values: Arguments, fleet: OpenFleet) => Promise<string>;

const changes: Readonly<Record<'activate' | 'deactivate' | 'name' | 'token' | 'delete', Change>> = {
  activate: async (botId) => {
    await setBotActive(botId, true);
    return `Bot ${botId} is active.`;
  },
  deactivate: async (botId) => {
    await setBotActive(botId, false);
    return `Bot ${botId} is inactive; its rows are kept.`;
  },
  name: async (botId, { name = '' }) => {
    checkName(name);
    await renameBot(botId, name);
    return `Bot ${botId} is now called ${name}.`;
  },
  token: async (botId, { token = '' }, { env, vault }) => {
    checkToken(token);
    await replaceBotToken(botId, token, { vault, apiRoot: env.telegramApiRoot });
    return `Bot ${botId} has its new token.`;
  },
  delete: async (botId, { confirm }, { env, vault }) => {
    if (!confirm) throw new Error('--confirm NAME is missing: deleting takes all rows of the bot with it');
    await deleteBot(botId, confirm, { vault, apiRoot: env.telegramApiRoot });
    return `Bot ${botId} and all its rows are gone.`;
  },
};

async function change(fleet: OpenFleet): Promise<string> {
  checkBotId(values.bot);
  const wanted = (Object.keys(changes) as (keyof typeof changes)[]).filter(
    (key) => values[key] !== undefined,
  );
  const [only] = wanted;
  if (!only || wanted.length > 1) throw new Error('say one change at a time; see --help');
  return changes[only](values.bot, values, fleet);
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('change-bot', change);
