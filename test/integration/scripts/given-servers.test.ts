import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import os from 'node:os';
import { Redis } from 'ioredis';
import { expect } from 'chai';
import { testRedisUrl } from '../../support/jobs.js';

interface Given {
  readonly DATABASE_URL?: string;
  readonly REDIS_URL?: string;
}
const { checkGivenServers } = (await import('../../../scripts/embedded/check-given.mjs' as string)) as {
  checkGivenServers(programs: string, given: Given): Promise<string[]>;
};
const { takePrograms } = (await import('../../../scripts/embedded/take-programs.mjs' as string)) as {
  takePrograms(root: string, spare: string): Promise<string>;
};
const programs = await takePrograms(process.cwd(), os.tmpdir());
const check = (given: Given) => checkGivenServers(programs, given);
const faultOf = (given: Given) =>
  check(given).then(
    () => 'no fault',
    (error: unknown) => (error as Error).message,
  );

describe('servers given by DATABASE_URL and REDIS_URL', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** A server of an age that no machine has any more: it says what the check asks for, and nothing else. */
  async function oldServer(serve: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('are taken without a word when they fit', async () => {
    const given = { DATABASE_URL: process.env.DATABASE_URL as string, REDIS_URL: testRedisUrl() };
    expect(await check(given)).to.deep.equal([]);
  });

  it('make a warning, with its cure, when the Redis may drop jobs', async () => {
    const redis = new Redis(testRedisUrl());
    try {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      const warnings = await check({ REDIS_URL: testRedisUrl() });
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.match(/REDIS_URL is allkeys-lru.*\n.*config set maxmemory-policy noeviction/);
    } finally {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      redis.disconnect();
    }
  });

  it('are refused when the PostgreSQL is too old', async () => {
    const port = await oldServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]));
        socket.once('data', () => socket.write(rowOf('major', '13')));
      });
    });
    expect(await faultOf({ DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/x` })).to.equal(
      'The PostgreSQL of DATABASE_URL has version 13, and Remnafleet needs 14 or newer. ' +
        'Upgrade it, or leave DATABASE_URL out to have an embedded one.',
    );
  });

  it('are refused when the Redis is too old', async () => {
    const info = 'redis_version:6.0.16\r\nloading:0\r\n';
    const port = await oldServer((socket) => {
      socket.on('data', (chunk) => {
        for (const [, name] of chunk.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g))
          socket.write(name?.toLowerCase() === 'info' ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
      });
    });
    expect(await faultOf({ REDIS_URL: `redis://127.0.0.1:${port}` })).to.equal(
      'The Redis of REDIS_URL has version 6.0.16, and Remnafleet needs 6.2 or newer. ' +
        'Upgrade it, or leave REDIS_URL out to have an embedded one.',
    );
  });
});

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

/** A message of PostgreSQL's protocol: its kind, its length with the length itself, its body. */
function message(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

/** The answer to a query: one row of one int4 column. */
function rowOf(name: string, value: string): Buffer {
  const column = [Buffer.from(`${name}\0`), int32(0), int16(0), int32(23), int16(4), int32(-1), int16(0)];
  return Buffer.concat([
    message('T', Buffer.concat([int16(1), ...column])),
    message('D', Buffer.concat([int16(1), int32(value.length), Buffer.from(value)])),
    message('C', Buffer.from('SELECT 1\0')),
    message('Z', Buffer.from('I')),
  ]);
}
