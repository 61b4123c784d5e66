import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { TestFleet } from '../../test/support/processes/fleet.js';

/** CPU time in milliseconds; NaN for a server that does not run on this machine. */
export interface ServerCpu {
  readonly postgres: number;
  readonly redis: number;
}

/** Linux counts CPU time in hundredths of a second. */
const tickMs = 10;

/** The fields of /proc/PID/stat after the name: state, parent, …; undefined when there is no such process. */
function statOf(pid: string | number): { name: string; fields: string[] } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    return { name: text.slice(text.indexOf('(') + 1, end), fields: text.slice(end + 2).split(' ') };
  } catch {
    return undefined;
  }
}

const sum = (fields: readonly string[], from: number, to: number): number =>
  fields.slice(from, to).reduce((total, field) => total + Number(field), 0) * tickMs;

/** CPU time that a process has used so far, in milliseconds; NaN where there is no /proc. */
export function cpuMsOf(pid: number): number {
  const found = statOf(pid);
  return found ? sum(found.fields, 11, 13) : NaN;
}

/** Time that this machine's cores were busy since its start, all added up, in milliseconds. */
export function busyMs(): number {
  return cpus().reduce((total, { times: { user, nice, sys, irq } }) => total + user + nice + sys + irq, 0);
}

/** What PostgreSQL (all its processes) and Redis have used since their start. */
export async function readServerCpu({
  query,
  redis,
}: Pick<TestFleet, 'query' | 'redis'>): Promise<ServerCpu> {
  const [backend] = await query<{ pid: number }>('select pg_backend_pid() as pid');
  return { postgres: postgresMs(backend?.pid ?? 0), redis: redisMs(await redis.info('cpu')) };
}

function postgresMs(backend: number): number {
  const found = statOf(backend);
  if (!found?.name.startsWith('postgres')) return NaN;
  const postmaster = found.fields[1] as string;
  const own = sum(statOf(postmaster)?.fields ?? [], 11, 15); // With the children that have ended.
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => statOf(pid)?.fields ?? [])
    .filter((fields) => fields[1] === postmaster)
    .map((fields) => sum(fields, 11, 13));
  return children.reduce((total, ms) => total + ms, own);
}

function redisMs(info: string): number {
  const seconds = [...info.matchAll(/^used_cpu_(?:sys|user)(?:_children)?:([\d.]+)/gm)].map(([, text]) =>
    Number(text),
  );
  return seconds.length ? seconds.reduce((total, value) => total + value, 0) * 1000 : NaN;
}
