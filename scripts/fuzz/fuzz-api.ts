import { Agent } from 'node:http';
import fc from 'fast-check';
import { pause } from '#platform/clock.js';
import type { FilledBot } from '../../test/support/filled-bot.js';
import { openJudge, titleOf, type FuzzAnswer, type Judge } from './judge.js';
import { operationsOf, type Document, type Operation } from './operations.js';
import { anyRequest, type FuzzRequest } from './requests.js';
import { send, type Line } from './send.js';
import { openWorld, type Target } from './world.js';

export interface FuzzOrder {
  readonly requests: number;
  readonly seed: number;
  /** Requests under way at once. */
  readonly atOnce?: number;
  /** Longer than this no answer may take, in ms; more where the machine is busy with others. */
  readonly patienceMs?: number;
  readonly say?: (line: string) => void;
}

/** A request that was answered as it must not be. */
export interface Fault {
  /** Number of the request, from 0. */
  readonly at: number;
  readonly what: string;
  readonly request: FuzzRequest;
  readonly answer: FuzzAnswer | undefined;
}

export interface FuzzReport {
  readonly faults: readonly Fault[];
  readonly byStatus: ReadonlyMap<string, number>;
  readonly byCode: ReadonlyMap<string, number>;
  readonly times: readonly number[];
  /** The requests that took longest, the slowest first. */
  readonly slowest: readonly Slow[];
  /** Operations of the document that never succeeded. */
  readonly neverDone: readonly string[];
  /** Tables in which rows changed of a bot that none of the tokens may change. */
  readonly touched: readonly string[];
}

/** A request and its time in ms. */
export interface Slow {
  readonly request: FuzzRequest;
  readonly status: number;
  readonly ms: number;
}

/** Requests of one target. */
const chunk = 500;
const slowestKept = 5;
/** What is busy so often is a fault. */
const mostTries = 4;

/**
 * Sends requests made from the document that the API serves, whole and broken ones, and holds each answer against it:
 * no 5xx, none that hangs, every refusal a problem that the document names, every success as its schema says, no word of
 * another tenant's. The same seed makes the same requests, but for ids.
 */
export async function fuzzApi({
  requests,
  seed,
  atOnce = 12,
  patienceMs = 15_000,
  say = () => undefined,
}: FuzzOrder): Promise<FuzzReport> {
  const world = await openWorld();
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  try {
    const served = await fetch(`${world.api.url}/api/v1/openapi.json`);
    const document = (await served.json()) as Document;
    const operations = operationsOf(document);
    const notes = openNotes(operations);
    const line = { port: Number(new URL(world.api.url).port), agent, timeoutMs: patienceMs };
    const judge = openJudge(document);
    for (let from = 0; from < requests; from += chunk) {
      const target = await world.aim(operations);
      const source = { document, known: target.known };
      const numRuns = Math.min(chunk, requests - from);
      const made = fc.sample(anyRequest(operations, source, target.pools), { numRuns, seed: seed + from });
      const spared = made.map((request) => spare(request, world.untouched, target));
      await runAll(spared, atOnce, async (request, n) => {
        const fault = await tryOne(line, request, {
          judge,
          target,
          notes,
          strangers: [world.other, world.untouched],
        });
        if (fault) notes.faults.push({ at: from + n, request, ...fault });
      });
      say(`${from + numRuns} requests, ${notes.faults.length} faults`);
    }
    return { ...notes.report(), touched: await world.touched() };
  } finally {
    agent.destroy();
    await world.close();
  }
}

/** The master token may change every bot, so its requests leave that one alone. */
function spare(request: FuzzRequest, { botId }: FilledBot, { own }: Target): FuzzRequest {
  if (request.bearer !== 'master') return request;
  return {
    ...request,
    path: request.path.replace(new RegExp(`/bots/${botId}(?!\\d)`), `/bots/${own.botId}`),
  };
}

