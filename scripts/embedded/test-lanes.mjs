import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Folders of test/ that run one after another in the second lane; all others run in the first. About as long. */
const SECOND = ['api', 'integration', 'tenancy'];

/** Whether the whole suite shall run in two lanes: where the machine has the cores and the servers are our own. */
export function hasLanes(env = process.env) {
  return os.availableParallelism() > 1 && !env.TEST_DATABASE_URL && !env.TEST_REDIS_URL && !env.TEST_ONE_LANE;
}

/**
 * Runs the whole suite in two lanes, each a run of its own with its own servers. The first writes as it goes, the
 * second's output follows when the first has ended. Returns the exit code and how many tests passed and failed, and
 * which, null when a lane did not come so far; `onStart` gets both child processes.
 */
export async function runLanes({ root, script, onStart }) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'remnafleet-lanes-'));
  try {
    const both = lanes(root).map((paths, at) =>
      startLane({ root, script, paths, isQuiet: at > 0, resultFile: path.join(directory, `${at}.json`) }),
    );
    const [first, second] = both;
    onStart(both.map(({ child }) => child));
    const firstCode = await first.ended;
    second.speak();
    const code = (await second.ended) || firstCode;
    const results = both.map(({ result }) => result());
    const sum = (name) => results.reduce((total, one) => total + one[name], 0);
    return {
      code,
      result: results.includes(null)
        ? null
        : {
            passes: sum('passes'),
            failures: sum('failures'),
            failed: results.flatMap(({ failed }) => failed),
          },
    };
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** What a run of the tests left in a file: the numbers of tests, and which failed; null when it left none. */
export function readResult(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** The test files of both lanes. */
export function lanes(root) {
  const files = fs
    .readdirSync(path.join(root, 'test'), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
  const isSecond = (name) => SECOND.includes(name.split(path.sep)[0]);
  return [files.filter((name) => !isSecond(name)), files.filter(isSecond)].map((names) =>
    names.map((name) => path.join('test', name)),
  );
}

function startLane({ root, script, paths, isQuiet, resultFile }) {
  const stdio = isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  // A group of its own: a terminal's Ctrl-C reaches it through us alone.
  const env = { ...process.env, LANE_RESULT_FILE: resultFile };
  const child = spawn(process.execPath, [script, ...paths], { cwd: root, env, stdio, detached: true });
  const held = [];
  let speaks = false;
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (speaks ? process.stdout.write(chunk) : held.push(chunk)));
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const speak = () => {
    speaks = true;
    for (const chunk of held) process.stdout.write(chunk);
  };
  return { child, ended, speak, result: () => readResult(resultFile) };
}
