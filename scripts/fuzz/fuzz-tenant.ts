import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '#platform/clock.js';
import { cleanUpHandler } from '../../src/workers/handlers/fleet-clean-up.js';
import { ownerQuery } from '../../test/support/database.js';
import { fillBot, idsOf, rowHashes, type FilledBot } from '../../test/support/filled-bot.js';
import { openAdminApi, type AdminApi } from '../../test/support/open-admin-api.js';
import { wordsOf } from '../../test/support/processes/program.js';
import type { MadOrder, MadReport } from './mad-tenant.js';
import { operationsOf, type Document } from './operations.js';
import { openQuietBot, type Waits } from './quiet-bot.js';

export interface TenantOrder {
  readonly seconds: number;
  readonly seed: number;
  /** Seconds in which the quiet bot is watched alone before. */
  readonly aloneSeconds?: number;
  readonly rate?: number;
  /** What the quiet bot's p99 and the master's slowest look may be in any case, in ms; more where the machine is busy with others. */
  readonly patienceMs?: number;
}

/** What became of the fleet beside a tenant gone mad. */
export interface TenantReport {
  readonly mad: MadReport;
  readonly alone: Waits;
  readonly beside: Waits;
  /** Answers of the master's endpoints over the whole fleet: the slowest, in ms. */
  readonly masterMs: number;
  readonly redisMb: number;
  readonly databaseMb: number;
  readonly allowed: Bounds;
  /** What must not be, in words; empty when all is well. */
  readonly breaches: readonly string[];
}

interface Bounds {
  readonly waitMs: number;
  readonly masterMs: number;
  readonly redisMb: number;
  readonly databaseMb: number;
}

/** Ways of a bot's people: these rows change as they write. */
const ofPeople = ['users', 'conversations'];
const looksEveryMs = 1_500;
/** So often the operator asks again where something outside is busy; over a minute in all. */
const mostTries = 8;
const megabyte = 1_048_576;

/** What may be at most: the quiet bot's p99, the slowest look of the master, and what Redis and PostgreSQL grow by. */
const boundsOf = (seconds: number, alone: Waits, patienceMs: number): Bounds => ({
  waitMs: Math.max(patienceMs, 5 * alone.p99),
  masterMs: 5 * patienceMs,
  redisMb: 32,
  // What bytes a minute let in, three times (value before and after, answer), until the clean-up; and room for indexes.
  databaseMb: 24 + Math.min(10, seconds / 60) * 6,
});

/**
 * Lets one bot's tenant do its worst with legal tokens, beside a quiet bot, at the limits that a fleet has by itself. The
 * same seed makes the same requests, but for ids.
 */
export async function fuzzTenant({
  seconds,
  seed,
  aloneSeconds = 10,
  rate = 150,
  patienceMs = 1_000,
}: TenantOrder): Promise<TenantReport> {
  const api = await openAdminApi({
    works: false,
    takesUpdates: true,
    limits: { perMinute: 600, masterPerMinute: 6_000 },
    variables: { TELEGRAM_NEW_TOKENS_PER_MINUTE: '15' },
  });
  try {
    const [mad, quiet] = [await fillBot(api), await fillBot(api)];
    // Whatever was in this database before is not worked off beside them.
    await ownerQuery('delete from outbox');
    api.side.start();
    const bot = openQuietBot(api, quiet);
    await bot.watch(2_000); // The first are slower: everything is read for the first time.
    const order = await orderFor(api, mad, { seconds, seed, rate });
    const alone = await bot.watch(aloneSeconds * 1_000);
    const rows = await rowsOf(quiet);
    const before = await sizes(api);
    const master = watchMaster(api, mad);
    const [report, beside] = await Promise.all([runMad(order), bot.watch(seconds * 1_000)]);
    const looks = await master.stop();
    await cleanUpHandler(api.side).run(undefined, {}, undefined as never);
    const after = await sizes(api);
    const lifecycle = await endMad(api, mad);
    const allowed = boundsOf(seconds, alone, patienceMs);
    const result = {
      mad: report,
      alone,
      beside,
      masterMs: looks.slowestMs,
      redisMb: (after.redis - before.redis) / megabyte,
      databaseMb: (after.database - before.database) / megabyte,
      allowed,
    };
    const changed = (await rowsOf(quiet)).filter((row, at) => row !== rows[at]);
    const said = [...report.faults, ...looks.faults, ...lifecycle];
    return { ...result, breaches: [...said, ...breachesOf(result, changed)] };
  } finally {
    await api.close();
  }
}

