import { findAction, findCommand } from './areas.js';
import { readCallbackData } from './callback-data.js';
import type { BotContext } from './context.js';

/** Does it go on while the bot stands still, or demands something: a button or command that stays open, or words that were asked for? */
export function staysOpen({ incoming, oneShot }: BotContext): boolean {
  if (incoming.kind === 'tap') {
    const data = readCallbackData(incoming.data);
    return data !== undefined && findAction(data.action)?.staysOpen === true;
  }
  const { command } = incoming;
  return command ? findCommand(command.name)?.staysOpen === true : oneShot.asked !== undefined;
}
