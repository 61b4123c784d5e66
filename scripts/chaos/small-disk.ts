import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ChaosFleet } from './fleet.js';

/** A disk of a few megabytes that holds the tables every update writes to. */
export interface SmallDisk {
  /** Takes all the space that is left. Throws when PostgreSQL finds some nevertheless. */
  fill(): Promise<void>;
  clear(): void;
  /** Gives the tables back to the disk they came from. */
  close(): Promise<void>;
}

const megabytes = 16;
const tables = ['processed_updates', 'outbox'];
const diskFull = '53100';

/**
 * Moves the tables into a tablespace on a file system of its own (tmpfs). Undefined, and nothing done, where none may be
 * mounted, as without root.
 */
export async function openSmallDisk({ query }: Pick<ChaosFleet, 'query'>): Promise<SmallDisk | undefined> {
  const [settings] = await query<{ data_directory: string }>('show data_directory');
  const cluster = settings?.data_directory ?? '';
  const mounted = mkdtempSync(path.join(path.dirname(cluster), 'small-disk-'));
  const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', mounted]);
  if (mounting.status !== 0) {
    rmSync(mounted, { recursive: true });
    return undefined;
  }
  const [location, filler] = [path.join(mounted, 'tables'), path.join(mounted, 'filler')];
  mkdirSync(location);
  const { uid, gid } = statSync(cluster);
  for (const directory of [mounted, location]) chownSync(directory, uid, gid);
  const space = path.basename(mounted).replaceAll('-', '_').toLowerCase();
  await query(`create tablespace ${space} location '${location}'`);
  await moveTables(query, space);
  return {
    fill: async () => {
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']);
      const fault = await query(probe(space)).then(
        () => 'no fault',
        (error: unknown) => (error as { code?: string }).code,
      );
      if (fault !== diskFull) throw new Error(`the small disk is not full: ${fault}`);
    },
    clear: () => rmSync(filler, { force: true }),
    close: async () => {
      try {
        await moveTables(query, 'pg_default');
        await query(`drop tablespace ${space}`);
      } finally {
        spawnSync('umount', ['--lazy', mounted]);
      }
    },
  };
}

const probe = (space: string): string =>
  `create table chaos_probe tablespace ${space} as select repeat(md5(n::text), 100) from generate_series(1, 1000) n`;

async function moveTables(query: ChaosFleet['query'], space: string): Promise<void> {
  const indexes = await query<{ name: string }>(
    'select indexname as name from pg_indexes where tablename = any($1)',
    [tables],
  );
  for (const table of tables) await query(`alter table ${table} set tablespace ${space}`);
  for (const { name } of indexes) await query(`alter index ${name} set tablespace ${space}`);
}
