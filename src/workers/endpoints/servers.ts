import type { serverEndpoints } from '#api/servers.js';
import { now } from '#platform/clock.js';
import { listServers } from '#services/servers/list-servers.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { HandlersOf } from './handler.js';
import { refuse } from './refuse.js';

/** How the servers are, as people of a bot see it. */
export const serverHandlers = ({ nodes }: Pick<WorkerDeps, 'nodes'>): HandlersOf<typeof serverEndpoints> => ({
  'servers.list': {
    ask: async (tenant) => {
      const seen = await nodes.read();
      return async (tx) => {
        const snapshot = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
        const shown = await listServers(tenant, tx, { seen, snapshot, at: new Date(now()) });
        return {
          seen_at: shown?.seenAt.toISOString() ?? null,
          is_stale: shown?.isStale ?? true,
          items: [...(shown?.servers ?? [])],
        };
      };
    },
  },
});
