import { now } from '#platform/clock.js';
import { mostInAlbum } from '#platform/telegram/send-limits.js';
import {
  listDueCopies,
  moveCopies,
  noteCopyPosted,
  noteShown,
  type TicketCopy,
} from '#services/tickets/ticket-copies.js';
import { findTicketMessage, type TicketMessage } from '#services/tickets/ticket-messages.js';
import type { Tx } from '#tenancy/scope.js';
import { editInto, goTogether, sentAlbum, type MediaItem } from '../../../media-calls.js';
import { placedMessage, type OutgoingCall } from '../../../outgoing-calls.js';
import { isInTopic, ticketPlace } from '../place.js';
import { albumItem, copyCalls, type CopyView } from '../screens/copy.js';
import { headOf } from '../screens/copy-head.js';
import { replyKeyboard } from '../screens/desk-buttons.js';
import { loseCopy } from './lose-copy.js';
import { cardScreenOf } from './read-card.js';
import type { Desk, Outcome, Step } from './steps.js';
import { isTopicLost, leaveTopic } from './topic-steps.js';

/** A row with what it shows. */
interface Shown {
  readonly copy: TicketCopy;
  /** Undefined: it is the card. */
  readonly message: TicketMessage | undefined;
  readonly revision: number;
}

/** The rest of an album comes within so long, and is waited for so often. */
const albumMs = 800;
const mostWaits = 2;

/**
 * Posts what the chat has not seen of the ticket up to the row of this run; undefined: nothing is left. What comes after it has its own
 * turn in the chat, so that many messages of one ticket do not keep those of another waiting.
 */
export async function postStep(desk: Desk): Promise<Step | undefined> {
  const { scene, tx, ticket, copy: own } = desk;
  const { tenant, chatId } = scene;
  const due = await listDueCopies(tenant, tx, { ticketId: ticket.id, chatId });
  const shown = await Promise.all(due.map((copy) => readShown(desk, copy)));
  const [first] = shown;
  if (!first || (isLater(first.copy, own) && !scene.alone.has(first.copy.id))) return undefined;
  const album = albumOf(desk, shown);
  if (album === 'wait') {
    scene.waits += 1;
    return { waitMs: albumMs };
  }
  if (album) return albumStep(desk, album);
  const calls = await callsOf(desk, first);
  const at = first.copy.posted.length;
  const call = calls[at];
  // A run that ended before it noted that this was all.
  if (!call) {
    await noteShown(tenant, tx, { id: first.copy.id, revision: first.revision });
    return postStep(desk);
  }
  // Of one whose first part is older than this run, the edit that may have come since brings it up to date.
  const { id } = first.copy;
  if (!scene.begun.has(id)) scene.begun.set(id, at === 0 ? first.revision : 1);
  const whole = Math.min(first.revision, scene.begun.get(id) ?? 1);
  return partStep(desk, first, { call, at, whole: at === calls.length - 1 ? whole : undefined });
}

const isLater = ({ kind, id }: TicketCopy, own: TicketCopy): boolean =>
  kind === 'message' && BigInt(id) > BigInt(own.id);

/** Brings what is posted of a row to what it must say now, a part at a time; undefined: it says that. */
export async function editStep(desk: Desk): Promise<Step | undefined> {
  const { scene, tx, copy } = desk;
  const shown = await readShown(desk, copy);
  const isNew = shown.message ? copy.shownRevision < shown.revision : !scene.done.has(copy.id);
  if (copy.lostReason !== null || copy.posted.length === 0 || !isNew) return undefined;
  const calls = await callsOf(desk, shown);
  let at = scene.brought.get(partsKey(shown)) ?? 0;
  for (; at < Math.min(calls.length, copy.posted.length); at += 1) {
    const edit = editInto(calls[at] as OutgoingCall, copy.posted[at] as number);
    if (edit) return changeStep(desk, shown, { call: edit, at });
  }
  const call = calls[at];
  if (call) return partStep(desk, shown, { call, at, whole: undefined });
  const spare = copy.posted[at];
  if (spare !== undefined) return removeStep(desk, copy, spare);
  scene.done.add(copy.id);
  await noteShown(scene.tenant, tx, { id: copy.id, revision: shown.revision });
  return undefined;
}

const partsKey = ({ copy, revision }: Shown): string => `${copy.id}.${revision}`;

