import fs from 'node:fs';
import path from 'node:path';
import { StartupError } from './startup-error.mjs';

const ROTATE_BYTES = 10_000_000;

/** Opens the log file of an embedded server to append to; the one before is kept once it is large. */
export function openLog(directory, name) {
  const folder = path.join(directory, 'log');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  if (fs.existsSync(file) && fs.statSync(file).size > ROTATE_BYTES) fs.renameSync(file, `${file}.1`);
  const fd = fs.openSync(file, 'a', 0o600);
  const from = fs.fstatSync(fd).size;
  return { file, fd, read: () => fs.readFileSync(file).subarray(from).toString('utf8') };
}

/** The fault of a server that did not come up, in the words of the last fitting line of its log. */
export function faultFromLog(server, log, pattern) {
  const lines = log.read().split('\n');
  const reasons = lines.map((line) => pattern.exec(line)?.groups.reason).filter(Boolean);
  const last = lines.filter(Boolean).at(-1) ?? 'it said nothing';
  const reason = (reasons.at(-1) ?? last).trim();
  return new StartupError(`${server} did not start (${reason}).`, cureOf(reason, log.file));
}

function cureOf(reason, file) {
  if (/No space left/i.test(reason)) return 'Make room on the disk of DATA_DIR.';
  if (/lock file|another server/i.test(reason))
    return 'Stop the server that still uses DATA_DIR, then try again.';
  if (/bad file format|truncated|RDB format|AOF/i.test(reason)) {
    return `Mend it with redis-check-aof --fix, or use the Redis version that wrote it; details are in ${file}.`;
  }
  return `Details are in ${file}.`;
}
