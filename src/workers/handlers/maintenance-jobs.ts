import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { lookAtPanel } from '#services/maintenance/look-at-panel.js';
import { enqueueLeft } from '#services/maintenance/enqueue-left.js';
import { followPanel } from '#services/maintenance/follow-panel.js';
import { followSetting } from '#services/maintenance/follow-setting.js';
import { tellEnd } from '#services/maintenance/tell-end.js';
import { lookAtNodes } from '#services/servers/look-at-nodes.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

type Panels = Pick<WorkerDeps, 'panel'>;

/** Looks whether the panel is there, and has bots begin or end their automatic maintenance by it. */
export const checkPanelHandler = ({ panel }: Panels): Handler<'fleet.check-panel'> => ({
  run: async () => {
    try {
      const health = await lookAtPanel(panel);
      if (health) await followPanel(health);
    } finally {
      await enqueueLeft();
    }
  },
});

/** Asks the panel for its servers. While it is away what was seen stays, and people are told of when it is. */
export const lookAtNodesHandler = ({ panel }: Panels): Handler<'fleet.look-at-nodes'> => ({
  run: async () => {
    try {
      await lookAtNodes(panel());
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      log.debug({ code: error.code }, 'the panel does not tell of its servers now; the next run asks again');
    }
  },
});

/** Notes that a bot's switch was turned, and tells its admins. */
export const followMaintenanceHandler = (): Handler<'maintenance.follow'> => ({
  run: (tenant) => tenant.db((tx) => followSetting(tenant, tx)),
});

/** Tells people who came during maintenance that it is over. */
export const tellEndHandler = (): Handler<'maintenance.tell-end'> => ({ run: (tenant) => tellEnd(tenant) });
