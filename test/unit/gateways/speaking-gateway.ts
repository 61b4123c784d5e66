import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a gateway is made to say. */
export interface SaidAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text as it is, anything else as JSON. */
  readonly body: unknown;
}

/** A call that came to it. */
export interface HeardCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A server that says what a test wants it to, by the path that is asked, or anywhere (`''`); 404 where nothing is set. */
export async function openSpeakingGateway() {
  const answers = new Map<string, SaidAnswer>();
  const heard: HeardCall[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://gateway');
      const { method = '', headers } = request;
      heard.push({ method, path, query, headers, body: Buffer.concat(parts).toString() });
      const said = answers.get(path) ?? answers.get('');
      const text = typeof said?.body === 'string' ? said.body : JSON.stringify(said?.body ?? {});
      response.writeHead(said ? (said.status ?? 200) : 404, said?.headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    /** Says it from now on. */
    say: (path: string, said: SaidAnswer) => void answers.set(path, said),
    /** Says nothing any more, and forgets what it heard. */
    hush: (): void => {
      answers.clear();
      heard.length = 0;
    },
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type SpeakingGateway = Awaited<ReturnType<typeof openSpeakingGateway>>;

/** What a promise is rejected with; undefined: it is not. */
export const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
