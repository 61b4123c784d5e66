import type { BotSettings } from '#services/settings/bot-settings.js';
import type { TicketCopy } from '#services/tickets/ticket-copies.js';
import type { Ticket } from '#services/tickets/ticket-rows.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { OutgoingCall } from '../../../outgoing-calls.js';
import type { Voice } from '../../../voice.js';

/** What became of a call. */
export interface Outcome {
  /** Telegram's answer. */
  readonly result?: unknown;
  /** The bot cannot write to the chat, in Telegram's words. */
  readonly refusal?: string;
  /** Telegram does not take this call, in its words. */
  readonly fault?: string;
}

/** The next call that brings a ticket to its present state in a chat, and what is noted of it; or a while to wait for the rest of an album. */
export type Step =
  | {
      readonly call: OutgoingCall;
      readonly keepsTopic?: boolean;
      readonly note: (tx: Tx, outcome: Outcome) => Promise<void>;
    }
  | { readonly waitMs: number };

/** One run of a job; what it remembers is lost in a crash, and found out again. */
export interface CopyScene {
  readonly tenant: Tenant;
  readonly settings: BotSettings;
  readonly rowId: string;
  /** Where its chat is now. */
  chatId: string;
  /** Rows whose marks, or whose file, Telegram does not take; rows that go alone where they could be part of an album. */
  readonly plain: Set<string>;
  readonly fileless: Set<string>;
  readonly alone: Set<string>;
  /** How many parts of a row say a revision by now, under `partsKey`. */
  readonly brought: Map<string, number>;
  /** Which revision the first part of a row was posted of. */
  readonly begun: Map<string, number>;
  /** Cards that are as they should be. */
  readonly done: Set<string>;
  /** What the topic was made last in this run, closed or not; undefined: neither. */
  turnedTo: boolean | undefined;
  topicsLost: number;
  waits: number;
  isOver: boolean;
}

/** A fresh run. */
export const sceneOf = (run: Pick<CopyScene, 'chatId' | 'rowId' | 'settings' | 'tenant'>): CopyScene => ({
  ...run,
  plain: new Set(),
  fileless: new Set(),
  alone: new Set(),
  brought: new Map(),
  begun: new Map(),
  done: new Set(),
  turnedTo: undefined,
  topicsLost: 0,
  waits: 0,
  isOver: false,
});

/** Who reads in a chat: the person, staff in their group, or one of staff in private. */
export type Side = 'group' | 'person' | 'private';

/** All that a step is made of, as it is in the open transaction. */
export interface Desk {
  readonly scene: CopyScene;
  readonly tx: Tx;
  readonly ticket: Ticket;
  readonly side: Side;
  readonly voice: Voice;
  readonly copy: TicketCopy;
}
