import { addCall } from './calls.js';
import { drawHeader, putMessage } from './chat.js';
import { drawComposer, setReply } from './compose.js';
import { attempt } from './dialogs.js';
import { onAnswer } from './links.js';
import { isKeptForLater, loadChat, loadWorld, onReplay, redrawSidebar, stopTypingLater } from './places.js';
import { isMember, state } from './state.js';

/** Takes one event of the sandbox in. */
export function onEvent(event) {
  const { kind, chat, message } = event;
  if (kind === 'call') return addCall(event.call);
  if (kind === 'answer') return onAnswer(event);
  if (kind === 'bot') {
    state.bots = state.bots.map((bot) => (bot.id === event.bot.id ? event.bot : bot));
    return drawHeader();
  }
  if (kind === 'bots' || kind === 'persons') return void attempt(loadWorld);
  if (!chat?.key) return undefined;
  state.chats.set(chat.key, chat);
  if (kind === 'typing') stopTypingLater(chat.key);
  const isOpen = chat.key === state.chatKey;
  if (kind === 'message' && message) countUnread(chat, message);
  if (isOpen && !isKeptForLater(event)) showInChat(event);
  return redrawSidebar();
}

onReplay((event) => event.chat.key === state.chatKey && showInChat(event));

function showInChat(event) {
  if (event.message) applyMessage(event);
  else if (event.kind === 'delete') void attempt(loadChat);
  drawHeader();
  drawComposer();
}

function applyMessage({ kind, message, keyboard }) {
  putMessage(message);
  if (kind !== 'message' || !keyboard) return;
  if (keyboard.force_reply) setReply(message);
  else state.keyboard = keyboard.keyboard ? { messageId: message.id, markup: keyboard } : null;
}

function countUnread(chat, message) {
  const readers =
    chat.type === 'private'
      ? [chat.personId]
      : state.people.map(({ id }) => id).filter((id) => isMember(chat, id));
  for (const reader of readers) {
    const isSeen = chat.key === state.chatKey && reader === state.personId && !document.hidden;
    if (isSeen || message.senderId === reader) continue;
    const key = `${chat.key}|${reader}`;
    state.unread.set(key, (state.unread.get(key) ?? 0) + 1);
  }
}
