import { startSentinels } from '../../test/support/servers/redis-servers.js';
import { waitFor } from '../../test/support/wait-for.js';
import type { ChaosServers } from './servers.js';

/** A Redis master, its replica and three Sentinels in the place of the single Redis. */
export interface Failover {
  readonly servers: ChaosServers;
  /** Kills the master without a goodbye; resolves when the Sentinels have made the replica the master. */
  strike(): Promise<void>;
  /** The dead one comes back, as a replica of the other. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Usually some seconds; Sentinels on a machine too busy for them rest for half a minute (TILT) before they act. */
const promotedWithinMs = 90_000;

/** Starts the group. Throws when there is no redis-server on PATH. */
export async function openFailover(servers: ChaosServers): Promise<Failover> {
  const group = await startSentinels();
  const [first, second, sentinel] = group.nodes;
  if (!first || !second || !sentinel) throw new Error('a group of Sentinels has five nodes');
  let master = first;
  const redis = {
    ...servers.redis,
    url: () => group.url,
    directUrl: () => `redis://127.0.0.1:${master.port}/0`,
  };
  return {
    servers: { ...servers, redis },
    strike: async () => {
      await first.kill();
      const named = () => sentinel.call('sentinel', 'get-master-addr-by-name', 'fleet').catch(() => []);
      const isPromoted = async () => ((await named()) as string[])[1] === String(second.port);
      await waitFor(isPromoted, { timeoutMs: promotedWithinMs, what: 'a replica that became the master' });
      master = second;
    },
    mend: () => first.restart(),
    close: () => group.close(),
  };
}
