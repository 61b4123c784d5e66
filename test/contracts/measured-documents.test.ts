import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { readMeasured } from '../../scripts/bench/measured.js';
import { documents, withFigures } from '../../scripts/bench/write-documents.js';

describe('the documents that tell measured figures', () => {
  for (const [file, makeSection] of Object.entries(documents))
    it(`${file} tells those of docs/measured.json (npm run bench -- --only documents --write-readme)`, () => {
      const text = readFileSync(file, 'utf8');
      expect(text).to.equal(withFigures(text, makeSection(readMeasured())));
    });

  it('keep what stands around the figures', () => {
    const text = 'before\n<!-- bench: figures, of a run -->\nold\n<!-- bench: end -->\nafter\n';
    const fresh = 'before\n<!-- bench: figures, of a run -->\n\nnew $1\n\n<!-- bench: end -->\nafter\n';
    expect(withFigures(text, 'new $1')).to.equal(fresh);
    expect(withFigures(fresh, 'new $1')).to.equal(fresh);
    expect(() => withFigures('no place', 'new')).to.throw('no <!-- bench: figures -->');
  });
});
