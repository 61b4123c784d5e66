import { carriedTrace } from '#platform/tracing.js';
import type { SendPermit } from '#platform/telegram/send-limits.js';
import type { JobData } from '../job-data.js';

/** Where a job stands in its chat's line; `id` rises in the order of the chat (update_id, outbox id). */
export interface Place {
  readonly botId: string;
  readonly chatId: string;
  readonly id: string;
}

export interface OrderedItem extends Place {
  readonly name: string;
  readonly data: JobData;
  /** Is it not needed while another of its line has not begun? Then it counts as taken in, and ended. */
  readonly isMerged?: boolean;
  /** How it leaves what it changes (`leaves` of the catalogue). If the last of its line left it so, it counts as taken in, and ended. */
  readonly leaves?: string;
  /** The trace that its job joins (`carriedTrace`); absent: that of the code that offers it, null: none. */
  readonly trace?: string | null;
}

/** An item whose turn it is, with the rank of its chat in the bot's share. */
export type Due = OrderedItem & { readonly rank: number };

/** A due item that this process runs itself, for as long as `token` stands in Redis. */
export interface TakenItem extends Due {
  readonly token: string;
  /** Came with it: its call to Telegram need not ask for one. */
  readonly permit?: SendPermit;
}

/** An item that names no trace joins that of the running code. */
export function inTrace(item: OrderedItem): OrderedItem {
  const trace = item.trace === undefined ? carriedTrace() : undefined;
  return trace === undefined ? item : Object.assign({}, item, { trace });
}

/**
 * What a mailbox keeps of an item: its name and trace, a line break, its data. The release, whoever does it, is part of
 * the item's own trace. Who reads it does so by `readItem`, `readMember` or `luaItems`: the form is known here only.
 */
export function textOf({ name, data, trace }: OrderedItem): string {
  return `${name}${trace ? ` ${trace}` : ''}\n${JSON.stringify(data)}`;
}

/** The item that `textOf` wrote, without its place. */
export function readItem(text: string): Pick<OrderedItem, 'data' | 'name' | 'trace'> {
  const end = text.indexOf('\n');
  const [name = '', trace] = text.slice(0, end).split(' ');
  const data = JSON.parse(text.slice(end + 1)) as JobData;
  return { name, data, ...(trace !== undefined && { trace }) };
}

/** The item in a member of a mailbox, which is `<id>:<text>`. */
export const readMember = (member: string): Pick<OrderedItem, 'data' | 'name' | 'trace'> =>
  readItem(member.slice(member.indexOf(':') + 1));

/**
 * The same for Redis' scripts: the text in a member, the data (JSON) in a text, when a member was taken in, as digits, and the
 * method of Telegram that a text names, nil for none. The time stands behind the payload, so the last one counts, and the
 * method before its parameters, so the first one does; what people wrote has its quotes escaped.
 */
export const luaItems = `
  local function itemIn(member) return string.sub(member, string.find(member, ':', 1, true) + 1) end
  local function dataIn(item) return string.sub(item, string.find(item, '\\n', 1, true) + 1) end
  local function methodIn(item) return string.match(item, '"method":"(%a+)"') end
  local function takenInAt(member) return string.match(member, '^.*"offered_at":(%d+)') end
`;

/** Digits of a time in ms until the year 2286; the token of a process that runs an item itself has more. */
export const timeDigits = 13;

/** BullMQ's id of an ordered job: `<bot_id>.<id>`. */
export const jobIdOf = ({ botId, id }: Pick<Place, 'botId' | 'id'>): string => `${botId}.${id}`;
