import { openJobs, type Jobs } from '#jobs/queues.js';
import { attachAllModels } from './models/index.js';
import { openDatabase } from '#platform/database.js';
import { openMigrator } from '../../migrations/migrator.js';
import { testDatabase } from './database.js';
import { openTestJobs, ownPrefix, type TestJobs } from './jobs.js';
import { makeOwnDatabase, type OwnDatabase } from './servers/own-database.js';

/** A migrated database and a Redis prefix that no other test has: scopes of this process are opened in it. */
export interface OwnFleet {
  readonly database: OwnDatabase;
  readonly jobs: TestJobs;
  /** Another Redis, empty. */
  otherRedis(): TestJobs;
  /** The queues as a process of a later life opens them. */
  inLife(life: number): Jobs;
  close(): Promise<void>;
}

/** Opens it; `close` gives the scopes back to the database of all tests. */
export async function openOwnFleet(): Promise<OwnFleet> {
  const database = await makeOwnDatabase();
  const migrator = await openMigrator(database.url);
  await migrator.up();
  await migrator.close();
  const pool = openDatabase({ url: database.url, poolMax: 4, applicationName: 'test own fleet' });
  attachAllModels(pool);
  const opened = [openTestJobs()];
  const [jobs] = opened as [TestJobs];
  return {
    database,
    jobs,
    otherRedis: () => {
      const other = openTestJobs(4, ownPrefix());
      opened.push(other);
      return other;
    },
    inLife: (life) => openJobs({ redis: jobs.redis, prefix: jobs.prefix, life }),
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      attachAllModels(testDatabase());
      await pool.close();
      await database.drop();
    },
  };
}