async function readShown({ scene, tx, ticket }: Desk, copy: TicketCopy): Promise<Shown> {
  const { messageRowId } = copy;
  const message = messageRowId === null ? undefined : await findTicketMessage(scene.tenant, tx, messageRowId);
  return { copy, message, revision: message?.revision ?? ticket.revision };
}

async function callsOf(desk: Desk, { copy, message }: Shown): Promise<OutgoingCall[]> {
  const { scene, ticket, voice } = desk;
  const place = ticketPlace(scene.settings, ticket, scene.chatId);
  const calls = message
    ? copyCalls(voice, place, viewOf(desk, copy, message))
    : [placedMessage(place, await cardScreenOf(desk, copy))];
  const isSilent = desk.side === 'person' && !scene.settings.values.ticket_reply_notices;
  return isSilent ? calls.map((call) => ({ ...call, params: { ...call.params, ...silent } })) : calls;
}

/** A person who is not told of answers finds them where they were all the same. */
const silent = { disable_notification: true };

function viewOf({ scene, ticket, side, voice }: Desk, copy: TicketCopy, message: TicketMessage): CopyView {
  const hasTopic = isInTopic(ticket, scene.chatId);
  return {
    message,
    head: headOf(voice, { ticket, message, side, hasTopic }),
    isPlain: scene.plain.has(copy.id),
    isFileless: scene.fileless.has(copy.id),
    keyboard: side === 'private' && message.author === 'person' ? replyKeyboard(voice, ticket) : [],
  };
}

type Album = readonly (Shown & { readonly item: MediaItem })[];

/** The first row with those that are shown together with it; `wait`: more of them may come. */
function albumOf(desk: Desk, due: readonly Shown[]): Album | 'wait' | undefined {
  const { scene } = desk;
  const [first] = due;
  const albumId = first?.message?.albumId ?? null;
  if (!first || albumId === null || scene.alone.has(first.copy.id)) return undefined;
  const parts = due.flatMap(({ message }) => (message?.albumId === albumId ? [message] : []));
  if (scene.waits < mostWaits && isFresh(parts.at(-1))) return 'wait';
  const items = joinedParts(desk, first, due.slice(0, mostInAlbum(scene.chatId)));
  return items.length > 1 ? items : undefined;
}

const isFresh = (message: TicketMessage | undefined): boolean =>
  message !== undefined && now() - message.createdAt.getTime() < albumMs;

/** As many of the rows as go into one album with the first of them; who sends it is said once. */
function joinedParts(desk: Desk, first: Shown, rows: readonly Shown[]): Album {
  const items: (Shown & { readonly item: MediaItem })[] = [];
  for (const shown of rows) {
    const item = isPartOf(first, shown) ? itemOf(desk, shown, items.length > 0) : undefined;
    if (!item || !goTogether([...items.map((one) => one.item.kind), item.kind])) break;
    items.push({ ...shown, item });
  }
  return items;
}

const isPartOf = (first: Shown, { copy, message }: Shown): boolean =>
  message?.albumId === first.message?.albumId &&
  message?.author === first.message?.author &&
  copy.posted.length === 0;

function itemOf(desk: Desk, { copy, message }: Shown, isRest: boolean): MediaItem | undefined {
  if (!message) return undefined;
  const view = viewOf(desk, copy, message);
  return albumItem(desk.voice, isRest ? { ...view, head: '' } : view);
}

function albumStep(desk: Desk, album: Album): Step {
  const { scene, ticket } = desk;
  const place = ticketPlace(scene.settings, ticket, scene.chatId);
  const call = sentAlbum(
    place,
    album.map(({ item }) => item),
  );
  return {
    call,
    keepsTopic: isInTopic(ticket, scene.chatId),
    note: async (tx, outcome) => {
      const { result, refusal, fault } = outcome;
      if (isTopicLost(fault)) return leaveTopic(desk, tx);
      // Telegram takes an album or leaves it: one file that it does not know is no reason to show none.
      if (fault !== undefined) return album.forEach(({ copy }) => scene.alone.add(copy.id));
      if (refusal !== undefined) {
        for (const { copy, message } of album) await loseCopy(desk, tx, { copy, message, reason: refusal });
        return;
      }
      const posted = Array.isArray(result) ? result : [];
      if (posted.length === 0) scene.isOver = true;
      for (const [at, { copy, revision }] of album.entries()) {
        const number = await numberOf(desk, tx, posted[at]);
        if (number === undefined) continue;
        await noteCopyPosted(scene.tenant, tx, { id: copy.id, posted: [number] });
        await noteShown(scene.tenant, tx, { id: copy.id, revision });
      }
    },
  };
}

