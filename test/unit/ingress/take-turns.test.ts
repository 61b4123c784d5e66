import { expect } from 'chai';
import { takeTurns } from '../../../src/ingress/pollers/take-turns.js';

describe('flooded bots of one process', () => {
  it('rest 150 ms each while handing over is quick, and take turns when it is not', () => {
    let at = 1_000;
    const rest = takeTurns(() => at);
    expect([rest(2), rest(2), rest(2)]).to.deep.equal([150, 150, 150]);
    at = 5_000;
    expect([rest(10), rest(10), rest(10)]).to.deep.equal([150, 200, 300]);
    at = 6_000;
    expect([rest(500), rest(500)], 'one slow hand-over does not hold the others for long').to.deep.equal([
      150, 300,
    ]);
  });
});
