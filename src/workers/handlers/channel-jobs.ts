import { checkTrials } from '#services/people/check-trials.js';
import { enqueueChannelChecks } from '#services/people/enqueue-channel-checks.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Finds bots with trials of which it is due to look at the required channel. */
export const checkChannelsHandler = (): Handler<'fleet.check-channels'> => ({
  run: async () => void (await enqueueChannelChecks()),
});

/** Looks whether the owners of one bot's trials are in its required channel. */
export const checkChannelHandler = ({
  askTelegram,
}: Pick<WorkerDeps, 'askTelegram'>): Handler<'people.check-channel'> => ({
  run: (tenant) => checkTrials(tenant, askTelegram),
});
