import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';

const [, section = ''] = /\n## Ticks\n([\s\S]*)$/.exec(readFileSync('docs/time.md', 'utf8')) ?? [];

/** Each job that the table names, and how often it says that it comes. */
const said = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => {
    const [, names = '', pace = ''] = line.split('|');
    return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => [name, pace.trim()]);
  });

describe('docs/time.md', () => {
  it('names each tick of the catalogue once, with its pace', () => {
    const ticks = Object.entries(catalog as Record<string, JobContract>).flatMap(([name, { everyMs }]) =>
      everyMs === undefined ? [] : [[name, `${everyMs / 1_000} s`]],
    );
    expect(ticks).to.not.have.length(0);
    expect(said).to.have.deep.members(ticks);
  });
});
