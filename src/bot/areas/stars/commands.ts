import type { Command } from '../../command.js';
import { paySupport } from './screens/pay-support.js';

/** /paysupport: whom to ask about a payment. */
const support: Command = {
  name: 'paysupport',
  describe: (texts) => texts.stars.commands.paysupport,
  run: (ctx) => paySupport(ctx.voice, ctx.support),
};

/** What Telegram asks of bots that are paid with Stars. */
export const starsCommands: readonly Command[] = [support];
