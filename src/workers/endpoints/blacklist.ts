import type { blacklistEndpoints } from '#api/blacklist.js';
import type { EndpointOutput } from '#api/endpoint.js';
import { enqueue } from '#jobs/enqueue.js';
import { BlacklistEntry } from '#models/blacklist-entry.js';
import { readListStanding, type ListStanding } from '#services/blacklist/read-standing.js';
import { given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof blacklistEndpoints;

const present = (standing: ListStanding): EndpointOutput<Contract['blacklist.get']> => ({
  is_enabled: standing.isEnabled,
  host: standing.host,
  entry_count: standing.entryCount,
  skipped_count: standing.skippedCount,
  read_at: standing.readAt?.toISOString() ?? null,
  tried_at: standing.triedAt?.toISOString() ?? null,
  next_at: standing.nextAt?.toISOString() ?? null,
  fault: standing.fault,
});

/** The black list of a bot. */
export const blacklistHandlers = (): HandlersOf<Contract> => ({
  'blacklist.get': async (tenant, tx) => present(await readListStanding(tenant, tx)),
  'blacklist.list': async (_tenant, _tx, { query }) => {
    const username = query.username?.replace(/^@/, '').toLowerCase();
    const where = given({ telegramId: query.telegram_id, username });
    const { rows, next_cursor } = await readPage(BlacklistEntry, query, where);
    const items = rows.map(({ id, telegramId, username: name, reason, createdAt }) => ({
      ...{ id, telegram_id: telegramId, username: name, reason },
      created_at: createdAt.toISOString(),
    }));
    return { items, next_cursor };
  },
  'blacklist.read': async (tenant, tx, { note }) => {
    const standing = await readListStanding(tenant, tx);
    if (!standing.isEnabled) refuse('blacklist.off');
    await enqueue(tenant, 'blacklist.read', {});
    note({ subject: 'blacklist', after: { host: standing.host } });
    return present(standing);
  },
});
