import { expect } from 'chai';
import { Redis } from 'ioredis';
import pg from 'pg';

describe('the servers of a test run', () => {
  it('give every test a PostgreSQL 14 or newer with the database remnafleet_test', async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    try {
      const { rows } = await client.query<{ database: string; version: string }>(
        `select current_database() as database, current_setting('server_version_num') as version`,
      );
      expect(rows[0]?.database).to.equal('remnafleet_test');
      expect(Number(rows[0]?.version)).to.be.at.least(140_000);
    } finally {
      await client.end();
    }
  });

  it('give every test a Redis that never evicts a key', async () => {
    const redis = new Redis(process.env.REDIS_URL ?? '');
    redis.on('error', () => {});
    try {
      const [, policy] = await redis.config('GET', 'maxmemory-policy');
      expect(policy).to.equal('noeviction');
    } finally {
      redis.disconnect();
    }
  });
});
