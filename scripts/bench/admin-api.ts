import { openFleet } from '../../test/support/processes/fleet.js';
import { waitFor } from '../../test/support/wait-for.js';
import { openDirect } from './admin-direct.js';
import { floodHeadings, floodWithChanges } from './admin-flood.js';
import { atRate, viaHttp, type Answers, type Ask, type Method } from './admin-requests.js';
import { percentile, printTable, round } from './figures.js';
import { fillBots } from './fill-bots.js';
import { startSink } from './telegram-sink.js';

const bots = 50;
const rates: Readonly<Record<Method, readonly number[]>> = { GET: [50, 200], PUT: [50] };
const floodRate = 200;
/** Nobody measures what warms up, so it need not be as slow as the slowest rate. */
const warmRate = 50;

/**
 * The time of `GET` and `PUT` of a bot through ingress, queue and worker (each a process of its own) at steady rates, beside
 * the same handler called in this process; then what becomes of more changes than two cores may bear, to one bot and to many.
 * Limits of requests a minute are off.
 */
export async function measureAdminApi({ seconds = 10 } = {}): Promise<void> {
  const sink = await startSink();
  const fleet = await openFleet({ TELEGRAM_API_ROOT: sink.url, API_REQUESTS_PER_MINUTE: '1000000' });
  await fillBots(fleet, bots);
  const direct = await openDirect(fleet);
  const ids = (await fleet.query<{ id: string }>('select id from bots order by id')).map(({ id }) => id);
  const ingress = await fleet.start({ ROLES: 'ingress' });
  const worker = await fleet.start({ ROLES: 'worker' });
  const tryOnce = viaHttp({ fleet, ingress, ids }, 'GET');
  const works = () =>
    tryOnce(0).then(
      (status) => status === 200,
      () => false,
    );
  await waitFor(works, { timeoutMs: 10_000, what: 'ingress knows the master token' });
  const rows: string[][] = [['ms', 'rate/s', 'p50', 'p99', 'max', 'late', 'direct p50', 'direct p99']];
  for (const method of ['GET', 'PUT'] as const)
    for (const rate of rates[method]) {
      const measure = (ask: Ask) => steadily(ask, rate, Math.max(20, rate * seconds));
      const queued = await measure(viaHttp({ fleet, ingress, ids }, method));
      const called = await measure(direct.ask(ids, method));
      const late = lateOf(queued);
      rows.push([
        `${method} /bots/{bot_id}`,
        String(rate),
        ...figuresOf(queued, true),
        late,
        ...figuresOf(called),
      ]);
    }
  printTable('Admin requests through the queue, and the same handler called directly', rows);
  const floods = [floodHeadings];
  for (const many of [ids.slice(0, 1), ids])
    floods.push(
      await floodWithChanges({ fleet, ingress, worker }, many, {
        rate: floodRate,
        count: floodRate * seconds,
      }),
    );
  printTable(`${floodRate} changes a second for ${seconds} s`, turned(floods));
  await Promise.all([ingress.kill(), worker.kill()]);
  await direct.close();
  await fleet.close();
  await sink.close();
}

/** Warms up, then asks at the rate. */
async function steadily(ask: Ask, rate: number, count: number): Promise<Answers> {
  await atRate(ask, Math.max(rate, warmRate), Math.min(count, 100));
  return atRate(ask, rate, count);
}

/** Those that were not done within the ten seconds that ingress waits: 202 or 503. */
const lateOf = ({ times, statuses }: Answers): string => String(times.length - (statuses.get(200) ?? 0));

function figuresOf({ times }: Answers, withMost = false): string[] {
  const shares = [0.5, 0.99, ...(withMost ? [1] : [])];
  return shares.map((share) => round(percentile(times, share), 1));
}

/** Rows as columns: a table of many figures and few sides is read downwards. */
const turned = (rows: readonly (readonly string[])[]): string[][] =>
  (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? ''));
