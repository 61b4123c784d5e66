import { takeIntoGroups } from '#services/orders/take-into-groups.js';
import type { Handler } from './handler.js';

/** Takes a bot's people into the groups whose thresholds they have reached already. */
export const takeIntoGroupsHandler = (): Handler<'people.take-into-groups'> => ({
  run: (tenant) => takeIntoGroups(tenant),
});
