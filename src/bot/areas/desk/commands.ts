import type { Command } from '../../command.js';
import { openQueue } from './actions.js';

/** /tickets: what waits for an answer, who waits longest first. For those who help only. */
const tickets: Command = {
  name: 'tickets',
  describe: (texts) => texts.desk.commands.tickets,
  isForFew: true,
  staysOpen: true,
  run: (ctx) => openQueue(ctx),
};

/** What those who help may type. */
export const deskCommands: readonly Command[] = [tickets];
