import { listServers } from '#services/servers/list-servers.js';
import type { Actions } from '../../action.js';
import { serversScreen } from './screens/servers.js';

/** The list of servers, a page of it. */
export const serverActions: Actions<'servers'> = {
  servers: {
    isForRegistered: true,
    isPage: true,
    staysOpen: true,
    readsNodes: true,
    run: async ({ tenant, tx, nodes: seen, snapshot, settings, at, voice }, argument) => {
      if (!snapshot.features.server_status.isOn || settings.values.server_status_mode !== 'list')
        return undefined;
      const page = /^[1-9]\d{0,2}$/.test(argument) ? Number(argument) : 1;
      return serversScreen(voice, { shown: await listServers(tenant, tx, { seen, snapshot, at }), page });
    },
  },
};