async function runAll<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, n: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < items.length; n = next++) await work(items[n] as T, n);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const isBusy = ({ status, text }: FuzzAnswer): boolean => status === 503 && text.includes('"server.busy"');

/** Where the answer is that something outside does not answer in time, it is asked for again, as a client would. */
async function sendPatiently(...sent: Parameters<typeof send>): Promise<FuzzAnswer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send(...sent);
    if (!isBusy(answer) || tries === mostTries) return answer;
    await pause(tries * 1_000);
  }
}

interface Trial {
  readonly judge: Judge;
  readonly target: Target;
  readonly strangers: readonly FilledBot[];
  readonly notes: ReturnType<typeof openNotes>;
}

async function tryOne(
  line: Line,
  request: FuzzRequest,
  { judge, target, strangers, notes }: Trial,
): Promise<Pick<Fault, 'answer' | 'what'> | undefined> {
  let answer: FuzzAnswer;
  try {
    answer = await sendPatiently(line, request, target.tokens[request.bearer]);
  } catch (error) {
    return {
      what: `no answer: ${error instanceof Error ? error.message : String(error)}`,
      answer: undefined,
    };
  }
  notes.note(request, answer);
  const what = judge(request, answer) ?? foreignWord(request, answer, { own: target.own, strangers });
  return what === undefined ? undefined : { what, answer };
}

/** A tenant is never told a word of another's bot. */
function foreignWord(
  { bearer, path, body = '' }: FuzzRequest,
  { text }: FuzzAnswer,
  { own, strangers }: { readonly own: FilledBot; readonly strangers: readonly FilledBot[] },
): string | undefined {
  const [other] = strangers;
  const hidden = {
    own: strangers,
    read: strangers,
    other: [own, ...strangers.filter((one) => one !== other)],
    both: [own, ...strangers],
    expired: [own, ...strangers],
    junk: [own, ...strangers],
    none: [own, ...strangers],
    master: [],
  }[bearer];
  const found = hidden.find(
    ({ mark }) => text.includes(mark) && !path.includes(mark) && !body.includes(mark),
  );
  return found && 'tells of a bot that is another tenant’s';
}

function openNotes(operations: readonly Operation[]) {
  const byStatus = new Map<string, number>();
  const byCode = new Map<string, number>();
  const times: number[] = [];
  const slowest: Slow[] = [];
  const faults: Fault[] = [];
  const done = new Set<string>();
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    faults,
    note: (request: FuzzRequest, { status, text, ms }: FuzzAnswer): void => {
      const { operation, method } = request;
      times.push(ms);
      slowest.push({ request, status, ms });
      slowest.sort((left, right) => right.ms - left.ms).splice(slowestKept);
      count(byStatus, String(status));
      if (status < 300 && status !== 202 && method === operation.method) done.add(operation.id);
      const code = /"code":"([a-z_.]+)"/.exec(text)?.[1];
      if (status >= 400 && code) count(byCode, `${status} ${code}`);
    },
    report: (): Omit<FuzzReport, 'touched'> => ({
      faults,
      byStatus,
      byCode,
      times,
      slowest,
      neverDone: operations.filter(({ id }) => !done.has(id)).map(titleOf),
    }),
  };
}

const longestShown = 600;
const cut = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown)}… (${text.length} characters)` : text;

/** A fault for people, with the request as it was sent. */
export function describeFault({ at, what, request, answer }: Fault, seed: number): string {
  const { method, path, bearer, headers, body } = request;
  return [
    `seed ${seed}, request ${at}: ${what}`,
    `  ${method} ${cut(path)}  (token: ${bearer})`,
    `  headers ${cut(JSON.stringify(headers))}`,
    ...(body === undefined ? [] : [`  body ${cut(JSON.stringify(body))}`]),
    ...(answer ? [`  → ${answer.status} ${cut(answer.text)}`] : []),
  ].join('\n');
}
