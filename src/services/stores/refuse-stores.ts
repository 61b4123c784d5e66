import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError } from '#platform/errors.js';
import type { FleetRecord } from '#directory/fleet-record.js';
import type { StoresState } from './compare-stores.js';
import type { FleetRow } from './read-fleet.js';

/** The stores do not belong together; `message` is one line for people, with the cure. */
export class StoresError extends PermanentError {
  constructor(code: ErrorCode, line: string) {
    super(code, { message: line });
  }
}

interface Seen {
  readonly row: FleetRow;
  readonly record: FleetRecord | undefined;
}

const called = (fleet: string, name: string): string => `fleet ${fleet.slice(0, 8)} (${name})`;

/** Why no worker may start on the two; undefined: it may, or they can be brought in order without a person. */
export function refusalOf(standing: StoresState, { row, record }: Seen): StoresError | undefined {
  const own = called(row.fleet, row.name);
  if (standing === 'foreign' && record)
    return new StoresError(
      'stores.foreign',
      `REDIS_URL names the Redis of ${called(record.fleet, record.name)}, and DATABASE_URL the database of ${own}: ` +
        'give each fleet a Redis of its own, or another database number of it (redis://host:6379/1). ' +
        'A database restored from a backup of before fleets had ids takes npm run after-restore',
    );
  if (standing === 'database-older')
    return new StoresError(
      'stores.database_older',
      `the database of ${own} is older than its Redis: it was restored from a backup, or DATABASE_URL names a copy. ` +
        'After a restore run npm run after-restore, then start again (docs/operations.md, "Backup and restore")',
    );
  if (standing === 'other-redis')
    return new StoresError(
      'stores.other_redis',
      `workers of ${own} are at work on this database with another Redis than REDIS_URL names: ` +
        'name the same Redis, or give this fleet a database of its own',
    );
  return undefined;
}
