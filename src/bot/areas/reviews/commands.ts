import type { Command } from '../../command.js';
import { privateScene } from './actions.js';
import { openReceipts } from './pages.js';

/** /receipts: what waits for a decision, oldest first, or the payment of a tracking number. For reviewers only. */
const receipts: Command = {
  name: 'receipts',
  describe: (texts) => texts.reviews.commands.receipts,
  isForFew: true,
  staysOpen: true,
  run: async (ctx, argument) => {
    const scene = await privateScene(ctx);
    if (!scene) return undefined;
    const opened = await openReceipts(scene, argument);
    return opened === 'shown' ? 'nothing' : { text: ctx.voice.texts.reviews.list[opened] };
  },
};

/** What reviewers may type. */
export const reviewCommands: readonly Command[] = [receipts];
