import { enqueueDueLists } from '#services/blacklist/enqueue-due.js';
import { readBlacklist } from '#services/blacklist/read-list.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Finds bots whose black lists are to be read. */
export const findBlacklistsHandler = (): Handler<'fleet.find-blacklists'> => ({
  run: async () => void (await enqueueDueLists()),
});

/** Reads one bot's black list. */
export const readBlacklistHandler = ({ env }: Pick<WorkerDeps, 'env'>): Handler<'blacklist.read'> => ({
  run: (tenant) => readBlacklist(tenant, { mayCallPrivate: env.arePrivateAddressesAllowed }),
});
