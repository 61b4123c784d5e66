import type { Inputs } from '../../input.js';
import { notUnderstood } from '../menu/screens/not-understood.js';
import { answerTicket } from './private.js';
import { readDeskTarget } from './target.js';

/** What one of the staff sends after the button for an answer. */
export const deskInputs: Inputs<'desk-reply'> = {
  'desk-reply': async (ctx, about) => {
    const target = readDeskTarget(about);
    const answered = target && (await answerTicket(ctx, target.ticketId));
    return answered?.screen ?? notUnderstood(ctx.voice);
  },
};
