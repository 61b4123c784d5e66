import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { ReadyAnswer } from '#services/tickets/canned-answers.js';
import type { Asker } from '#services/tickets/read-asker.js';
import type { TicketBlock } from '#services/tickets/ticket-blocks.js';
import type { Ticket } from '#services/tickets/ticket-rows.js';

/** Buttons that a card shows in place of those of every day. */
export const deskMenus = ['answers', 'block', 'priority', 'take'] as const;
/** One of them; '': those of every day. */
export type DeskMenu = (typeof deskMenus)[number] | '';

/** A ticket as its card shows it. */
export interface TicketCardView {
  readonly ticket: Ticket;
  /** Undefined: the row is gone. */
  readonly asker: Asker | undefined;
  /** The one that lasts longest. */
  readonly subscription: OwnSubscription | undefined;
  readonly block: TicketBlock | undefined;
  readonly menu: DeskMenu;
  readonly answers: readonly ReadyAnswer[];
  readonly at: Date;
  /** What begins a note. */
  readonly prefix: string;
  /** Does all that is written beside the card go to the person, or only replies? */
  readonly hasTopic: boolean;
  readonly isPrivate: boolean;
}
