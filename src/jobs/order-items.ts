import { carriedTrace } from '#platform/tracing.js';
import type { JobData } from './queues.js';

/** Where a job stands in its chat's line; `id` rises in the order of the chat (update_id, outbox id). */
export interface Place {
  readonly botId: string;
  readonly chatId: string;
  readonly id: string;
}

export interface OrderedItem extends Place {
  readonly name: string;
  readonly data: JobData;
  /** The trace that its job joins (`carriedTrace`); absent: that of the code that offers it, null: none. */
  readonly trace?: string | null;
}

/** An item whose turn it is, with the rank of its chat in the bot's share. */
export type Due = OrderedItem & { readonly rank: number };

/** A due item that this process runs itself, for as long as `token` stands in Redis. */
export interface TakenItem extends Due {
  readonly token: string;
}

/**
 * What a script of the order says: a number of its own, then the item that is due, the token under which it is taken, and
 * whether another one might be released.
 */
export type Reply = [
  said: number,
  chatId?: string,
  rank?: string,
  id?: string,
  text?: string,
  token?: string,
  isMore?: string,
];

/** The item that a script found due; undefined: none. */
export function dueOf(botId: string, [, chatId, rank, id, text]: Reply): Due | undefined {
  if (!chatId || !id || !text) return undefined;
  const head = text.slice(0, text.indexOf('\n'));
  const [name = '', trace] = head.split(' ');
  const data = JSON.parse(text.slice(head.length + 1)) as JobData;
  return { botId, chatId, id, rank: Number(rank), name, data, ...(trace !== undefined && { trace }) };
}

/** An item that names no trace joins that of the running code. */
export function inTrace(item: OrderedItem): OrderedItem {
  const trace = item.trace === undefined ? carriedTrace() : undefined;
  return trace === undefined ? item : { ...item, trace };
}

/**
 * What a mailbox keeps of an item: its name and trace, a line break, its data. The release, whoever does it, is part of
 * the item's own trace.
 */
export function textOf({ name, data, trace }: OrderedItem): string {
  return `${name}${trace ? ` ${trace}` : ''}\n${JSON.stringify(data)}`;
}

/** BullMQ's id of an ordered job: `<bot_id>.<id>`. */
export const jobIdOf = ({ botId, id }: Pick<Place, 'botId' | 'id'>): string => `${botId}.${id}`;
