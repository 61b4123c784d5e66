import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';

interface Result {
  readonly passes: number;
  readonly failures: number;
  readonly failed: readonly { readonly test: string; readonly why: string }[];
}
interface Lanes {
  lanes(root: string, count?: number): string[][];
  readResult(file: string): Record<string, number> | null;
  runLanes(run: {
    root: string;
    script: string;
    onStart: (children: unknown[]) => void;
    lanesOf: () => string[][];
  }): Promise<{ code: number; result: Result }>;
}

const module = '../../../scripts/embedded/test-lanes.mjs' as string;
const { lanes, readResult, runLanes } = (await import(module)) as Lanes;

/** A lane that is told by its file's name to pass, to fail or to die. */
const lane = `
import { writeFileSync } from 'node:fs';
const [file] = process.argv.slice(2);
if (file === 'dies') { console.error('Error: no such file: beyond.json'); process.exit(7); }
const failed = file === 'fails' ? [{ test: 'a test', why: 'because' }] : [];
const result = { passes: 3, failures: failed.length, failed, durations: { [file]: 10 } };
writeFileSync(process.env.LANE_RESULT_FILE, JSON.stringify(result));
process.exit(failed.length);
`;

describe('the lanes of npm test', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'lanes-test-'));
    writeFileSync(path.join(directory, 'lane.mjs'), lane);
  });
  after(() => rmSync(directory, { recursive: true }));

  const run = (files: string[]) =>
    runLanes({
      root: directory,
      script: path.join(directory, 'lane.mjs'),
      onStart: () => undefined,
      lanesOf: () => files.map((file) => [file]),
    });

  it('add up what their tests came to', async () => {
    const { code, result } = await run(['passes', 'fails']);
    expect(code).to.equal(1);
    expect(result).to.deep.include({ passes: 6, failures: 1, failed: [{ test: 'a test', why: 'because' }] });
    expect((await run(['passes', 'passes'])).code).to.equal(0);
  });

  for (const files of [
    ['dies', 'passes'],
    ['passes', 'dies'],
  ])
    it(`fail when one of them dies, and say its last words (${files.join(', ')})`, async () => {
      const { code, result } = await run(files);
      expect(code).to.equal(7);
      expect(result).to.deep.include({ passes: 3, failures: 1 });
      expect(result.failed[0]?.test).to.match(/^lane [12] of the tests ended with 7/);
      expect(result.failed[0]?.why).to.include('no such file: beyond.json');
    });

  it('hold every test file once, and take about as long by what was measured', () => {
    const both = lanes(process.cwd());
    const all = both.flat();
    expect(new Set(all).size).to.equal(all.length);
    const known = readResult(path.join(process.cwd(), 'test', 'durations.json')) ?? {};
    const seconds = both.map((files) => files.reduce((sum, file) => sum + (known[file] ?? 0), 0));
    const [less = 0, more = 0] = seconds.sort((a, b) => a - b);
    const longest = Math.max(0, ...Object.values(known));
    expect(more - less, 'balanced but for one file').to.be.at.most(longest);
  });
  it('were measured on most of the files that there are', () => {
    const known = readResult(path.join(process.cwd(), 'test', 'durations.json')) ?? {};
    const all = lanes(process.cwd()).flat();
    const measured = all.filter((file) => known[file] !== undefined);
    expect(measured.length / all.length, 'npm test -- --measure writes them anew').to.be.above(0.8);
  });
});
