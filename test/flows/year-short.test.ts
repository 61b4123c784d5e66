import { expect } from 'chai';
import { liveYear } from '../../scripts/chaos/year/year.js';

describe('a simulated year, in its short form', function () {
  this.timeout(400_000);

  it('leaves ledgers, notices and the panel as a simple model says, whatever dies in it', async () => {
    const told: string[] = [];
    const { faults, counts, deaths } = await liveYear({
      ...{
        days: Number(process.env.DAYS ?? 20),
        bots: Number(process.env.BOTS ?? 4),
        peoplePerBot: 4,
        seed: Number(process.env.SEED ?? 7),
        walkHours: 6,
        from: '2027-03-15',
      },
      mortality: process.env.NODEATH
        ? { acts: 0, jobs: 0, connections: 0, redis: 0 }
        : { acts: 0.2, jobs: 0.1, connections: 0, redis: 0.01 },
      say: (line) => void (console.log(line), told.push(line)),
    });
    console.log(counts, deaths);
    expect(faults).to.eql([]);
  });
});
