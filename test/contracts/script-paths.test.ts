import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';

/** Plain JavaScript runs before anything is installed, and no compiler looks at what it loads. */
const files = execFileSync('git', ['ls-files', 'scripts', 'eslint.config.mjs'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.mjs'));

const written = /['"]((?:src|scripts|test|migrations)\/[\w./-]+\.(?:ts|mjs|js|json))['"]/g;
const imported = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;
/** A path in parts is one that this test does not see. */
const inParts = /'(?:src|scripts|test|migrations)',\s*'/;

describe('the scripts in plain JavaScript', () => {
  it('load only files that are there', () => {
    expect(files.length).to.be.above(20);
    const missing = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const named = [...text.matchAll(written)].map(([, name = '']) => name);
      const relative = [...text.matchAll(imported)].map(([, name = '']) =>
        path.join(path.dirname(file), name),
      );
      return [...named, ...relative].filter((name) => !existsSync(name)).map((name) => `${file}: ${name}`);
    });
    expect(missing).to.deep.equal([]);
  });

  it('write the path of a file of ours in one piece', () => {
    expect(files.filter((file) => inParts.test(readFileSync(file, 'utf8')))).to.deep.equal([]);
  });
});
