import { request as open, type Agent } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { FuzzAnswer } from './judge.js';
import type { FuzzRequest } from './requests.js';

export interface Line {
  readonly port: number;
  readonly agent: Agent;
  /** Longest that an answer may take, in ms. */
  readonly timeoutMs: number;
}

/** Sends a request as it is, with a token's headers. Rejects when the answer does not come in time or breaks off. */
export function send(line: Line, request: FuzzRequest, token: Record<string, string>): Promise<FuzzAnswer> {
  const { method, path, headers, body } = request;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = open(
      {
        port: line.port,
        host: '127.0.0.1',
        agent: line.agent,
        method,
        path,
        headers: { ...headers, ...token, ...length },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(parts);
          const isPacked = response.headers['content-encoding'] === 'gzip' && whole.length > 0;
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: (isPacked ? gunzipSync(whole) : whole).toString(),
            ms: performance.now() - startedAt,
          });
        });
      },
    );
    sent.setTimeout(line.timeoutMs, () => sent.destroy(new Error(`no answer in ${line.timeoutMs} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
