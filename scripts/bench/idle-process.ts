// A whole process of the fleet that tells its memory after a garbage collection whenever it is asked.
process.on('message', () => {
  global.gc?.();
  global.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const cpu = process.cpuUsage();
  process.send?.({ rss, heapUsed, external, cpuMs: (cpu.user + cpu.system) / 1000 });
});
await import('../../src/main.js');
