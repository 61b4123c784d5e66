import { expect } from 'chai';
import { startIngress, type Ingress, type IngressOptions } from '../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../support/open-intake-side.js';
import { waitFor } from '../support/wait-for.js';
import { configureRedis } from '../support/whole-redis.js';

interface Health {
  status: string;
  roles: string[];
  checks: Record<string, { ok: boolean; says?: string; bots?: number }>;
  warnings: string[];
}

describe('the health pages', () => {
  let side: IntakeSide;
  const opened: Ingress[] = [];

  async function start(more: Partial<IngressOptions> = {}): Promise<string> {
    const ingress = await startIngress({
      ...side,
      env: { port: 0, roles: ['ingress'] },
      routes: 'full',
      ...more,
    });
    opened.push(ingress);
    return `http://127.0.0.1:${ingress.port}`;
  }
  async function ready(base: string): Promise<[number, Health]> {
    const response = await fetch(`${base}/health/ready`);
    return [response.status, (await response.json()) as Health];
  }

  beforeEach(async () => {
    side = await openIntakeSide();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((ingress) => ingress.close()));
    await side.close();
  });

  it('is ready when Redis and the directory are there, and counts the bots', async () => {
    await side.addBot();
    await waitFor(() => side.directory.size() === 1);
    const [status, health] = await ready(await start());
    expect(status).to.equal(200);
    expect(health).to.deep.include({ status: 'ready', roles: ['ingress'], warnings: [] });
    expect(health.checks).to.deep.equal({ redis: { ok: true }, directory: { ok: true, bots: 1 } });
  });

  it('says that the directory is not loaded, that PostgreSQL is away, and never a password', async () => {
    const base = await start({
      env: { port: 0, roles: ['ingress', 'worker'] },
      pingDatabase: () => Promise.reject(new Error('connect postgres://me:hunter2@db refused')),
    });
    const [status, health] = await ready(base);
    expect(status).to.equal(503);
    expect(health.checks.directory?.says).to.match(/not loaded/);
    expect(health.checks.database).to.deep.equal({
      ok: false,
      says: 'connect postgres://me:[password]@db refused',
    });
  });

  it('does not wait for a database that never answers', async () => {
    const base = await start({ pingDatabase: () => new Promise(() => undefined) });
    const [status, health] = await ready(base);
    expect([status, health.checks.database?.says]).to.deep.equal([503, 'no answer within 2000 ms']);
  });

  it('says that Redis is away and stays alive', async () => {
    await side.addBot();
    await waitFor(() => side.directory.size() === 1);
    const base = await start();
    side.redis.disconnect();
    const [status, health] = await ready(base);
    expect([status, health.checks.redis?.ok, health.checks.directory?.ok]).to.deep.equal([503, false, true]);
    expect((await fetch(`${base}/health/live`)).status).to.equal(200);
    expect((await fetch(`${base}/metrics`)).status).to.equal(200);
  });

  it('says that the directory is stale when it cannot be read any more, and when it can again', async () => {
    await side.addBot();
    await waitFor(() => side.directory.size() === 1);
    const base = await start({ limits: { staleMs: 1_000 } });
    expect((await ready(base))[0]).to.equal(200);
    const key = `${side.prefix}:directory:changes`;
    await side.patient.rename(key, `${key}:aside`);
    await side.patient.set(key, 'no list of changes any more');
    await side.patient.incr(`${side.prefix}:directory:version`);
    const [, health] = await waitFor(async () => {
      const answer = await ready(base);
      return answer[0] === 503 ? answer : undefined;
    });
    expect(health.checks.redis?.ok).to.equal(true);
    expect(health.checks.directory).to.include({ ok: false, bots: 1 });
    expect(health.checks.directory?.says).to.match(/^stale: not read for \d+ s/);
    await side.patient.rename(`${key}:aside`, key);
    await waitFor(async () => (await ready(base))[0] === 200);
  });

  it('warns when Redis may throw jobs away', async () => {
    const [, before] = (await side.patient.config('GET', 'maxmemory-policy')) as [string, string];
    await configureRedis(side.patient, 'maxmemory-policy', 'allkeys-lru');
    try {
      const [, health] = await ready(await start());
      expect(health.warnings).to.have.lengthOf(1);
      expect(health.warnings[0]).to.include('noeviction');
    } finally {
      await configureRedis(side.patient, 'maxmemory-policy', before);
    }
  });

  it('names the port and the cure when the port is taken', async () => {
    const base = await start();
    const port = Number(new URL(base).port);
    const second = await start({ env: { port, roles: ['ingress'] } }).catch((error: Error) => error.message);
    expect(second).to.equal(`PORT ${port} is taken by another program; stop it or set PORT`);
  });
});
