import { expect } from 'chai';
import { wreckProcesses } from '../../scripts/chaos/processes-part.js';
import { startServers, type ChaosServers } from '../../scripts/chaos/servers.js';

describe('the chaos harness, in its short form', function () {
  this.timeout(400_000);
  let servers: ChaosServers;
  before(async () => {
    servers = await startServers();
  });
  after(() => servers.close());
  const order = () => ({ servers, seed: 7, kills: 8, seconds: 45, say: () => undefined });

  it('loses, doubles and disorders nothing while processes are killed and stand still', async () => {
    const { faults, rows } = await wreckProcesses(order(), { bots: 10, peoplePerBot: 10, perSecond: 30 });
    expect(faults, JSON.stringify(rows)).to.deep.equal([]);
  });
});
