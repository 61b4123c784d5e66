import fs from 'node:fs';
import mocha from 'mocha';

const lingerMs = 15_000;
/** Of a fault's text the summary says so many characters. */
const mostOfFault = 600;

/**
 * Mocha's spec output; at the end it leaves the numbers of passed and failed tests in the file MOCHA_RESULT_FILE, and
 * what failed, by name and why. When something a test left open keeps the process alive after that, it is named and the
 * run fails.
 */
class CountingSpec extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on('fail', (test, error) =>
      failed.push({ test: test.fullTitle(), why: String(error?.message ?? error).slice(0, mostOfFault) }),
    );
    runner.once('end', () => {
      const file = process.env.MOCHA_RESULT_FILE;
      const { passes, failures } = runner.stats;
      if (file) fs.writeFileSync(file, JSON.stringify({ passes, failures, failed }));
      setTimeout(failOnLeftovers, lingerMs).unref();
    });
  }
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