interface Part {
  readonly call: OutgoingCall;
  readonly at: number;
  /** With it the whole of this revision is shown; undefined: more is to come. */
  readonly whole: number | undefined;
}

/** Sends one more part of a row. */
function partStep(desk: Desk, shown: Shown, { call, at, whole }: Part): Step {
  const { scene, ticket } = desk;
  const { copy, message } = shown;
  return {
    call,
    keepsTopic: isInTopic(ticket, scene.chatId),
    note: async (tx, { result, refusal, fault }) => {
      if (isTopicLost(fault)) return leaveTopic(desk, tx);
      if (fault !== undefined && makesDo(desk, copy, { fault, call })) return;
      const reason = refusal ?? fault;
      if (reason !== undefined) return loseCopy(desk, tx, { copy, message, reason });
      const number = await numberOf(desk, tx, result);
      // Another run has come to the end of it.
      if (number === undefined) {
        scene.isOver = true;
        return;
      }
      await noteCopyPosted(scene.tenant, tx, { id: copy.id, posted: [...copy.posted.slice(0, at), number] });
      scene.brought.set(partsKey(shown), at + 1);
      if (whole === undefined) return;
      scene.done.add(copy.id);
      await noteShown(scene.tenant, tx, { id: copy.id, revision: whole });
    },
  };
}

/** Can the same be said with less? */
function makesDo(
  { scene }: Desk,
  { id }: TicketCopy,
  { fault, call }: { readonly fault: string; readonly call: OutgoingCall },
): boolean {
  const isOfMarks = /can't parse entities|ENTIT/i.test(fault);
  const isText = call.method === 'sendMessage';
  const [without, isOther] = isOfMarks ? [scene.plain, true] : [scene.fileless, !isText];
  if (!isOther || without.has(id)) return false;
  without.add(id);
  return true;
}

/** Changes a part of a row; one that Telegram does not let be changed stays as it is. */
function changeStep(
  desk: Desk,
  shown: Shown,
  { call, at }: { readonly call: OutgoingCall; readonly at: number },
): Step {
  const { scene } = desk;
  const { copy } = shown;
  return {
    call,
    keepsTopic: isInTopic(desk.ticket, scene.chatId),
    note: async (tx, { result, fault }) => {
      if (isTopicLost(fault)) return leaveTopic(desk, tx);
      const isOfMarks = fault !== undefined && /can't parse entities|ENTIT/i.test(fault);
      if (isOfMarks && !scene.plain.has(copy.id)) return void scene.plain.add(copy.id);
      scene.brought.set(partsKey(shown), at + 1);
      // In place of a message that is gone another one was sent.
      const number = fault === undefined ? await numberOf(desk, tx, result) : undefined;
      if (number === undefined || number === copy.posted[at]) return;
      await noteCopyPosted(scene.tenant, tx, { id: copy.id, posted: copy.posted.with(at, number) });
    },
  };
}

/** Takes a part away that a row needs no more. */
const removeStep = ({ scene }: Desk, { id, posted }: TicketCopy, messageId: number): Step => ({
  call: { method: 'deleteMessage', params: { chat_id: Number(scene.chatId), message_id: messageId } },
  note: (tx) => noteCopyPosted(scene.tenant, tx, { id, posted: posted.filter((one) => one !== messageId) }),
});

/** The number of a message of Telegram's answer; undefined: it has none. Where its group became a supergroup, the rows follow. */
async function numberOf(
  { scene, ticket }: Desk,
  tx: Tx,
  result: Outcome['result'],
): Promise<number | undefined> {
  const { message_id: number, chat } = (result ?? {}) as { message_id?: unknown; chat?: { id?: unknown } };
  if (typeof number !== 'number') return undefined;
  const to = typeof chat?.id === 'number' ? String(chat.id) : scene.chatId;
  if (to !== scene.chatId) {
    await moveCopies(scene.tenant, tx, { ticketId: ticket.id, from: scene.chatId, to });
    scene.chatId = to;
  }
  return number;
}
