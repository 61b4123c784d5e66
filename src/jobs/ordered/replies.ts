/**
 * What the scripts of the ordered queue reply, each by its own decoder. `scripts.ts` writes the positions that are read
 * here; nobody else knows them.
 */
import { readItem, type Due, type Place } from './items.js';
import type { OrderedScript } from './scripts.js';

type Raw = readonly (number | string | undefined)[];

/** What became of an item that was offered. */
export interface OfferReply {
  readonly botId: string;
  /** Nothing was taken in: the key that tells that Redis holds all is missing. */
  readonly isForgotten: boolean;
  /** It was not known yet, so it is taken in. */
  readonly isFresh: boolean;
  /** It is not needed: how it would leave things is how the last one of its line left them. */
  readonly isNeedless: boolean;
  /** The rank under which the process that offered it has taken it; undefined: it has not. */
  readonly takenAtRank: number | undefined;
  /** Its call to Telegram may leave: it is counted. */
  readonly isPermitted: boolean;
  /** What is to be added to BullMQ: the item itself, or another of its chat; undefined: nothing, or it was added. */
  readonly due: Due | undefined;
}

/** What follows when a chat's job has ended or waits, or when a free rank was looked for. */
export interface NextReply {
  readonly botId: string;
  /** The job was its chat's head, or, of a refill, something was released. */
  readonly hasActed: boolean;
  /** What is to be added to BullMQ, or to be run under `token`. */
  readonly due: Due | undefined;
  /** The job in BullMQ that gets a better rank, since nothing stands ready. */
  readonly raised: { readonly id: string; readonly rank: number } | undefined;
  /** The process' own token, under which it has taken `due`; undefined: `due` goes to BullMQ. */
  readonly token: string | undefined;
  /** The call of `due` to Telegram may leave: it is counted. */
  readonly isPermitted: boolean;
  /** Another chat of the bot might be released. */
  readonly isMore: boolean;
}

/** The head of a chat that is overdue. */
export interface OverdueHead {
  readonly id: string;
  /** Undefined: the mailbox does not hold it any more. */
  readonly due: Due | undefined;
}

function dueOf(botId: string, [chatId, rank, id, text]: Raw): Due | undefined {
  if (!chatId || !id || !text) return undefined;
  return { botId, chatId: String(chatId), id: String(id), rank: Number(rank), ...readItem(String(text)) };
}

/** {-1} forgotten; {2} not needed; {fresh}; {fresh, '', rank, permit} taken; {fresh, chat, rank, id, item} due. */
function readOffer([said, ...next]: Raw, { botId }: Place): OfferReply {
  return {
    botId,
    isForgotten: said === -1,
    isFresh: said === 1 || said === 2,
    isNeedless: said === 2,
    takenAtRank: next[0] === '' ? Number(next[1]) : undefined,
    isPermitted: next[0] === '' && next[2] === '1',
    due: dueOf(botId, next),
  };
}

/** {acted}; {acted, chat, rank, id, item, token, more, permit}, where an item '' is a job in BullMQ that changes its rank. */
function readNext([acted, ...next]: Raw, { botId }: Place): NextReply {
  const [, rank, id, text, token, isMore, permit] = next;
  return {
    botId,
    hasActed: acted === 1,
    due: dueOf(botId, next),
    raised: id && text === '' ? { id: String(id), rank: Number(rank) } : undefined,
    token: token ? String(token) : undefined,
    isPermitted: permit === '1',
    isMore: isMore === '1',
  };
}

/** {}; {rank, id, item}, the item '' when the mailbox lacks it. */
function readInspected([rank, id, text]: Raw, { botId, chatId }: Place): OverdueHead | undefined {
  if (!id) return undefined;
  return { id: String(id), due: dueOf(botId, [chatId, rank, id, text]) };
}

const isYes = (raw: unknown): boolean => raw === 1;

/** The decoder of each script. */
const decoders = {
  /** May the job run? */
  orderedClaim: isYes,
  orderedFinish: readNext,
  /** The rank with which the item goes to BullMQ; 0: it is the process' no longer. */
  orderedGiveBack: Number,
  orderedInspect: readInspected,
  /** Is it still the process'? */
  orderedKeep: isYes,
  orderedOffer: readOffer,
  orderedPark: readNext,
  orderedRefill: readNext,
} as const satisfies Record<OrderedScript, (raw: never, place: Place) => unknown>;

/** What a script's reply says. */
export type ReplyOf<S extends OrderedScript> = ReturnType<(typeof decoders)[S]>;

/** Reads what Redis gave back for a script that was called for `place`. */
export const readReply = <S extends OrderedScript>(script: S, raw: unknown, place: Place): ReplyOf<S> =>
  (decoders[script] as (raw: unknown, place: Place) => ReplyOf<S>)(raw, place);
