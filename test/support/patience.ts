import type { Suite } from 'mocha';

/**
 * How much longer than on a free machine anything may take. What a test waits for comes at once where it can; the limits are only
 * there to end what never comes.
 */
export const patience = 3;

interface Runnable {
  timeout(): number;
  timeout(ms: number): unknown;
}

// Mocha's types keep them to its own parts.
const hookLists = ['_beforeAll', '_beforeEach', '_afterEach', '_afterAll'] as const;
const hooksOf = (suite: Suite): Runnable[] =>
  hookLists.flatMap((name) => Reflect.get(suite, name) as Runnable[]);

function stretch(suite: Suite): void {
  for (const one of [...hooksOf(suite), ...suite.tests]) one.timeout(one.timeout() * patience);
  suite.suites.forEach(stretch);
}

/** Every test and hook has that much more time, from before the first one runs. */
export const mochaHooks: Mocha.RootHookObject = {
  beforeAll(done) {
    if (this.test?.parent) stretch(this.test.parent);
    done();
  },
};
