import http from 'node:http';

/** A Bot API that says yes to everything at once: what it costs must not show in the figures. */
export interface TelegramSink {
  readonly url: string;
  /** Resolves with the time (ms, monotonic) at which a message or an edit for the chat arrived; rejects when none does in a minute. */
  replyTo(chatId: string): Promise<number>;
  calls(): number;
  /** From now on each call is answered so many milliseconds after it came; 0 at first. */
  answerAfter(ms: number): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly since: number;
  readonly resolve: (at: number) => void;
  readonly reject: (error: Error) => void;
}

const longestWaitMs = 60_000;
const methodOf = /^\/bot(\d+):[^/]+\/(\w+)/;

export async function startSink(): Promise<TelegramSink> {
  const waiting = new Map<string, Waiting>();
  let calls = 0;
  let latencyMs = 0;
  let messageId = 0;
  const answer = (path: string, body: string): unknown => {
    const [, botId, method] = methodOf.exec(path) ?? [];
    if (method === 'getMe')
      return { id: Number(botId), is_bot: true, first_name: 'Bench', username: `b${botId}_bot` };
    if (method !== 'sendMessage' && method !== 'editMessageText') return true;
    const at = performance.now();
    const { chat_id: chatId, text } = JSON.parse(body) as { chat_id: number; text: string };
    waiting.get(String(chatId))?.resolve(at);
    waiting.delete(String(chatId));
    messageId += 1;
    return { message_id: messageId, date: 1, chat: { id: chatId, type: 'private', first_name: 'P' }, text };
  };
  // The oldest are first.
  const guard = setInterval(() => {
    for (const [chatId, { since, reject }] of waiting) {
      if (performance.now() - since < longestWaitMs) return;
      waiting.delete(chatId);
      reject(new Error(`the person of chat ${chatId} got no reply within ${longestWaitMs / 1000} s`));
    }
  }, 5_000).unref();
  const server = http.createServer((request, response) => {
    calls += 1;
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const text = JSON.stringify({ ok: true, result: answer(request.url ?? '', body) });
      const send = () => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(text);
      };
      if (latencyMs) setTimeout(send, latencyMs);
      else send();
    });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    replyTo: (chatId) =>
      new Promise((resolve, reject) => waiting.set(chatId, { since: performance.now(), resolve, reject })),
    calls: () => calls,
    answerAfter: (ms) => (latencyMs = ms),
    close: () =>
      new Promise((resolve) => {
        clearInterval(guard);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
