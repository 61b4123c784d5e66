import fs from 'node:fs';
import mocha from 'mocha';

/** Mocha's spec output; at the end it leaves the numbers of passed and failed tests in the file MOCHA_RESULT_FILE. */
class CountingSpec extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env.MOCHA_RESULT_FILE;
      const { passes, failures } = runner.stats;
      if (file) fs.writeFileSync(file, JSON.stringify({ passes, failures }));
    });
  }
}

// Mocha takes a reporter from the default export only.
export { CountingSpec as default };
