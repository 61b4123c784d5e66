import { expect } from 'chai';
import { startIngress, type Ingress, type IngressOptions } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { configureRedis } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

interface Health {
  status: string;
  roles: string[];
  checks: Record<string, { ok: boolean; says?: string; bots?: number }>;
  warnings: string[];
}

describe('the health pages', () => {
  let side: IntakeSide;
  const opened: Ingress[] = [];

  const metricsPlace = { port: 0, host: '127.0.0.1' };
  const site = (port: number | undefined): string => `http://127.0.0.1:${port}`;
  async function open(more: Partial<IngressOptions> = {}): Promise<Ingress> {
    const env = { port: 0, roles: ['ingress'] as const, metricsPlace };
    const ingress = await startIngress({ ...side, env, routes: 'full', ...more });
    opened.push(ingress);
    return ingress;
  }
  /** Where operators look. */
  const start = async (more: Partial<IngressOptions> = {}): Promise<string> =>
    site((await open(more)).metricsPort);
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
      env: { port: 0, roles: ['ingress', 'worker'], metricsPlace },
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

  it('tells everybody whether it is ready, and operators alone what is wrong', async () => {
    const fault = 'connect postgres://me:hunter2@db refused';
    const ingress = await open({ pingDatabase: () => Promise.reject(new Error(fault)) });
    const everybody = await fetch(`${site(ingress.port)}/health/ready`);
    expect([everybody.status, await everybody.json()]).to.deep.equal([503, { status: 'not ready' }]);
    const [status, health] = await ready(site(ingress.metricsPort));
    expect([status, health.checks.database?.says]).to.deep.equal([
      503,
      fault.replace('hunter2', '[password]'),
    ]);
    for (const path of ['/metrics', '/health/ready/', '/metrics/'])
      expect((await fetch(site(ingress.port) + path)).status, path).to.be.oneOf([404, 503]);
    for (const path of ['/', '/queues', '/docs', '/api/v1/bots', '/telegram/1'])
      expect((await fetch(site(ingress.metricsPort) + path)).status, path).to.equal(404);
  });

  it('wants an operator’s token for both where they have no port of their own, in every role', async () => {
    await side.publishMaster();
    await waitFor(() => side.directory.masterTokenHash(), { what: 'the master token' });
    for (const routes of ['full', 'health'] as const) {
      const { port, metricsPort } = await open({ env: { port: 0, roles: ['worker'] }, routes });
      expect(metricsPort).to.equal(undefined);
      const ask = async (path: string, token?: string) => {
        const headers: Record<string, string> =
          token === undefined ? {} : { authorization: `Bearer ${token}` };
        const response = await fetch(site(port) + path, { headers });
        return { status: response.status, text: await response.text() };
      };
      expect((await ask('/metrics')).status).to.equal(401);
      expect((await ask('/metrics', 'a-guess')).status).to.equal(401);
      expect((await ask('/metrics', side.masterToken)).text).to.include('process_cpu_seconds_total');
      expect(JSON.parse((await ask('/health/ready')).text)).to.have.all.keys('status');
      expect((await ask('/health/ready', 'a-guess')).status).to.equal(401);
      expect(JSON.parse((await ask('/health/ready', side.masterToken)).text)).to.include.keys(
        'checks',
        'warnings',
      );
    }
  });

  it('looks at what it needs once a second, however often it is asked', async () => {
    let looks = 0;
    const base = site((await open({ pingDatabase: async () => void (looks += 1) })).port);
    const ask = async () => (await fetch(`${base}/health/ready`)).status;
    await Promise.all(Array.from({ length: 50 }, ask));
    expect(looks).to.equal(1);
    const startedAt = performance.now();
    await waitFor(async () => (await ask()) && looks > 1);
    expect(performance.now() - startedAt).to.be.above(500);
  });

  it('names the port and the cure when the port is taken', async () => {
    const { port, metricsPort = 0 } = await open();
    const second = (env: IngressOptions['env']) => open({ env }).catch((error: Error) => error.message);
    expect(await second({ port, roles: ['ingress'] })).to.equal(
      `PORT ${port} is taken by another program; stop it or set PORT`,
    );
    const taken = { port: metricsPort, host: '127.0.0.1' };
    expect(await second({ port: 0, roles: ['ingress'], metricsPlace: taken })).to.equal(
      `METRICS_PORT ${metricsPort} is taken by another program; stop it or set METRICS_PORT`,
    );
    const elsewhere = { port: 0, host: '192.0.2.1' };
    expect(await second({ port: 0, roles: ['ingress'], metricsPlace: elsewhere })).to.match(
      /no address of this machine/,
    );
  });
});
