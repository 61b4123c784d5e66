import { PermanentError } from '#platform/errors.js';
import { operator } from '#services/access/actor.js';
import { deleteBot, renameBot, replaceBotToken, setBotActive } from '#services/bots/change-bot.js';
import { telegramDoor } from '#services/bots/identify-bot.js';
import { changeSettings } from '#services/settings/change-settings.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import { tenantOf } from '#tenancy/scope.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { checkBotId, checkName, checkToken, readArguments } from './read-arguments.js';
import { readSettingChanges, showSettings, warnOfSettings } from './settings.js';

const help = `Changes a bot; a running fleet follows within two seconds.

  npm run change-bot -- --bot ID --deactivate          it takes no updates, its rows stay
  npm run change-bot -- --bot ID --activate
  npm run change-bot -- --bot ID --name NAME           how operators see it; people see its name in Telegram
  npm run change-bot -- --bot ID --token TOKEN         a new Telegram token of the same bot
  npm run change-bot -- --bot ID --delete --confirm NAME
                                                       deletes it with all its people and payments
  npm run change-bot -- --bot ID --show                its settings: rules, channel gate, languages, welcome …
  npm run change-bot -- --bot ID [--set KEY=VALUE]… [--unset KEY]…
                                                       changes settings; --unset goes back to the default

  npm run change-bot -- --bot 2 --set rules_required=on --set rules_text.en="Be <b>kind</b>."
  npm run change-bot -- --bot 2 --set channel_required=on --set channel_id=@my_channel

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
  show: { type: 'boolean' },
  set: { type: 'string', multiple: true },
  unset: { type: 'string', multiple: true },
});

type Arguments = typeof values;
type Kind = 'activate' | 'deactivate' | 'delete' | 'name' | 'settings' | 'show' | 'token';
type Change = (botId: string, values: Arguments, fleet: OpenFleet) => Promise<string>;

const changes: Readonly<Record<Kind, Change>> = {
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
  token: async (botId, { token = '' }, { env, jobs, vault }) => {
    checkToken(token);
    await replaceBotToken(botId, token, { vault, door: telegramDoor(jobs, env) });
    return `Bot ${botId} has its new token.`;
  },
  delete: async (botId, { confirm }, { env, jobs, vault }) => {
    if (!confirm) throw new Error('--confirm NAME is missing: deleting takes all rows of the bot with it');
    await deleteBot(botId, confirm, { vault, door: telegramDoor(jobs, env) });
    return `Bot ${botId} and all its rows are gone.`;
  },
  show: async (botId) => showSettings(await settingsOf(botId)),
  settings: async (botId, { set = [], unset = [] }, { vault }) => {
    const wanted = readSettingChanges(set, unset);
    await changeSettings(tenantOf(botId), wanted, { actor: operator, vault });
    const done = `Bot ${botId} has its new settings; see them by --show.`;
    return [done, warnOfSettings(await settingsOf(botId))].filter(Boolean).join('\n');
  },
};

async function settingsOf(botId: string): Promise<BotSettings> {
  const tenant = tenantOf(botId);
  const snapshot = await tenant.db((tx) => readSnapshot(tenant, tx));
  if (!snapshot) throw new PermanentError('bot.unknown');
  return snapshot.settings;
}

async function change(fleet: OpenFleet): Promise<string> {
  checkBotId(values.bot);
  const given = { ...values, settings: values.set ?? values.unset };
  const wanted = (Object.keys(changes) as Kind[]).filter((kind) => given[kind] !== undefined);
  const [only] = wanted;
  if (!only || wanted.length > 1) throw new Error('say one change at a time; see --help');
  return changes[only](values.bot, values, fleet);
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('change-bot', change);
