import { Agent, request } from 'node:http';
import type { FleetProcess, TestFleet } from '../../test/support/processes/fleet.js';

export type Method = 'GET' | 'PUT';
/** Makes the n-th request; resolves with the status when it is answered. */
export type Ask = (n: number) => Promise<number>;

/** What became of requests. */
export interface Answers {
  /** Milliseconds until the answer, of each. */
  readonly times: readonly number[];
  /** Status → how many. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** Sends by the clock, whether those before are answered or not. */
export async function atRate(ask: Ask, rate: number, count: number): Promise<Answers> {
  const startedAt = performance.now();
  const statuses = new Map<number, number>();
  const answers: Promise<number>[] = [];
  for (let n = 0; n < count; n += 1) {
    const waitMs = startedAt + (n * 1_000) / rate - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const at = performance.now();
    const answered = ask(n).then((status) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      return performance.now() - at;
    });
    answers.push(answered);
  }
  return { times: await Promise.all(answers), statuses };
}

let changes = 0;

/** A change that is another one than all before. */
export const bodyOf = (): string => JSON.stringify({ support_username: `helper_${(changes += 1)}` });

interface Http {
  readonly fleet: Pick<TestFleet, 'masterToken'>;
  readonly ingress: FleetProcess;
  readonly ids: readonly string[];
}

/** Requests to an ingress with the master token, about one bot after the other. */
export function viaHttp({ fleet, ingress, ids }: Http, method: Method): Ask {
  const agent = new Agent({ keepAlive: true });
  return (n) =>
    new Promise((resolve, reject) => {
      const sent = request({
        agent,
        method,
        port: ingress.port,
        path: `/api/v1/bots/${ids[n % ids.length] ?? ''}`,
        headers: { 'x-api-token': fleet.masterToken, 'content-type': 'application/json' },
      });
      sent.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject);
      sent.end(method === 'PUT' ? bodyOf() : undefined);
    });
}
