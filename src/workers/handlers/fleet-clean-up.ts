import { log } from '#platform/log.js';
import { sealOpenCards } from '#services/cards/seal-open-cards.js';
import { asFleet } from '#tenancy/scope.js';
import { agedRows, excessRows, findBots, removePage, type AgedRows } from '../retention.js';
import { sweepConversations } from '../sweep-conversations.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Pages of the walk over conversations that one run looks at. */
const conversationPages = 4;

/**
 * Seals cards that lie in clear; removes what is too old, and what single bots have too much of (`retention.ts`), a page at a
 * time, and stale conversations.
 */
export const cleanUpHandler = ({ vault }: Pick<WorkerDeps, 'vault'>): Handler<'fleet.clean-up'> => ({
  run: async () => {
    // After the deploy, not at its start: workers of the version before still read the numbers in clear.
    await sealOpenCards(vault);
    for (const rows of agedRows) await removeAll(rows);
    for (const rows of excessRows) {
      const bots = await asFleet('find bots with much history', (tx) => findBots(tx, rows));
      for (const bot of bots) await removeAll(rows, bot);
    }
    await removeConversations();
  },
});

async function removeConversations(): Promise<void> {
  let all = 0;
  for (let pages = 0, isAtEnd = false; pages < conversationPages && !isAtEnd; pages += 1) {
    const page = await asFleet('remove old marks', sweepConversations);
    all += page.removed;
    ({ isAtEnd } = page);
  }
  if (all) log.info({ removed: all }, 'stale conversations removed');
}

async function removeAll(rows: AgedRows, bot?: string): Promise<void> {
  let all = 0;
  for (let isMore = true; isMore;) {
    const page = await asFleet('remove old marks', (tx) => removePage(tx, rows, bot));
    all += page.removed;
    ({ isMore } = page);
  }
  if (all) log.info({ removed: all, what: rows.what, ...(bot && { bot }) }, 'old rows removed');
}
