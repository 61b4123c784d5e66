import { log } from '#platform/log.js';
import { enqueueIdle } from '#services/people/enqueue-idle.js';
import { eraseIdle } from '#services/people/erase-idle.js';
import type { Handler } from './handler.js';

/** Goes over the bots once a day, some hundreds a tick: each looks for its idle people. */
export const findIdlePeopleHandler = (): Handler<'fleet.find-idle-people'> => ({
  run: async () => void (await enqueueIdle()),
});

/** Erases the data of one bot's people who were idle for so many months. */
export const eraseIdleHandler = (): Handler<'people.erase-idle'> => ({
  run: async (tenant) => {
    const erased = await eraseIdle(tenant);
    if (erased) log.info({ erased }, 'the data of idle people were erased');
  },
});
