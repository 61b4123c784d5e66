import type { Command } from '../../command.js';
import { openMaintenance } from './open/turn-maintenance.js';

/** /maintenance: how it stands, with buttons to switch it; for the bot's owners. */
const maintenance: Command = {
  name: 'maintenance',
  describe: (texts) => texts.maintenance.commands.maintenance,
  isForOwners: true,
  staysOpen: true,
  run: (ctx) => openMaintenance(ctx),
};

/** What owners may type about it. */
export const maintenanceCommands: readonly Command[] = [maintenance];
