/** Milliseconds of work that a function takes at best, over several runs: what other programs take is not counted. */
export function leastMs(work: () => unknown, runs: number): number {
  return Math.min(...Array.from({ length: runs }, () => cpuMs(work)));
}

/** The smaller of CPU and clock: threads of Node's own work beside ours, other programs instead of us. */
function cpuMs(work: () => unknown): number {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - startedAt, (user + system) / 1_000);
}
