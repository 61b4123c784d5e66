import type { Area } from '../../areas.js';
import { serverActions } from './actions.js';
import { serversEntry } from './servers-entry.js';

/** How the servers are. */
export const serversArea = {
  actions: [serverActions],
  infoEntries: [serversEntry],
} as const satisfies Area;
