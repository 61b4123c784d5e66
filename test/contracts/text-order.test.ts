import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { sortedAsText } from '../support/query-plans/text-order.js';

const literals = /`[^`]*`|'[^'\n]*'/g;
/** Has the examples of what is found. */
const ofExamples = 'test/unit/database/text-order.test.ts';

describe('statements of product, programs and tests', () => {
  it('sort no number as text, in which 10 comes before 9', () => {
    const files = ['src', 'scripts', 'test', 'migrations'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
    );
    const found = files
      .filter((file) => /\.(ts|mjs)$/.test(file) && file !== ofExamples)
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(literals)]
          .map(([literal]) => literal.slice(1, -1).replaceAll(/\$\{[^}]*\}/g, 'x'))
          .flatMap(sortedAsText)
          .map((column) => `${file}: ${column}`),
      );
    expect(found).to.deep.equal([]);
  });
});
