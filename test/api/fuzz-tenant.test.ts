import { expect } from 'chai';
import { fuzzTenant } from '../../scripts/fuzz/fuzz-tenant.js';
import { patience } from '../support/patience.js';

describe('a tenant gone mad', () => {
  it('harms neither the fleet nor a quiet bot beside it', async function () {
    this.timeout(120_000);
    // How long a request waits says `npm run fuzz-tenant`; here only that none waits for ever.
    const patienceMs = 5_000 * patience;
    const report = await fuzzTenant({ seconds: 6, aloneSeconds: 2, seed: 7, rate: 100, patienceMs });
    expect(report.breaches).to.deep.equal([]);
    // So much was tried, and so much of it went through, that it was a trial.
    expect(report.mad.requests).to.be.above(80 / patience);
    const statuses = Object.values(report.mad.answers);
    const count = (status: string): number => statuses.reduce((sum, one) => sum + (one[status] ?? 0), 0);
    expect(count('200') + count('201')).to.be.above(20 / patience);
    expect(report.beside.answers).to.be.above(10 / patience);
  });
});