function breachesOf(
  { beside, masterMs, redisMb, databaseMb, allowed }: Omit<TenantReport, 'breaches'>,
  changed: readonly string[],
): string[] {
  const over = (what: string, value: number, most: number, unit: string): string[] =>
    value <= most ? [] : [`${what}: ${value.toFixed(1)} ${unit}, at most ${most.toFixed(1)} are allowed`];
  return [
    ...over('p99 of the quiet bot', beside.p99, allowed.waitMs, 'ms'),
    ...over('answers of the quiet bot that never came', beside.lost, 0, ''),
    ...over('slowest look of the master', masterMs, allowed.masterMs, 'ms'),
    ...over('growth of Redis', redisMb, allowed.redisMb, 'MB'),
    ...over('growth of PostgreSQL', databaseMb, allowed.databaseMb, 'MB'),
    ...changed.map((row) => `rows of the quiet bot changed: ${row.split(' ')[0] ?? ''}`),
  ];
}

async function rowsOf({ botId }: FilledBot): Promise<string[]> {
  const hashes = await rowHashes(botId);
  return [...hashes]
    .filter(([table]) => !ofPeople.includes(table))
    .map(([table, hash]) => `${table} ${hash}`);
}

async function sizes({ side }: AdminApi): Promise<{ redis: number; database: number }> {
  const { redis } = side.jobs;
  const info = await (redis as unknown as { info(part: string): Promise<string> }).info('memory');
  const [row] = await ownerQuery<{ size: string }>('select pg_database_size(current_database()) as size');
  return { redis: Number(/used_memory:(\d+)/.exec(info)?.[1]), database: Number(row?.size) };
}

/** Tokens of both kinds, as many as a bot may have, and ids of what is there. */
async function orderFor(
  api: AdminApi,
  mad: FilledBot,
  order: Pick<MadOrder, 'rate' | 'seconds' | 'seed'>,
): Promise<MadOrder> {
  const document = (await (await fetch(`${api.url}/api/v1/openapi.json`)).json()) as Document;
  const operations = operationsOf(document);
  // The bot's first token ends when it is rotated.
  const tokens = { write: [] as string[], read: [] as string[] };
  for (let n = 0; n < 9; n += 1)
    for (const scope of ['read', 'write'] as const)
      tokens[scope].push((await api.addToken(mad.botId, scope)).secret);
  const byName = await idsOf(api, operations, mad.botId);
  const pools = { wholes: {}, byName, bots: { own: mad.botId, foreign: ['999999999999'] } };
  const known = [...Object.values(byName).flat(), mad.mark];
  return { ...order, url: api.url, pools, known, tokens };
}

async function runMad(order: MadOrder): Promise<MadReport> {
  const child = spawn(process.execPath, wordsOf('scripts/fuzz/mad-tenant.ts'), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part));
  child.stdin.end(JSON.stringify(order));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`the tenant's process ended with ${code}`);
  return JSON.parse(Buffer.concat(said).toString()) as MadReport;
}

/** The operator looks at the fleet again and again. */
function watchMaster(api: AdminApi, { botId }: FilledBot) {
  const faults: string[] = [];
  let [slowestMs, isOver] = [0, false];
  const paths = ['/bots?limit=200', '/stats', `/bots/${botId}`, '/audit-log', `/bots/${botId}/wallet`];
  const running = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const path = paths[n % paths.length] ?? '';
      const startedAt = performance.now();
      const { status } = await api.call('GET', path);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      if (status !== 200) faults.push(`the master's GET ${path}: ${status}`);
      await new Promise((resolve) => setTimeout(resolve, looksEveryMs));
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await running;
      return { slowestMs, faults };
    },
  };
}

/** However the tenant left its bot, the operator switches it off, gives it another token, and deletes it. */
async function endMad(api: AdminApi, { botId }: FilledBot): Promise<string[]> {
  const faults: string[] = [];
  const done = async (method: string, path: string): Promise<string> => {
    let answer = await api.call(method, path);
    // The tokens that are shown to Telegram in a minute may have been used up by then.
    for (let tries = 1; answer.status === 503 && tries < mostTries; tries += 1) {
      await pause(10_000);
      answer = await api.call(method, path);
    }
    const text = JSON.stringify(answer.body);
    if (answer.status >= 300) faults.push(`the master's ${method} ${path}: ${answer.status} ${text}`);
    return text;
  };
  await done('POST', `/bots/${botId}/deactivate`);
  await done('POST', `/bots/${botId}/rotate-token`);
  const shown = JSON.parse(await done('GET', `/bots/${botId}`)) as { readonly name?: string };
  await done('DELETE', `/bots/${botId}?confirm=${encodeURIComponent(shown.name ?? '')}`);
  return faults;
}
