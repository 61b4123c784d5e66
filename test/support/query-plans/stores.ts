import { randomUUID } from 'node:crypto';
import { sealOf, writeFleetRecord } from '#directory/fleet-record.js';
import { adoptFleet } from '#services/stores/adopt-fleet.js';
import { beginLife } from '#services/stores/begin-life.js';
import { findSent } from '#services/stores/find-sent.js';
import { raiseNumbers } from '#services/stores/heal-stores.js';
import { joinFleet, lookAtStores } from '#services/stores/join-fleet.js';
import { readFleetRow } from '#services/stores/read-fleet.js';
import { asFleet } from '#tenancy/scope.js';
import type { Means, QueryPath } from './query-plans.js';

/** Redis that knows the fleet by an id which the database does not have yet. */
async function adopt({ deps: { jobs, vault } }: Means): Promise<void> {
  const fleet = randomUUID();
  const record = { fleet, life: 0, redis: 'r', beat: 0, at: 0, name: 'shop', seal: sealOf(vault, fleet) };
  await jobs.redis.del(`${jobs.prefix}:life`);
  await writeFleetRecord(jobs.redis, jobs.prefix, { record });
  await asFleet('test', (tx) =>
    tx.sql(`update fleet_settings set value = value || '{"redis":null}'::jsonb where key = 'fleet.life'`),
  );
  await adoptFleet(jobs, vault);
}

const wholeFleet = 'a new life is about every bot, and about all that is owed';

/** The files with SQL about the two stores of the fleet. */
export const storeQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/stores/adopt-fleet.ts': { run: adopt },
  'src/services/stores/begin-life.ts': {
    run: async ({ deps }) => beginLife(deps.jobs, deps.vault),
    walks: { bot_connections: wholeFleet },
  },
  'src/services/stores/find-sent.ts': { run: ({ deps }) => findSent(deps.jobs, Date.now()) },
  'src/services/stores/heal-stores.ts': {
    run: async ({ deps: { jobs, vault } }) => {
      await joinFleet(jobs, vault);
      const { row, record } = await lookAtStores(jobs);
      if (record) await raiseNumbers(jobs, vault, { row, record });
    },
  },
  'src/services/stores/read-fleet.ts': {
    run: () => asFleet('test', (tx) => readFleetRow(tx, true)),
    walks: { pg_database: 'a server has a handful of them' },
  },
};
