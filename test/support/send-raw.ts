import { connect } from 'node:net';

/** What came back over a connection: the first answer's status and code, and everything as text. */
export interface RawAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

/** Parts of a request, sent one after the other; a function's parts are asked for until it gives no more. */
export type RawPart = Buffer | string;

/**
 * Sends bytes as they are and reads until the server closes the connection or `until` holds of what came. Rejects when
 * that takes too long.
 */
export function sendRaw(
  port: number,
  parts: Iterable<RawPart>,
  { until = hasWholeAnswer, everyMs = 0 }: { until?: (text: string) => boolean; everyMs?: number } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    let drip: NodeJS.Timeout | undefined;
    const finish = (error?: Error): void => {
      clearTimeout(limit);
      clearInterval(drip);
      socket.destroy();
      if (error) reject(error);
      else resolve(read(text));
    };
    const limit = setTimeout(() => finish(new Error(`no answer, only: ${text}`)), 8_000);
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (until(text)) finish();
    });
    socket.on('close', () => finish());
    socket.on('error', () => undefined); // The server may close while we still write.
    const rest = parts[Symbol.iterator]();
    const sendNext = (): void => {
      const { done, value } = rest.next();
      if (done) clearInterval(drip);
      else socket.write(value);
    };
    if (everyMs) drip = setInterval(sendNext, everyMs);
    else for (const part of parts) socket.write(part);
  });
}

/** Has everything come that the first answer's `Content-Length` says? */
function hasWholeAnswer(text: string): boolean {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return body.length > 0 && Buffer.byteLength(body.join('\r\n\r\n')) >= length;
}

const read = (text: string): RawAnswer => ({
  status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
  code: /"code":"([a-z_.]+)"/.exec(text)?.[1],
  text,
});
