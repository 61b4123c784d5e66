import { expect } from 'chai';
import { openPollPacing } from '../../../../src/ingress/pollers/poll-pacing.js';

describe('flooded bots of one process', () => {
  it('hand over one after another, the slower that is the longer apart, and rest 300 ms each', () => {
    let at = 1_000;
    const turns = openPollPacing(() => at);
    expect([turns.take(), turns.take()], 'before it is known how long one takes').to.deep.equal([0, 300]);
    at = 5_000;
    expect(turns.rest(10)).to.equal(300);
    expect([turns.take(), turns.take(), turns.take()]).to.deep.equal([0, 100, 200]);
    at = 6_000;
    expect(turns.rest(500)).to.equal(300);
    expect([turns.take(), turns.take()], 'one slow hand-over does not hold others for long').to.deep.equal([
      0, 300,
    ]);
  });

  it('do not wait while they are alone', () => {
    let at = 1_000;
    const turns = openPollPacing(() => at);
    for (let polls = 0; polls < 5; polls += 1) {
      expect(turns.take()).to.equal(0);
      at += 20 + turns.rest(20);
    }
  });
});
