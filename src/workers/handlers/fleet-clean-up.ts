import { log } from '#platform/log.js';
import { sealOpenCards } from '#services/cards/seal-open-cards.js';
import { asFleet } from '#tenancy/scope.js';
import { agedRows, excessRows, findBots, removePage, type AgedRows } from '../retention.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Seals cards that lie in clear; removes what is too old, and what single bots have too much of (`retention.ts`), a page at a time. */
export const cleanUpHandler = ({ vault }: Pick<WorkerDeps, 'vault'>): Handler<'fleet.clean-up'> => ({
  run: async () => {
    // After the deploy, not at its start: workers of the version before still read the numbers in clear.
    await sealOpenCards(vault);
    for (const rows of agedRows) await removeAll(rows);
    for (const rows of excessRows) {
      const bots = await asFleet('find bots with much history', (tx) => findBots(tx, rows));
      for (const bot of bots) await removeAll(rows, bot);
    }
  },
});

async function removeAll(rows: AgedRows, bot?: string): Promise<void> {
  let all = 0;
  for (let isMore = true; isMore;) {
    const page = await asFleet('remove old marks', (tx) => removePage(tx, rows, bot));
    all += page.removed;
    ({ isMore } = page);
  }
  if (all) log.info({ removed: all, what: rows.what, ...(bot && { bot }) }, 'old rows removed');
}
