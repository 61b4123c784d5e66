import fs from 'node:fs';
import path from 'node:path';
import mocha from 'mocha';

const lingerMs = 15_000;
/** Of a fault's text the summary says so many characters. */
const mostOfFault = 600;

/**
 * Mocha's spec output; at the end it leaves in the file MOCHA_RESULT_FILE the numbers of passed and failed tests, what
 * failed, by name and why, and how long each test file took, in ms. When something a test left open keeps the process
 * alive after that, it is named and the run fails.
 */
class CountingSpec extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on('fail', (test, error) =>
      failed.push({
        test: test.fullTitle(),
        file: test.file && nameOf(test.file),
        why: String(error?.message ?? error).slice(0, mostOfFault),
      }),
    );
    const durations = measureFiles(runner);
    runner.once('end', () => {
      const file = process.env.MOCHA_RESULT_FILE;
      const { passes, failures } = runner.stats;
      if (file) fs.writeFileSync(file, JSON.stringify({ passes, failures, failed, durations }));
      setTimeout(failOnLeftovers, lingerMs).unref();
    });
  }
}

const nameOf = (file) => path.relative(process.cwd(), file).split(path.sep).join('/');

/** How long the suites of each test file took with their hooks; filled while the runner runs. */
function measureFiles(runner) {
  const durations = {};
  const began = new Map();
  const isOfFile = (suite) => suite.parent?.root && suite.file;
  runner.on('suite', (suite) => isOfFile(suite) && began.set(suite, performance.now()));
  runner.on('suite end', (suite) => {
    if (!began.has(suite)) return;
    const name = nameOf(suite.file);
    durations[name] = Math.round((durations[name] ?? 0) + performance.now() - began.get(suite));
  });
  return durations;
}

/** The timer that calls this keeps nothing alive itself, so it fires only when something else does. */
function failOnLeftovers() {
  const open = process.getActiveResourcesInfo().filter((kind) => !/^TTYWrap$/.test(kind));
  process.stderr.write(
    `\nThe tests have ended, but something that they opened is still open: ${open.join(', ')}\n`,
  );
  process.exit(1);
}

// Mocha takes a reporter from the default export only.
export { CountingSpec as default };
