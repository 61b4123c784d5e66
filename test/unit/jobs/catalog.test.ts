import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';

const folder = path.resolve(import.meta.dirname, '../../../src/jobs/catalog');
const readAreas = () =>
  Promise.all(
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map(async (file) => {
        const module = (await import(path.join(folder, file))) as Record<string, Record<string, JobContract>>;
        return Object.entries(module)
          .filter(([name]) => name.endsWith('Jobs'))
          .flatMap(([, jobs]) => Object.entries(jobs));
      }),
  );

describe('the catalogue of jobs', () => {
  let areas: Awaited<ReturnType<typeof readAreas>>;
  before(async () => {
    areas = await readAreas();
  });

  it('holds every job of every area, each named once, so that none hides another', () => {
    const names = areas.flat().map(([name]) => name);
    expect(names).to.have.members(Object.keys(catalog));
    expect(new Set(names).size).to.equal(names.length);
    expect(names).to.include.members(['message.send', 'telegram.update', 'fleet.relay-outbox']);
  });

  it('repeats jobs of the fleet only', () => {
    const repeated = areas.flat().filter(([, { everyMs }]) => everyMs !== undefined);
    expect(repeated.length).to.be.above(0);
    expect(repeated.filter(([, { scope }]) => scope !== 'fleet')).to.deep.equal([]);
  });
});
