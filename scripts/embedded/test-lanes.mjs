import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How long each test file took when it was last measured, in seconds; `npm test -- --measure` writes it. */
const DURATIONS = 'test/durations.json';
const LANES = 2;
const lastWordsBytes = 2_000;

/** Whether the whole suite shall run in two lanes: where the machine has the cores and the servers are our own. */
export function hasLanes(env = process.env) {
  return os.availableParallelism() > 1 && !env.TEST_DATABASE_URL && !env.TEST_REDIS_URL && !env.TEST_ONE_LANE;
}

/**
 * Runs the whole suite in two lanes, each a run of its own with its own servers. The first writes as it goes, the
 * second's output follows when the first has ended. Returns the exit code and what the lanes' tests came to; a lane that
 * ended without a result counts as one failure, told with its last words. `onStart` gets the child processes.
 */
export async function runLanes({ root, script, options = [], onStart, lanesOf = lanes }) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'remnafleet-lanes-'));
  try {
    const all = lanesOf(root).map((paths, at) =>
      startLane({ root, script, options, paths, at, resultFile: path.join(directory, `${at}.json`) }),
    );
    onStart(all.map(({ child }) => child));
    const codes = [];
    for (const lane of all) {
      lane.speak();
      codes.push(await lane.ended);
    }
    const results = all.map(({ result }, at) => result(codes[at]));
    const result = sumUp(results);
    return { code: codes.find((code) => code !== 0) ?? (result.failures > 0 ? 1 : 0), result };
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

const sumUp = (results) => ({
  passes: results.reduce((total, { passes }) => total + passes, 0),
  failures: results.reduce((total, { failures }) => total + failures, 0),
  failed: results.flatMap(({ failed }) => failed),
  durations: Object.assign({}, ...results.map(({ durations }) => durations)),
});

/** What a run of the tests left in a file: numbers of tests, which failed, durations; null when it left none. */
export function readResult(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * The test files of both lanes, so that both take about as long: the longest first, each to the lane that has less so far.
 * A file that was never measured counts as an average one.
 */
export function lanes(root, count = LANES) {
  const files = fs
    .readdirSync(path.join(root, 'test'), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name.split(path.sep).join('/')}`);
  const known = readDurations(root);
  const measured = files.map((file) => known[file]).filter((seconds) => seconds !== undefined);
  const average = measured.reduce((sum, seconds) => sum + seconds, 0) / Math.max(1, measured.length) || 1;
  const secondsOf = (file) => known[file] ?? average;
  const filled = Array.from({ length: count }, () => ({ seconds: 0, paths: [] }));
  const longestFirst = files.toSorted((a, b) => secondsOf(b) - secondsOf(a) || (a < b ? -1 : 1));
  for (const file of longestFirst) {
    const lane = filled.reduce((least, one) => (one.seconds < least.seconds ? one : least));
    lane.seconds += secondsOf(file);
    lane.paths.push(file);
  }
  return filled.map(({ paths }) => paths.sort());
}

const readDurations = (root) => readResult(path.join(root, DURATIONS)) ?? {};

/** Keeps how long each test file took, in seconds, for the lanes of the next runs. */
export function writeDurations(root, durations) {
  const rows = Object.entries(durations).map(([file, ms]) => [file, Math.round(ms / 100) / 10]);
  const sorted = Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
  fs.writeFileSync(path.join(root, DURATIONS), `${JSON.stringify(sorted, null, 2)}\n`);
}

function startLane({ root, script, options, paths, at, resultFile }) {
  // A group of its own: a terminal's Ctrl-C reaches it through us alone.
  const env = { ...process.env, LANE_RESULT_FILE: resultFile };
  const args = [script, ...options, ...paths];
  const stdio = ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio, detached: true });
  const held = [];
  let last = Buffer.alloc(0);
  let speaks = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      last = Buffer.concat([last, chunk]).subarray(-lastWordsBytes);
      if (speaks) process.stdout.write(chunk);
      else held.push(chunk);
    });
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const speak = () => {
    speaks = true;
    for (const chunk of held.splice(0)) process.stdout.write(chunk);
  };
  const result = (code) => readResult(resultFile) ?? died({ at, code, paths, words: last.toString() });
  return { child, ended, speak, result };
}

const died = ({ at, code, paths, words }) => ({
  passes: 0,
  failures: 1,
  failed: [
    {
      test: `lane ${at + 1} of the tests ended with ${code} before its ${paths.length} files had run`,
      why: words.trim() || 'It said nothing.',
    },
  ],
  durations: {},
});
