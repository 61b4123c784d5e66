/**
 * What Node is told to run compiled code. Faults name the sources. V8 leaves a process that has nothing to do alone: three
 * full garbage collections after a busy spell would take processors from the others. And its young space fits what jobs
 * under way hold, from the beginning of a load on, or all of that would become old garbage, which costs a full one.
 */
export const compiledFlags = Object.freeze([
  '--enable-source-maps',
  '--no-memory-reducer',
  '--min-semi-space-size=16',
  '--max-semi-space-size=32',
]);

/** What a program is told too that measures other processes only: its own garbage is not part of what it measures. */
export const apartFlags = Object.freeze(['--initial-old-space-size=2000']);
