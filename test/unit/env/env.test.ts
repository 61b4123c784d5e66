import os from 'node:os';
import { expect } from 'chai';
import { envParts, envSchema, readEnv } from '#env/env.js';

const needed = {
  DATABASE_URL: 'postgres://db/fleet',
  REDIS_URL: 'redis://redis:6379',
  APP_SECRET: 'a secret of more than 32 characters',
};

describe('METRICS_PORT', () => {
  const read = (text: string, more: Record<string, string> = {}) =>
    readEnv({ ...needed, ...more, METRICS_PORT: text }).metricsPlace;

  it('is a port, or an address of this machine and a port', () => {
    expect(read('')).to.equal(undefined);
    expect(read('9464')).to.deep.equal({ port: 9464, host: undefined });
    expect(read('127.0.0.1:9464')).to.deep.equal({ port: 9464, host: '127.0.0.1' });
    expect(read('[::1]:9464')).to.deep.equal({ port: 9464, host: '::1' });
    expect(read('localhost:0')).to.deep.equal({ port: 0, host: 'localhost' });
    for (const wrong of ['http://x:1', ':9464', '99999', '127.0.0.1', '::1:9464', 'a b:1'])
      expect(() => read(wrong), wrong).to.throw('METRICS_PORT must be a port, or an address of this machine');
  });

  it('is never PORT itself, which the world reaches', () => {
    expect(() => read('127.0.0.1:8080')).to.throw('METRICS_PORT must be another port than PORT');
    expect(() => read('9000', { PORT: '9000' })).to.throw('METRICS_PORT must be another port than PORT');
    expect(read('8080', { PORT: '9000' })?.port).to.equal(8080);
  });
});

describe('TRUSTED_PROXY_HOPS', () => {
  it('is none unless somebody says so', () => {
    expect(readEnv(needed).trustedProxyHops).to.equal(0);
    expect(readEnv({ ...needed, TRUSTED_PROXY_HOPS: '2' }).trustedProxyHops).to.equal(2);
    for (const wrong of ['true', '-1', '1.5', '11'])
      expect(() => readEnv({ ...needed, TRUSTED_PROXY_HOPS: wrong }), wrong).to.throw('TRUSTED_PROXY_HOPS');
  });
});

describe('WORKER_FLOOD_PACE', () => {
  const read = (text: string) => readEnv({ ...needed, WORKER_FLOOD_PACE: text }).pacesFloods;

  it('is on or off as somebody says, and else by the processors of the machine', () => {
    expect(read('on')).to.equal(true);
    expect(read('off')).to.equal(false);
    for (const text of ['', 'auto']) expect(read(text)).to.equal(os.cpus().length <= 2);
    expect(() => read('slow')).to.throw('WORKER_FLOOD_PACE must be auto, on or off');
  });
});

describe('the parts of the environment', () => {
  const parts = Object.values(envParts);

  it('declare each variable once, so that none hides another', () => {
    const names = parts.flatMap(({ variables }) => Object.keys(variables));
    expect(names).to.have.members(Object.keys(envSchema.shape));
    expect(new Set(names).size).to.equal(names.length);
  });

  it('make each setting once, so that none hides another', () => {
    const values = envSchema.parse(needed);
    const settings = parts.flatMap(({ read }) => Object.keys(read(values as never)));
    expect(settings).to.have.members(Object.keys(readEnv(needed)));
    expect(new Set(settings).size).to.equal(settings.length);
  });
});
