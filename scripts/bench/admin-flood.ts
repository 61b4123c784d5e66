import { masterRoom, roomKeys } from '#jobs/requests/room.js';
import { keyPrefix } from '#platform/redis.js';
import { directoryKeys } from '#directory/directory-entry.js';
import type { FleetProcess, TestFleet } from '../../test/support/processes/fleet.js';
import { waitFor } from '../../test/support/wait-for.js';
import { atRate, viaHttp } from './admin-requests.js';
import { percentile, round } from './figures.js';
import { cpuMsOf, readServerCpu } from './server-cpu.js';

interface Flooded {
  readonly fleet: TestFleet;
  readonly ingress: FleetProcess;
  readonly worker: FleetProcess;
}

/** Headings of the rows. */
export const floodHeadings = [
  ...['PUT 200/s to', '200', '202', '429', 'other', 'p50', 'p99', 'max', 'all done after s', 'publishes'],
  ...['CPU ms each', 'ingress', 'worker', 'PostgreSQL', 'Redis', 'Redis MB most', 'after'],
];

/**
 * Sends `count` changes at a rate that the machine may not bear, waits until every accepted one is done, and tells what became
 * of them, what they cost, and how far Redis grew. Throws when one that was accepted is not done.
 */
export async function floodWithChanges(
  { fleet, ingress, worker }: Flooded,
  ids: readonly string[],
  { rate, count }: { readonly rate: number; readonly count: number },
): Promise<string[]> {
  const before = await read({ fleet, ingress, worker });
  const startedAt = performance.now();
  let mostMb = before.mb;
  const looks = setInterval(() => void usedMb(fleet).then((mb) => (mostMb = Math.max(mostMb, mb))), 250);
  const { times, statuses } = await atRate(viaHttp({ fleet, ingress, ids }, 'PUT'), rate, count);
  const { waiting, waitingBytes } = roomKeys(keyPrefix, masterRoom);
  const isDone = async () => (await fleet.redis.exists(waiting, waitingBytes)) === 0;
  await waitFor(isDone, { timeoutMs: 120_000, what: 'all that was accepted is done' });
  const seconds = (performance.now() - startedAt) / 1_000;
  await waitFor(async () => (await owed(fleet)) === 0, { timeoutMs: 60_000, what: 'the outbox is empty' });
  clearInterval(looks);
  const after = await read({ fleet, ingress, worker });
  const of = (status: number): number => statuses.get(status) ?? 0;
  const accepted = of(200) + of(202);
  const done = after.done - before.done;
  if (done !== accepted) throw new Error(`${accepted} changes were accepted, ${done} are in the audit log`);
  const each = (from: number, to: number) => round((to - from) / accepted, 2);
  return [
    `${ids.length} bot${ids.length > 1 ? 's' : ''}`,
    ...[of(200), of(202), of(429), count - accepted - of(429)].map(String),
    ...[percentile(times, 0.5), percentile(times, 0.99), Math.max(...times)].map((ms) => round(ms, 1)),
    ...[round(seconds, 1), String(after.version - before.version), ''],
    ...[each(before.ingress, after.ingress), each(before.worker, after.worker)],
    ...[each(before.postgres, after.postgres), each(before.redis, after.redis)],
    ...[round(mostMb, 1), round(after.mb, 1)],
  ];
}

async function read({ fleet, ingress, worker }: Flooded) {
  const [row] = await fleet.query<{ n: number }>('select count(*)::int as n from audit_log');
  return {
    done: row?.n ?? 0,
    version: Number(await fleet.redis.get(directoryKeys(keyPrefix).version)),
    ingress: cpuMsOf(ingress.child.pid ?? 0),
    worker: cpuMsOf(worker.child.pid ?? 0),
    ...(await readServerCpu(fleet)),
    mb: await usedMb(fleet),
  };
}

const owed = async (fleet: TestFleet): Promise<number> =>
  (await fleet.query<{ n: number }>('select count(*)::int as n from outbox'))[0]?.n ?? 0;

const usedMb = async ({ redis }: TestFleet): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? NaN) / 2 ** 20;
