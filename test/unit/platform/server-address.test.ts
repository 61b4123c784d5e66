import { expect } from 'chai';
import { readEnv } from '#env/env.js';
import { readDatabaseUrl } from '#env/servers.js';
import { readRedisUrl } from '#platform/redis-url.js';
import { withPassword } from '#platform/server-address.js';

/** Cut into pieces by whatever a parser takes for the end of a password; none of them may be shown. */
const canary = ['Kanarien', 'vogel', 'gelb'];
const signs = ['@', '/', '?', '#', '%', ' ', '[', ']', '\\', '%zz', '%ff', '\t', '@@', '#/?'];
/** Numbers before a sign look like a port. */
const passwords = signs.flatMap((sign) => [
  canary.join(sign),
  `12${sign}${canary.join('')}`,
  `${sign}${canary.join('')}`,
  `${canary.join('')}${sign}`,
]);

const databaseForms = [
  (password: string) => `postgres://fleet:${password}@db.example:5432/remnafleet`,
  (password: string) => `postgresql://fleet:${password}@db.example/remnafleet?sslmode=require`,
];
const redisForms = [
  (password: string) => `redis://:${password}@redis.example:6379/0`,
  (password: string) => `rediss://fleet:${password}@redis.example`,
  (password: string) => `redis-sentinel://:${password}@one:26379,two:26379/fleet/0`,
  (password: string) => `redis-sentinel://one:26379,two/fleet?sentinel_password=${password}@x`,
  (password: string) => `rediss-sentinel://fleet:${password}@one/fleet?sentinel_password=x`,
  (password: string) => `redis-cluster://:${password}@one:6379,two:6379`,
];

function faultOf(variables: Record<string, string>): string {
  try {
    readEnv({
      DATABASE_URL: 'postgres://x',
      REDIS_URL: 'redis://x',
      APP_SECRET: 'x'.repeat(32),
      ...variables,
    });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function expectRefusal(name: string, address: string): void {
  const fault = faultOf({ [name]: address });
  expect(fault, address).to.match(new RegExp(`^${name} .*must be percent-encoded in the address: @ is %40`));
  expect(fault, address).to.not.match(new RegExp(canary.join('|')));
  expect(fault, address).to.not.match(/12/);
}

describe('the address of a server with a password that is not percent-encoded', () => {
  it('is refused with the cure and shows no piece of it: DATABASE_URL', () => {
    for (const form of databaseForms)
      for (const password of passwords) expectRefusal('DATABASE_URL', form(password));
  });

  it('is refused with the cure and shows no piece of it: REDIS_URL, in all its forms', () => {
    for (const form of redisForms)
      for (const password of passwords) expectRefusal('REDIS_URL', form(password));
  });

  it('shows nothing either where a sign is missing and it cannot be told what is what', () => {
    const wrong = [
      'redis-sentinel://KanarienKanarien',
      'redis-sentinel://:Kanarien/x/y/z',
      'redis-cluster://:Kanarien',
      'redis-cluster://one/Kanarien',
      'redis-cluster://one:Kanarien,two',
      'redis://:Kanarien:Kanarien',
      'redis://fleet:Kanarien',
      'Kanarien@host',
    ];
    for (const address of wrong) {
      const fault = faultOf({ REDIS_URL: address });
      expect(fault, address)
        .to.match(/^REDIS_URL /)
        .and.not.include('Kanarien');
    }
    for (const address of ['postgres://fleet:Kanarien', 'postgres:Kanarien', 'mysql://Kanarien@host'])
      expect(faultOf({ DATABASE_URL: address }), address)
        .to.match(/^DATABASE_URL /)
        .and.not.include('Kanarien');
  });

  it('is refused in the same way where only the database is asked for, as by npm run migrate', () => {
    const address = databaseForms[0]!('Kanarien/vogel');
    expect(() => readDatabaseUrl({ DATABASE_URL: address }))
      .to.throw(/^DATABASE_URL has .*percent-encoded/)
      .with.property('message')
      .not.include('vogel');
    expect(readDatabaseUrl({})).to.equal(undefined);
  });
});

describe('the address of a server', () => {
  it('is taken with any password that is percent-encoded', () => {
    for (const password of passwords.filter((one) => !one.includes('%ff'))) {
      const encoded = encodeURIComponent(password);
      for (const form of databaseForms) expect(faultOf({ DATABASE_URL: form(encoded) })).to.equal('');
      for (const form of redisForms.slice(0, 3)) expect(faultOf({ REDIS_URL: form(encoded) })).to.equal('');
    }
  });

  it('may have a : in its password: the first one ends the user', () => {
    const redis = readRedisUrl('redis-cluster://fleet:a:b@one');
    expect(redis).to.deep.include({ options: { username: 'fleet', password: 'a:b' } });
    expect(faultOf({ DATABASE_URL: databaseForms[0]!('a:b'), REDIS_URL: redisForms[0]!('a:b') })).to.equal(
      '',
    );
  });

  it('gets a password that is given apart from it, whatever its signs, and keeps one that it has', () => {
    const password = passwords.join('');
    const env = readEnv({
      DATABASE_URL: 'postgres://fleet@db.example:5432/remnafleet',
      DATABASE_URL_PASSWORD: password,
      REDIS_URL: 'redis-sentinel://one:26379,two/fleet',
      REDIS_URL_PASSWORD: password,
      APP_SECRET: 'x'.repeat(32),
    });
    expect(decodeURIComponent(new URL(env.databaseUrl).password)).to.equal(password);
    expect(new URL(env.databaseUrl)).to.include({ username: 'fleet', host: 'db.example:5432' });
    expect(readRedisUrl(env.redisUrl)).to.deep.include({ kind: 'sentinel' });
    expect(readRedisUrl(env.redisUrl)).to.have.nested.property('options.password', password);
    expect(withPassword('redis://:own@host', password)).to.equal('redis://:own@host');
    expect(withPassword('redis://host:6379/0', 'a/b')).to.equal('redis://:a%2Fb@host:6379/0');
    expect(withPassword('unix:///run/redis.sock', 'a')).to.equal('unix:///run/redis.sock');
    expect(withPassword('redis://host', undefined)).to.equal('redis://host');
  });
});
