import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Redis } from 'ioredis';
import { findKeys } from './servers/whole-redis.js';

/** A store as it was. */
export interface Backup {
  /** Puts it back as it was then. */
  restore(): Promise<void>;
}

const { findPostgresPrograms } = (await import('../../scripts/embedded/postgres-programs.mjs' as string)) as {
  findPostgresPrograms(major?: number): { directory: string };
};

/**
 * Backs a database up as docs/operations.md says, by pg_dump; where this machine has none, as a copy. No fleet may be at
 * work on it when it is restored.
 */
export async function backUpDatabase(url: string): Promise<Backup> {
  const { directory: programs } = findPostgresPrograms(await majorOf(url));
  const hasDump = ['pg_dump', 'pg_restore'].every((name) => existsSync(path.join(programs, name)));
  return hasDump ? dump(url, programs) : copy(url);
}

function dump(url: string, programs: string): Backup {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'remnafleet-backup-'));
  const file = path.join(directory, 'remnafleet.dump');
  const run = (program: string, ...args: string[]) =>
    execFileSync(path.join(programs, program), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  run('pg_dump', '--format=custom', `--file=${file}`, url);
  return {
    restore: async () => {
      await makeAnew(url);
      run('pg_restore', '--exit-on-error', `--dbname=${url}`, file);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function copy(url: string): Promise<Backup> {
  const kept = `${nameOf(url)}_backup`;
  await ask(
    serverOf(url),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameOf(url)}'`,
  );
  await ask(serverOf(url), `create database ${kept} template ${nameOf(url)}`);
  return {
    restore: async () => {
      await makeAnew(url, kept);
      await ask(serverOf(url), `drop database ${kept}`);
    },
  };
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

function serverOf(url: string): string {
  const server = new URL(url);
  server.pathname = '/postgres';
  return server.href;
}

async function makeAnew(url: string, template = 'template1'): Promise<void> {
  await ask(serverOf(url), `drop database ${nameOf(url)} with (force)`);
  await ask(serverOf(url), `create database ${nameOf(url)} template ${template}`);
}

async function majorOf(url: string): Promise<number> {
  const { rows } = await ask(url, `select current_setting('server_version_num')::int / 10000 as major`);
  return (rows[0] as { major: number }).major;
}

async function ask(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Keeps all keys of a Redis database, as a snapshot does. */
export async function backUpRedis(redis: Redis): Promise<Backup> {
  const kept: [key: string, ttlMs: number, value: Buffer][] = [];
  for (const key of await findKeys(redis, '*')) {
    const value = await redis.dumpBuffer(key);
    if (value) kept.push([key, Math.max(0, await redis.pttl(key)), value]);
  }
  return {
    restore: async () => {
      await redis.flushdb();
      for (const [key, ttlMs, value] of kept) await redis.restore(key, ttlMs, value);
    },
  };
}
