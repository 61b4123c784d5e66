import type { Ticket, TicketPriority } from '#services/tickets/ticket-rows.js';
import { minuteMs } from '#platform/units.js';
import { inColumn, inRows, tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { writeDeskTarget } from '../target.js';
import type { TicketCardView } from './desk-view.js';

/** Priorities, the least first. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly TicketPriority[];

/** For how many minutes a person can be kept from writing; 0: until it is lifted. */
export const blockMinutes = [60, 1_440, 10_080, 0] as const;

/** How many answers that are kept ready have a button. */
const mostAnswers = 30;

type Rows = Button[][];

/** The buttons of a card: those of every day, or of the menu that was opened. */
export function cardKeyboard(voice: Voice, view: TicketCardView): Rows {
  const { id } = view.ticket;
  const back = [tapButton(voice.texts.desk.buttons.back, 'desk-back', id)];
  switch (view.menu) {
    case 'priority':
      return [...inRows(priorityButtons(voice, id)), back];
    case 'block':
      return [...inRows(blockMinutes.map((minutes) => blockButton(voice, id, minutes))), back];
    case 'answers':
      return [...answerButtons(voice, view), back];
    case 'take':
      return [[tapButton(voice.texts.desk.buttons.takeYes, 'desk-take-yes', id)], back];
    default:
      return everyDay(voice, view);
  }
}

function everyDay(voice: Voice, { ticket, block, answers, isPrivate }: TicketCardView): Rows {
  const { buttons } = voice.texts.desk;
  const { id, status, assigneeName } = ticket;
  const isClosed = status === 'closed';
  return inRows([
    isPrivate ? tapButton(buttons.reply, 'desk-reply', id) : undefined,
    isClosed ? tapButton(buttons.reopen, 'desk-reopen', id) : tapButton(buttons.close, 'desk-close', id),
    assigneeName === null
      ? tapButton(buttons.take, 'desk-take', id)
      : tapButton(buttons.release, 'desk-release', id),
    isClosed || status === 'pending' ? undefined : tapButton(buttons.pending, 'desk-pending', id),
    tapButton(buttons.priority, 'desk-priority', id),
    answers.length > 0 ? tapButton(buttons.answers, 'desk-answers', id) : undefined,
    tapButton(buttons.person, 'desk-person', id),
    block ? tapButton(buttons.unblock, 'desk-unblock', id) : tapButton(buttons.block, 'desk-block', id),
    assigneeName === null ? undefined : tapButton(buttons.take, 'desk-take', id),
  ]);
}

const priorityButtons = (voice: Voice, id: string): Button[] =>
  priorities.map((one) =>
    tapButton(voice.texts.desk.priorities[one], 'desk-priority-set', writeDeskTarget(id, one)),
  );

function blockButton(voice: Voice, id: string, minutes: number): Button {
  const hours = (minutes * minuteMs) / (60 * minuteMs);
  const time = hours < 24 ? voice.count('hours', hours) : voice.count('days', hours / 24);
  const text = minutes === 0 ? voice.texts.desk.buttons.forGood : time;
  return tapButton(text, 'desk-block-for', writeDeskTarget(id, String(minutes)));
}

const answerButtons = (voice: Voice, { ticket, answers }: TicketCardView): Rows =>
  inColumn(
    answers
      .slice(0, mostAnswers)
      .map(({ id, title }) =>
        tapButton(voice.plain('{title}', { title }), 'desk-answer', writeDeskTarget(ticket.id, id)),
      ),
  );

/** The buttons below a person's message where one of the staff reads it in private. */
export const replyKeyboard = (voice: Voice, { id }: Pick<Ticket, 'id'>): Rows => {
  const { buttons } = voice.texts.desk;
  return [[tapButton(buttons.reply, 'desk-reply', id), tapButton(buttons.open, 'desk-open', id)]];
};
