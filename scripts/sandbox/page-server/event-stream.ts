import type { ServerResponse } from 'node:http';
import type { CallbackAnswer, RecordedCall } from '../telegram/types.js';
import type { World } from '../telegram/world.js';
import { isWorthShowing, showCall } from './show-call.js';
import { showMessage } from './show-message.js';
import { showBot, showChat } from './show-world.js';

const heartbeatMs = 15_000;

/** The open pages, told of everything that happens (server-sent events). */
export interface EventStream {
  /** Makes a response one of the streams. */
  add(response: ServerResponse): void;
  close(): void;
}

/** What the stand-in says of a change. */
interface Change {
  kind: string;
  chat?: string;
  messageId?: number;
  person?: string;
  query?: string;
  answer?: CallbackAnswer;
}

/** Follows a world for as many pages as are open. */
export function openEventStream(world: World): EventStream {
  const pages = new Set<ServerResponse>();
  const tell = (event: object): void => {
    const text = `data: ${JSON.stringify(event)}\n\n`;
    for (const page of pages) page.write(text);
  };
  const whenOpen =
    <T>(say: (value: T) => void) =>
    (value: T): void => {
      if (pages.size > 0) say(value);
    };
  const onChange = whenOpen((change: Change) => tell(enrich(world, change)));
  const onUpdates = whenOpen((botId: string) => {
    const bot = world.bots.get(botId);
    if (bot) tell({ kind: 'bot', bot: showBot(bot) });
  });
  const onCall = whenOpen((call: RecordedCall) => {
    if (isWorthShowing(call)) tell({ kind: 'call', call: showCall(world, call) });
  });
  world.events.on('change', onChange).on('updates', onUpdates).on('call', onCall);
  const heartbeat = setInterval(() => {
    for (const page of pages) page.write(': still here\n\n');
  }, heartbeatMs);
  heartbeat.unref();
  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    close() {
      clearInterval(heartbeat);
      world.events.off('change', onChange).off('updates', onUpdates).off('call', onCall);
      for (const page of pages) page.end();
    },
  };
}

/** A change with what the page would otherwise have to ask for. */
function enrich(world: World, change: Change): object {
  const chat = world.chats.get(change.chat ?? '');
  if (!chat) return change;
  const stored = chat.messages.get(change.messageId ?? 0);
  const message = stored && showMessage(chat, stored);
  return { ...change, chat: showChat(world, chat), ...(message && { message, keyboard: stored.keyboard }) };
}
