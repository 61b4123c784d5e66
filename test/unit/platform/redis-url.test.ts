import { expect } from 'chai';
import { readEnv } from '#env/env.js';
import { readRedisUrl } from '#platform/redis-url.js';

const faultOf = (url: string): string => {
  try {
    readRedisUrl(url);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('REDIS_URL', () => {
  it('names one server as ever', () => {
    expect(readRedisUrl('rediss://:p@host:6380/3')).to.deep.equal({
      kind: 'server',
      url: 'rediss://:p@host:6380/3',
    });
    expect(readRedisUrl('unix:///run/redis.sock')).to.deep.equal({ kind: 'server', url: '/run/redis.sock' });
  });

  it('names a Cluster by some of its nodes, with a login and TLS for all', () => {
    expect(readRedisUrl('redis-cluster://one:7000,two,[::1]:7002')).to.deep.equal({
      kind: 'cluster',
      nodes: [
        { host: 'one', port: 7000 },
        { host: 'two', port: 6379 },
        { host: '::1', port: 7002 },
      ],
      options: {},
    });
    const { options } = readRedisUrl('rediss-cluster://fleet:a%40b:c@one/0') as { options: object };
    expect(options).to.deep.equal({ username: 'fleet', password: 'a@b:c', tls: {} });
  });

  it('names the master behind Sentinels, its database and both passwords', () => {
    expect(
      readRedisUrl('redis-sentinel://:secret@one,two:26380/my%20master/2?sentinel_password=x%26y'),
    ).to.deep.equal({
      kind: 'sentinel',
      options: {
        password: 'secret',
        sentinels: [
          { host: 'one', port: 26_379 },
          { host: 'two', port: 26_380 },
        ],
        name: 'my master',
        db: 2,
        sentinelPassword: 'x&y',
      },
    });
  });

  const wrong: Readonly<Record<string, RegExp>> = {
    'http://host': /must begin with redis:/,
    'redis-cluster://': /has something else where host:port should be/,
    'redis-cluster://one,,two': /has something else where host:port should be/,
    'redis-cluster://one:99999': /has something else where host:port should be/,
    'redis-cluster://one/4': /names a database after its nodes; a Cluster has only 0/,
    'redis-sentinel://one:26379': /lacks the name of the master/,
    'redis-sentinel://one/master/x': /lacks the name of the master/,
    'redis-cluster://:%zz@one': /must be percent-encoded in the address/,
  };
  for (const [url, fault] of Object.entries(wrong))
    it(`is refused with the cure: ${url}`, () => {
      expect(faultOf(url)).to.match(fault);
      const settings = { DATABASE_URL: 'postgres://x', REDIS_URL: url, APP_SECRET: 'x'.repeat(32) };
      expect(() => readEnv(settings))
        .to.throw(fault)
        .with.property('message')
        .match(/^REDIS_URL /);
    });
});
