import { expect } from 'chai';
import { describeFault, fuzzApi } from '../../scripts/fuzz/fuzz-api.js';
import { patience } from '../support/patience.js';

describe('the admin API under odd requests made from its own document', () => {
  it('answers each as the document says, never with a fault of ours, and tells nobody of another’s bot', async function () {
    this.timeout(180_000);
    const seed = 20_261_121;
    const report = await fuzzApi({ requests: 2_000, seed, patienceMs: 15_000 * patience });
    expect(report.faults.map((fault) => describeFault(fault, seed))).to.deep.equal([]);
    expect(report.touched, 'rows of a bot that no token may change').to.deep.equal([]);
    // So much succeeded that the requests did try something.
    expect(report.byStatus.get('200')).to.be.above(150);
    expect(report.neverDone.length).to.be.below(40);
  });
});
