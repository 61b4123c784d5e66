import os from 'node:os';
import { performance } from 'node:perf_hooks';

/** Milliseconds of all processors of a machine since it started. */
export interface MachineTimes {
  readonly idle: number;
  readonly total: number;
}

/**
 * Tells, at each call, the share (0 to 1) of the time since the last one in which the event loop was busy, or all
 * processors of the machine if that is more: where PostgreSQL and other processes share the processors, jobs wait for
 * those while the event loop seems idle.
 */
export function watchUtilization(machineTimes: () => MachineTimes = timesOfMachine): () => number {
  let lastLoop = performance.eventLoopUtilization();
  let lastMachine = machineTimes();
  return () => {
    const loop = performance.eventLoopUtilization();
    const machine = machineTimes();
    const { utilization } = performance.eventLoopUtilization(loop, lastLoop);
    const total = machine.total - lastMachine.total;
    const idle = machine.idle - lastMachine.idle;
    lastLoop = loop;
    lastMachine = machine;
    return total > 0 ? Math.max(utilization, 1 - idle / total) : utilization;
  };
}

function timesOfMachine(): MachineTimes {
  let idle = 0;
  let total = 0;
  for (const { times } of os.cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, total };
}
