import { attempt } from './dialogs.js';
import { post } from './server.js';
import { openChat, state } from './state.js';

/** Where the person writes: the open chat, its topic, and the message that is answered. */
export function place(more = {}) {
  const where = { chat: state.chatKey, person: state.personId, ...more };
  if (openChat().isForum && state.threadId) where.thread_id = state.threadId;
  return where;
}

/** Sends a text as the person who is played. */
export function sendText(text, answers = null) {
  return attempt(() => post('send', place({ text, ...(answers && { reply_to: answers.id }) })));
}
