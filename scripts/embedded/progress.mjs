/** Prints one progress line on stdout; a closed stdout is no reason to fail. */
export function say(line = '') {
  if (process.stdout.writable) process.stdout.write(`${line}\n`);
}

/** Prints a line about one step, aligned under its topic. */
export function sayStep(topic, text) {
  say(stepLine(topic, text));
}

/** The line that `sayStep` prints. */
export const stepLine = (topic, text) => `  ${topic.padEnd(11)} ${text}`;

/** Seconds since an instant of performance.now(), as people read them. */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/**
 * Tells people that a long step still goes on, until the answered function is called: the seconds so far, counting up
 * in one line of a terminal, or a line every 15 seconds anywhere else.
 */
export function tellElapsed(topic, startedAt, { out = process.stdout, everyMs } = {}) {
  const tell = () => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const line = `  ${topic.padEnd(11)} … ${seconds} s so far`;
    if (out.writable) out.write(out.isTTY ? `\r${line}` : `${line}\n`);
  };
  const timer = setInterval(tell, everyMs ?? (out.isTTY ? 1000 : 15_000));
  return () => {
    clearInterval(timer);
    if (out.isTTY && out.writable) out.write('\r\x1b[K');
  };
}
