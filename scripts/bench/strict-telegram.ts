import http from 'node:http';
import { pause } from '#platform/clock.js';

/** A Bot API that allows 30 messages in any second of a bot, to the microsecond, and is some way off. */
export interface StrictTelegram {
  readonly url: string;
  /** When each message was taken (ms, monotonic), with its chat. */
  readonly taken: readonly { readonly at: number; readonly chatId: string }[];
  /** Messages that were too many and got 429. */
  refused(): number;
  /** Most messages that came within one second, those that were refused among them. */
  mostInASecond(): number;
  close(): Promise<void>;
}

const most = 30;
const windowMs = 1_000;
/** How much longer or shorter the way of one message is than the mean, as a share of it. */
const jitter = 0.2;

/** Starts one whose answers come `roundTripMs` after the question, half of it on the way there. */
export async function startStrictTelegram(roundTripMs: number): Promise<StrictTelegram> {
  const taken: { at: number; chatId: string }[] = [];
  const recent: number[] = [];
  let refused = 0;
  let mostInASecond = 0;
  const onTheWay = () => pause((roundTripMs / 2) * (1 - jitter + 2 * jitter * Math.random()));
  function answer(path: string, body: string): { status: number; body: object } {
    const yes = (result: unknown) => ({ status: 200, body: { ok: true, result } });
    if (path.endsWith('/getMe'))
      return yes({ id: Number(/bot(\d+)/.exec(path)?.[1]), is_bot: true, first_name: 'B' });
    if (!/\/(send|edit|delete)/.test(path)) return yes(true);
    const at = performance.now();
    while (recent[0] !== undefined && recent[0] <= at - windowMs) recent.shift();
    recent.push(at);
    mostInASecond = Math.max(mostInASecond, recent.length);
    if (recent.length > most) {
      refused += 1;
      const description = 'Too Many Requests: retry after 1';
      return {
        status: 429,
        body: { ok: false, error_code: 429, description, parameters: { retry_after: 1 } },
      };
    }
    const { chat_id: chatId } = JSON.parse(body) as { chat_id: number };
    taken.push({ at, chatId: String(chatId) });
    return yes({ message_id: taken.length, date: 1, chat: { id: chatId, type: 'private', first_name: 'P' } });
  }
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      void (async () => {
        if (roundTripMs) await onTheWay();
        const { status, body: said } = answer(request.url ?? '', body);
        if (roundTripMs) await onTheWay();
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
      })();
    });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    refused: () => refused,
    mostInASecond: () => mostInASecond,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
