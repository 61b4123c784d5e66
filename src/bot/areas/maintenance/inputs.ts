import type { Inputs } from '../../input.js';
import { isOwner } from '../billing/open/open-statement.js';
import { openMenu } from '../menu/open/open-menu.js';
import { takeReason } from './open/turn-maintenance.js';

/** Why an owner switches maintenance on. */
export const maintenanceInputs: Inputs<'maintenance-reason'> = {
  'maintenance-reason': (ctx) => (isOwner(ctx) ? takeReason(ctx) : openMenu(ctx)),
};
