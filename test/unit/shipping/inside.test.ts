import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

const root = process.cwd();
const folders = ['.ci', 'migrations', 'scripts', 'src', 'test'];
/** Text that looks like a way out and is none: what the fuzzer sends. */
const values = new Set(['scripts/fuzz/values.ts']);
/** They write their own sources, or name what there is not so as to see that it is found. */
const inventive = new Set(['test/unit/scripts/build-once.test.ts', 'test/unit/shipping/inside.test.ts']);

const files = execFileSync('git', ['ls-files', '--', ...folders], { encoding: 'utf8' })
  .trim()
  .split('\n');
const programs = files.filter((file) => /\.(ts|mjs|js|sh)$|^\.ci\//.test(file) && !values.has(file));

/** Relative paths that a program writes as one literal, as they are from its folder. */
function literalPaths(file: string, text: string): string[] {
  const found = [...text.matchAll(/['"`](\.\.?\/[^'"`\s${}]*)/g)].map(([, literal]) => literal as string);
  return found.map((literal) => path.join(path.dirname(file), literal));
}

/** Climbs that are written step by step: `'..', '..'`. */
const steps = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/(?:['"]\.\.['"],?\s*)+/g)].map(([run]) => run.split('..').length - 1));

const isOutside = (place: string): boolean => path.relative(root, path.resolve(root, place)).startsWith('..');

describe('what the project reads', () => {
  it('lies within the project: no program of it names a path beyond its folder', () => {
    const outside = programs.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const climbed = steps(text) > file.split('/').length - 1 ? ['..'.repeat(steps(text))] : [];
      return [...literalPaths(file, text).filter(isOutside), ...climbed].map((place) => `${file}: ${place}`);
    });
    expect(outside, 'a clone has nothing beside it: take the data into the project').to.deep.equal([]);
  });

  it('is there: every program that a program names by its place from the root', () => {
    const others = programs.filter((file) => !inventive.has(file));
    const missing = others.flatMap((file) => {
      const named = readFileSync(file, 'utf8').matchAll(
        /['"`]((?:src|scripts|test|migrations)\/[\w./-]+\.(?:ts|mjs|json))['"`]/g,
      );
      return [...named]
        .map(([, name]) => name as string)
        .filter((name) => !existsSync(name))
        .map((name) => `${file}: ${name}`);
    });
    expect(missing).to.deep.equal([]);
  });

  it('is there: every file that a script in plain JavaScript imports, since no compiler looks at them', () => {
    const scripts = programs.filter((file) => /^(scripts\/(?!sandbox)|eslint).*\.mjs$/.test(file));
    expect(scripts.length).to.be.above(20);
    const missing = scripts.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const imported = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)];
      return imported
        .map(([, name = '']) => path.join(path.dirname(file), name))
        .filter((name) => !existsSync(name))
        .map((name) => `${file}: ${name}`);
    });
    expect(missing).to.deep.equal([]);
    const inParts = /'(?:src|scripts|test|migrations)',\s*'/;
    const split = scripts.filter((file) => inParts.test(readFileSync(file, 'utf8')));
    expect(split, 'a path in parts is one that these tests do not see').to.deep.equal([]);
  });

  it('is found when it lies beyond', () => {
    const beyond = literalPaths('test/support/a.ts', "new URL('../../../shared/api.json', import.meta.url)");
    expect(beyond.filter(isOutside)).to.deep.equal(['../shared/api.json']);
    expect(literalPaths('test/support/a.ts', "'../../src/main.ts'").filter(isOutside)).to.deep.equal([]);
    expect(steps("path.join(root, '..', '..', 'shared')")).to.equal(2);
  });
});
