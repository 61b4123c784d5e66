// A whole process of the fleet that tells, whenever it is asked, the CPU time it has used and its memory after a
// garbage collection; the time of that collection is told with the next answer and stays out of this one.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  global.gc?.();
  global.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const collected = process.cpuUsage();
  const gcMs = (collected.user + collected.system - user - system) / 1000;
  process.send?.({ rss, heapUsed, external, cpuMs: (user + system) / 1000, gcMs });
});
process.on('disconnect', () => process.exit()); // The bench was ended without a word.
await import('../../src/main.js');
