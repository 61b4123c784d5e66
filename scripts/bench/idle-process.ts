// A whole process of the fleet that tells the CPU time it has used, and its memory after a garbage collection. The CPU is
// told without one: a forced collection is followed by others of V8's own, which an idle process would not have.
process.on('message', (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
    return;
  }
  if (question !== 'memory') return;
  global.gc?.();
  global.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heapUsed, external });
});
process.on('disconnect', () => process.exit()); // The bench was ended without a word.
await import('../../src/main.js');
