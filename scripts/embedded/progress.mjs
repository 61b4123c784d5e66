/** Prints one progress line on stdout; a closed stdout is no reason to fail. */
export function say(line = '') {
  if (process.stdout.writable) process.stdout.write(`${line}\n`);
}

/** Prints a line about one step, aligned under its topic. */
export function sayStep(topic, text) {
  say(`  ${topic.padEnd(11)} ${text}`);
}

/** Seconds since an instant of performance.now(), as people read them. */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
