import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import type { Json } from '../types.js';

const maxCommands = 100;
const textLimits: Record<string, number> = { name: 64, description: 512, short_description: 120 };

/** The methods by which a bot presents itself: commands, texts, menu button. */
export const presentingMethods: Record<string, Method> = {
  setMyCommands(context): boolean {
    const commands = context.params.commands as { command: string; description: string }[];
    if (commands.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) checkCommand(command, description);
    const cleaned = commands.map(({ command, ...rest }) => ({
      command: command.replace(/^\//, ''),
      ...rest,
    }));
    context.bot.commands.set(commandKey(context), cleaned);
    context.core.world.events.emit('change', { kind: 'bots' });
    return true;
  },
  getMyCommands: (context) => context.bot.commands.get(commandKey(context)) ?? [],
  deleteMyCommands(context): boolean {
    context.bot.commands.delete(commandKey(context));
    context.core.world.events.emit('change', { kind: 'bots' });
    return true;
  },
  setChatMenuButton({ bot, params }): boolean {
    bot.settings.set(menuKey(params), params.menu_button ?? { type: 'default' });
    return true;
  },
  getChatMenuButton: ({ bot, params }) => bot.settings.get(menuKey(params)) ?? { type: 'commands' },
  setMyName: (context) => setText(context, 'name'),
  getMyName: (context) => getText(context, 'name'),
  setMyDescription: (context) => setText(context, 'description'),
  getMyDescription: (context) => getText(context, 'description'),
  setMyShortDescription: (context) => setText(context, 'short_description'),
  getMyShortDescription: (context) => getText(context, 'short_description'),
  setMyDefaultAdministratorRights: () => true,
};

function menuKey(params: Json): string {
  return `menu_button|${(params.chat_id as number | undefined) ?? ''}`;
}

function checkCommand(command: string, description: string): void {
  if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
}

function languageOf({ params }: CallContext): string {
  const language = (params.language_code as string | undefined) ?? '';
  if (language && !/^[a-z]{2}$/.test(language)) throw badRequest('LANG_CODE_INVALID');
  return language;
}

/** One list of commands per scope and language: `default|fa`, `chat:5|`. */
function commandKey(context: CallContext): string {
  const scope = (context.params.scope as Json | undefined) ?? { type: 'default' };
  const parts = [scope.type, scope.chat_id, scope.user_id] as (string | number | undefined)[];
  const place = parts.filter((part) => part !== undefined).join(':');
  return `${place}|${languageOf(context)}`;
}

function setText(context: CallContext, kind: string): boolean {
  const text = (context.params[kind] as string | undefined) ?? '';
  if (text.length > textLimits[kind]!) throw badRequest(`BOT_${kind.toUpperCase()}_TOO_LONG`);
  context.bot.settings.set(`${kind}|${languageOf(context)}`, text);
  context.core.world.events.emit('change', { kind: 'bots' });
  return true;
}

function getText(context: CallContext, kind: string): Json {
  const fallback = kind === 'name' ? context.bot.firstName : '';
  return { [kind]: context.bot.settings.get(`${kind}|${languageOf(context)}`) ?? fallback };
}
