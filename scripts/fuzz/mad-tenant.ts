/** A process that is the tenant gone mad: a client of its own, so that its work is not that of the fleet. */
import { Agent } from 'node:http';
import fc from 'fast-check';
import { percentile } from '../bench/figures.js';
import { madRequest, type MadRequest } from './mad-requests.js';
import { operationsOf, type Document } from './operations.js';
import type { Pools } from './requests.js';
import { send } from './send.js';

/** What the process is told. */
export interface MadOrder {
  readonly url: string;
  readonly seconds: number;
  readonly seed: number;
  /** Requests a second, at most. */
  readonly rate: number;
  readonly pools: Pools;
  readonly known: readonly string[];
  readonly tokens: Readonly<Record<MadRequest['scope'], readonly string[]>>;
}

/** What it says at its end, as JSON. */
export interface MadReport {
  readonly requests: number;
  /** Kind → status → answers. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Answers that are faults of ours, and requests that got none. */
  readonly faults: readonly string[];
  readonly p99: number;
}

const atOnce = 24;
const chunk = 300;
const longestMs = 30_000;
const mostTold = 20;

async function beMad(order: MadOrder): Promise<MadReport> {
  const document = (await (await fetch(`${order.url}/api/v1/openapi.json`)).json()) as Document;
  // What ends its own tokens would end its madness.
  const operations = operationsOf(document).filter(({ id }) => id !== 'api-tokens.revoke');
  const arbitrary = madRequest(operations, { document, known: order.known }, order.pools);
  const line = {
    port: Number(new URL(order.url).port),
    agent: new Agent({ keepAlive: true, maxSockets: atOnce }),
    timeoutMs: longestMs,
  };
  const answers: Record<string, Record<string, number>> = {};
  const [faults, times]: [string[], number[]] = [[], []];
  const until = performance.now() + order.seconds * 1_000;
  let [made, seed, queue]: [number, number, MadRequest[]] = [0, order.seed, []];

  function next(): MadRequest {
    if (!queue.length) queue = fc.sample(arbitrary, { numRuns: chunk, seed: (seed += 1) });
    return queue.pop() as MadRequest;
  }
  async function one(request: MadRequest, n: number): Promise<void> {
    const own = order.tokens[request.scope];
    const token = { 'x-api-token': own[n % own.length] ?? '' };
    const what = `${request.kind}: ${request.method} ${request.path.slice(0, 200)}`;
    const asked = { ...request, operation: undefined as never, bearer: 'own' as const, isBent: false };
    const answer = await send(line, asked, token).catch((error: unknown) => {
      faults.push(`${what}: no answer (${error instanceof Error ? error.message : String(error)})`);
    });
    if (!answer) return;
    times.push(answer.ms);
    const counts = (answers[request.kind] ??= {});
    counts[answer.status] = (counts[answer.status] ?? 0) + 1;
    if (answer.status >= 500 && answer.status !== 503)
      faults.push(
        `${what}: ${answer.status} ${answer.text.slice(0, 300)} ${request.body?.slice(0, 200) ?? ''}`,
      );
  }
  async function work(): Promise<void> {
    while (performance.now() < until) {
      made += 1;
      const early = (made / order.rate) * 1_000 - (order.seconds * 1_000 - (until - performance.now()));
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await one(next(), made);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  line.agent.destroy();
  return { requests: times.length, answers, faults: faults.slice(0, mostTold), p99: percentile(times, 0.99) };
}

const chunks: Buffer[] = [];
for await (const part of process.stdin) chunks.push(part as Buffer);
const report = await beMad(JSON.parse(Buffer.concat(chunks).toString()) as MadOrder);
process.stdout.write(JSON.stringify(report));
