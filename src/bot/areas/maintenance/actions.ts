import type { Action, Actions } from '../../action.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { isOwner } from '../billing/open/open-statement.js';
import { askReason, openMaintenance, switchMaintenance } from './open/turn-maintenance.js';

const forOwners = (run: (ctx: BotContext) => Promise<Screen> | Screen): Action => ({
  isForRegistered: true,
  staysOpen: true,
  run: (ctx) => (isOwner(ctx) ? run(ctx) : undefined),
});

/** The buttons of an owner who looks how maintenance stands, and switches it. */
export const maintenanceActions: Actions<
  'maintenance' | 'maintenance-off' | 'maintenance-on' | 'maintenance-plain'
> = {
  maintenance: forOwners((ctx) => openMaintenance(ctx)),
  'maintenance-off': forOwners((ctx) => switchMaintenance(ctx, false)),
  'maintenance-on': forOwners((ctx) => askReason(ctx)),
  // It answers the question for the reason; a button of long ago switches nothing on.
  'maintenance-plain': forOwners((ctx) =>
    ctx.oneShot.asked?.input === 'maintenance-reason' ? switchMaintenance(ctx, true) : openMaintenance(ctx),
  ),
};
