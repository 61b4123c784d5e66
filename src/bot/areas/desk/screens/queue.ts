import type { Ticket } from '#services/tickets/ticket-rows.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tickets that wait for an answer, a page of them. */
export interface QueueView {
  readonly tickets: readonly Ticket[];
  readonly count: number;
  /** From 1 on. */
  readonly page: number;
  readonly pageSize: number;
}

/** The tickets that wait, who waits longest first; each leads to itself. */
export function queueScreen(voice: Voice, { tickets, count, page, pageSize }: QueueView): Screen {
  const { queue, buttons } = voice.texts.desk;
  if (count === 0) return { text: queue.none };
  const name = ({ id, title }: Ticket): string =>
    voice.plain(queue.line, { number: voice.digits(id), title: title.slice(0, 40) });
  return {
    text: paragraphs(voice.say(queue.head, { count })),
    keyboard: inColumn([
      ...tickets.map((one) => tapButton(name(one), 'desk-open', one.id)),
      page > 1 ? tapButton(buttons.older, 'desk-queue', String(page - 1)) : undefined,
      page * pageSize < count ? tapButton(buttons.newer, 'desk-queue', String(page + 1)) : undefined,
    ]),
  };
}
