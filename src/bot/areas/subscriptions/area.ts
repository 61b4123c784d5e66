import type { Area } from '../../areas.js';
import { connectingActions } from './actions/connecting.js';
import { deviceActions } from './actions/devices.js';
import { managingActions } from './actions/managing.js';
import { viewingActions } from './actions/viewing.js';
import { subscriptionInputs } from './inputs.js';

/** What a person has: seen, connected, changed. */
export const subscriptionsArea = {
  actions: [connectingActions, deviceActions, managingActions, viewingActions],
  inputs: subscriptionInputs,
} as const satisfies Area;
