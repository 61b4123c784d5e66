import { listWaitingTickets } from '#services/tickets/waiting-tickets.js';
import type { Action, Actions } from '../../action.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { runDeskAct, type DeskActName } from './acts.js';
import { privateDesk } from './private.js';
import { queueScreen } from './screens/queue.js';

const act = (name: DeskActName): Action => ({
  isForRegistered: true,
  staysOpen: true,
  run: async (ctx, argument) => {
    const scene = await privateDesk(ctx);
    const notForYou = { say: ctx.voice.texts.desk.alerts.notForYou, isAlert: true } as const;
    const heard = scene ? await runDeskAct(scene, name, argument) : notForYou;
    if (heard === 'stale') return undefined;
    if (heard) ctx.answer(heard.say, heard.isAlert);
    return 'nothing';
  },
});

/** Tickets on a page of the list. */
const pageSize = 10;

/** The tickets that wait; undefined: it is none of this person's business. */
export async function openQueue(ctx: BotContext, page = 1): Promise<Screen | undefined> {
  if (!(await privateDesk(ctx))) return undefined;
  const listed = await listWaitingTickets(ctx.tenant, ctx.tx, { page, pageSize });
  return queueScreen(ctx.voice, { ...listed, page, pageSize });
}

/** The buttons of a ticket before those who help, in private; in their group `group.ts` has them. */
export const deskActions: Actions<DeskActName | 'desk-queue'> = {
  'desk-answer': act('desk-answer'),
  'desk-answers': act('desk-answers'),
  'desk-back': act('desk-back'),
  'desk-block': act('desk-block'),
  'desk-block-for': act('desk-block-for'),
  'desk-close': act('desk-close'),
  'desk-open': act('desk-open'),
  'desk-pending': act('desk-pending'),
  'desk-person': act('desk-person'),
  'desk-priority': act('desk-priority'),
  'desk-priority-set': act('desk-priority-set'),
  'desk-queue': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, argument) => openQueue(ctx, /^[1-9]\d{0,4}$/.test(argument) ? Number(argument) : 1),
  },
  'desk-release': act('desk-release'),
  'desk-reopen': act('desk-reopen'),
  'desk-reply': act('desk-reply'),
  'desk-take': act('desk-take'),
  'desk-take-yes': act('desk-take-yes'),
  'desk-unblock': act('desk-unblock'),
};
