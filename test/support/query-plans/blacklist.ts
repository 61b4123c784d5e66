import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findListing } from '#services/access/find-listing.js';
import { enqueueDueLists } from '#services/blacklist/enqueue-due.js';
import { readBlacklist } from '#services/blacklist/read-list.js';
import { readListedPerson } from '#services/blacklist/read-listed-person.js';
import { readListStanding } from '#services/blacklist/read-standing.js';
import { tenantOf } from '#tenancy/scope.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** A list that is read, read again as it is, broken, and switched off. */
async function readAll({ database }: Means): Promise<void> {
  let said = '5000001, bad\n@some_name, worse\n';
  const server = createServer(({ headers }, response) =>
    headers['if-none-match'] === '"1"' && said !== ''
      ? response.writeHead(304).end()
      : response.writeHead(200, { etag: '"1"' }).end(said),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const set = (key: string, value: string) =>
    database.query(
      `insert into bot_configurations (bot_id, config_key, config_value) values (1, '${key}', '${value}')
       on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
    );
  try {
    await set('blacklist_enabled', 'true');
    await set('blacklist_url', `"http://127.0.0.1:${port}/"`);
    await readBlacklist(tenant, { mayCallPrivate: true });
    await readBlacklist(tenant, { mayCallPrivate: true });
    said = '';
    await readBlacklist(tenant, { mayCallPrivate: true });
    await set('blacklist_enabled', 'false');
    await readBlacklist(tenant, { mayCallPrivate: true });
  } finally {
    server.close();
  }
}

const reading: QueryPath = {
  run: readAll,
  walks: { blacklist_entries: 'a list is held against all that one bot had before' },
};

/** The part of `queryPaths` that black lists have. */
export const blacklistQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/access/find-listing.ts': {
    run: async () => {
      await tenant.db((tx) => findListing(tenant, tx, { telegramId: '5000001', username: 'Some_Name' }));
    },
  },
  'src/services/blacklist/enqueue-due.ts': {
    run: enqueueDueLists,
    walks: { bot_configurations: 'it looks for the bots that have a black list' },
  },
  'src/services/blacklist/read-list.ts': reading,
  'src/services/blacklist/replace-entries.ts': reading,
  'src/services/blacklist/read-listed-person.ts': {
    run: async () => {
      await tenant.db((tx) => readListedPerson(tenant, tx, '30'));
    },
  },
  'src/services/blacklist/read-standing.ts': {
    run: async () => {
      await tenant.db((tx) => readListStanding(tenant, tx));
    },
  },
};
