import { openDatabase } from '#platform/database.js';
import { testDatabase } from './database.js';
import { attachAllModels } from './models/index.js';
import { mendClock } from './move-clock.js';
import { makeMovedDatabase, type MovedDatabase } from './servers/moved-database.js';

/** A database whose clock goes with that of this process; scopes of this process are opened in it. */
export interface MovedFleet {
  readonly database: MovedDatabase;
  /** Gives clocks and scopes back. */
  close(): Promise<void>;
}

/** Opens it; `name` is what its connections are called. */
export async function openMovedFleet(name: string): Promise<MovedFleet> {
  const database = await makeMovedDatabase();
  const pool = openDatabase({ url: database.url, poolMax: 6, applicationName: name });
  attachAllModels(pool);
  return {
    database,
    close: async () => {
      mendClock();
      attachAllModels(testDatabase());
      await pool.close();
      await database.drop();
    },
  };
}
