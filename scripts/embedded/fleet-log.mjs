import fs from 'node:fs';
import path from 'node:path';
import { readableLine, topicOf } from './readable-line.mjs';
import { reasonOf } from './startup-error.mjs';

const FULL_BYTES = 20_000_000;
const QUIET_MS = 10_000;
const MOST_TOPICS = 500;
const MOST_HELD = 50;
const URGENT = /^\{"level":"(?:warn|error|fatal)"/;

/**
 * Takes the fleet's output from `stream`: JSON lines go to log/fleet.log of the directory (over 20 MB it becomes
 * fleet.log.1 and a new one begins), and `show` gets warnings and errors as people read them, the same one at most
 * every 10 seconds. Those of the start are held back until `goLive()` drops them, or the end shows them as its reason.
 * A line that is no JSON is meant for a person (a token that is shown once): it is only shown. `ended` resolves when the stream has ended; a full disk costs lines of the file, never the fleet.
 */
export function takeFleetLog({ stream, directory, show, fullBytes = FULL_BYTES, clock = Date.now }) {
  const book = openBook(path.join(directory, 'log', 'fleet.log'), { fullBytes, show });
  const gate = openGate(show);
  const showUrgent = quieten(gate.show, clock);
  const state = { rest: '' };
  const take = (lines) => {
    const kept = lines.filter((line) => line.startsWith('{'));
    if (kept.length > 0) book.write(`${kept.join('\n')}\n`);
    for (const line of lines) {
      if (URGENT.test(line)) showUrgent(line);
      else if (line && !line.startsWith('{')) show(line);
    }
  };
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (state.rest + text).split('\n');
    state.rest = lines.pop();
    if (lines.length > 0) take(lines);
  });
  const ended = new Promise((resolve) => {
    stream.once('close', () => {
      if (state.rest) take([state.rest]);
      gate.close();
      book.close();
      resolve();
    });
  });
  return { file: book.file, ended, goLive: gate.open };
}

/** A file to append to, that begins anew when it is full; what cannot be written is said once. */
function openBook(file, { fullBytes, show }) {
  const state = { fd: null, size: 0, isFaulty: false };
  const open = () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    state.fd = fs.openSync(file, 'a', 0o600);
    state.size = fs.fstatSync(state.fd).size;
  };
  const close = () => {
    if (state.fd !== null) fs.closeSync(state.fd);
    state.fd = null;
  };
  const append = (bytes) => {
    if (state.fd === null) open();
    if (state.size > 0 && state.size + bytes.length > fullBytes) {
      close();
      fs.renameSync(file, `${file}.1`);
      open();
    }
    for (let done = 0; done < bytes.length;) done += fs.writeSync(state.fd, bytes, done);
    state.size += bytes.length;
  };
  const write = (text) => {
    try {
      append(Buffer.from(text));
      state.isFaulty = false;
    } catch (error) {
      if (!state.isFaulty) show(`The log ${file} cannot be written (${reasonOf(error)}).`);
      state.isFaulty = true;
    }
  };
  return { file, write, close };
}

/** What comes before the fleet is ready matters only if it never is. */
function openGate(show) {
  const state = { held: [] };
  return {
    show: (line) => {
      if (!state.held) show(line);
      else if (state.held.length < MOST_HELD) state.held.push(line);
    },
    open: () => (state.held = null),
    close: () => state.held?.forEach(show),
  };
}

/** Null for the torn last line of a process that was killed. */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Shows the first line of a topic at once and says at the next one how many were like it. */
function quieten(show, clock) {
  const topics = new Map();
  return (line) => {
    const entry = parse(line);
    if (!entry) return show(line);
    const topic = topicOf(entry);
    const known = topics.get(topic);
    const at = clock();
    if (known && at - known.at < QUIET_MS) {
      known.hidden += 1;
      return;
    }
    if (topics.size >= MOST_TOPICS) topics.clear();
    topics.set(topic, { at, hidden: 0 });
    show(readableLine(entry) + (known?.hidden ? `  (and ${known.hidden} like it before)` : ''));
  };
}
