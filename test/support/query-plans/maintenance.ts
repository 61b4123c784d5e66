import type { OpenPanel } from '#panels/open-panel.js';
import type { Panel } from '#panels/panel.js';
import { lookAtPanel } from '#services/maintenance/look-at-panel.js';
import { enqueueLeft } from '#services/maintenance/enqueue-left.js';
import { beginIn, endIn } from '#services/maintenance/follow-panel.js';
import { followSetting } from '#services/maintenance/follow-setting.js';
import { noteAsker } from '#services/maintenance/note-asker.js';
import { readMaintenance } from '#services/maintenance/read-maintenance.js';
import { tellSome } from '#services/maintenance/tell-end.js';
import { listServers } from '#services/servers/list-servers.js';
import { lookAtNodes } from '#services/servers/look-at-nodes.js';
import { openNodeList } from '#services/servers/seen-nodes.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { snapshotNow } from '../snapshots.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
/** Answers at once; what a panel really says is no matter of plans. */
const panel = {
  check: () => Promise.resolve(),
  nodes: () => Promise.resolve([]),
} as unknown as OpenPanel & Panel;

/** Times in which bots serve their admins alone, and the panel's servers. */
export const maintenanceQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/maintenance/look-at-panel.ts': { run: () => lookAtPanel(() => panel) },
  'src/services/maintenance/enqueue-left.ts': {
    run: enqueueLeft,
    walks: {
      bot_maintenance: 'one look into the index of people for each bot that ever was under maintenance',
    },
  },
  'src/services/maintenance/follow-panel.ts': {
    run: async () => {
      const run = { looks: 3, ms: 60_000 };
      await asFleet('test', (tx) => beginIn(tx, run, 'panel.timeout'));
      await asFleet('test', (tx) => endIn(tx, run));
    },
    walks: {
      bots: 'while the panel is away every bot is asked whether it follows, a page at a time',
      bot_maintenance: 'one row a bot, of which many end at once when the panel is back',
    },
  },
  'src/services/maintenance/follow-setting.ts': {
    run: async ({ database }) => {
      await database.query(
        `insert into bot_configurations (bot_id, config_key, config_value) values (1, 'maintenance_mode', 'true')
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
      );
      await tenant.db((tx) => followSetting(tenant, tx));
      await database.query(
        `delete from bot_configurations where bot_id = 1 and config_key = 'maintenance_mode'`,
      );
      await tenant.db((tx) => followSetting(tenant, tx));
    },
  },
  'src/services/maintenance/note-asker.ts': {
    run: () => tenant.db((tx) => noteAsker(tenant, tx, { userId: '31', startPayload: 'gift' })),
  },
  'src/services/maintenance/read-maintenance.ts': {
    run: () => tenant.db((tx) => readMaintenance(tenant, tx)),
  },
  'src/services/maintenance/tell-end.ts': {
    run: async ({ database }) => {
      await database.query(
        'update bot_maintenance set by_hand_since = null, automatic_since = null, automatic_reason = null where bot_id = 1',
      );
      await tenant.db((tx) => tellSome(tenant, tx));
    },
  },
  'src/services/servers/list-servers.ts': {
    run: async () => {
      const snapshot = await snapshotNow(tenant);
      const seen = { looked: { seen_at: 0, nodes: [] }, squads: [] };
      await tenant.db((tx) => listServers(tenant, tx, { seen, snapshot, at: new Date() }));
    },
  },
  'src/services/servers/look-at-nodes.ts': { run: () => lookAtNodes(panel) },
  'src/services/servers/seen-nodes.ts': { run: () => openNodeList().read() },
};
