import { expect } from 'chai';
import { liveYear } from '../../scripts/chaos/year/year.js';

/** Under half a minute on a free core; the long one is `npm run chaos -- --only year`. */
describe('a simulated year, in its short form', function () {
  this.timeout(400_000);

  it('leaves ledgers, notices and the panel as a simple model says, whatever dies in it', async () => {
    const said: string[] = [];
    const { faults, counts } = await liveYear({
      ...{ days: 24, bots: 4, peoplePerBot: 3, seed: 7, walkHours: 8, from: '2027-03-12' },
      mortality: { acts: 0.2, jobs: 0.1, connections: 0.02, redis: 0.002 },
      say: (line) => void said.push(line),
    });
    expect(faults, [...said, JSON.stringify(counts)].join('\n')).to.eql([]);
    for (const what of ['sales', 'renewals by autopay', 'carts', 'refunds', 'notices that the model names'])
      expect(counts[what], what).to.be.above(0);
  });
});
