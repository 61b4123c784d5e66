import { expect } from 'chai';
import {
  addOperatorToken,
  listOperatorTokens,
  republishOperatorTokens,
  revokeOperatorToken,
} from '#services/access/operator-tokens.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { ownerQuery } from '../../support/database.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { waitFor } from '../../support/wait-for.js';

describe('a read-only token of an operator', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let base: string;
  let token: string;

  const ask = (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: 'manual', ...init });
  const bearer = (given = token) => ({ headers: { authorization: `Bearer ${given}` } });
  const board = async (init: RequestInit = bearer()) => (await ask('/queues/api/queues', init)).status;
  async function cookie(): Promise<string> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: base };
    const body = new URLSearchParams({ token }).toString();
    const response = await ask('/queues/login', { method: 'POST', headers, body });
    expect(response.status).to.equal(303);
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  const forgetTokens = () => ownerQuery(`delete from fleet_settings where key = 'operator_tokens'`);

  before(async () => {
    side = await openIntakeSide();
    await side.publishMaster();
    await waitFor(() => side.directory.masterTokenHash(), { what: 'the master token' });
    ingress = await startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
    base = `http://127.0.0.1:${ingress.port}`;
  });
  beforeEach(async () => {
    await forgetTokens();
    await side.patient.del(`${side.prefix}:directory:operators`);
    token = await addOperatorToken(side.jobs, { name: 'night shift' });
  });
  after(async () => {
    await ingress.close();
    await forgetTokens();
    await side.close();
  });

  it('is kept nowhere but as a hash', async () => {
    expect(token).to.match(/^rf_[\w-]{43}$/);
    const [row] = await ownerQuery<{ value: object }>(
      `select value from fleet_settings where key = 'operator_tokens'`,
    );
    const inRedis = await side.patient.get(`${side.prefix}:directory:operators`);
    for (const stored of [JSON.stringify(row), inRedis])
      expect(stored).to.include('night shift').and.not.include(token);
  });

  it('opens the board, which says that it is read-only', async () => {
    const page = await ask('/queues', { headers: { ...bearer().headers, accept: 'text/html' } });
    expect(await page.text()).to.include('Read only');
    const { queues } = (await (await ask('/queues/api/queues', bearer())).json()) as {
      queues: { readOnlyMode: boolean; allowRetries: boolean }[];
    };
    expect(queues.map((queue) => [queue.readOnlyMode, queue.allowRetries])).to.deep.equal(
      Array(queues.length).fill([true, false]),
    );
  });

  it('changes nothing, by header or by cookie, whatever the board offers', async () => {
    await side.intake.updates('31', [{ update_id: 1, message: { chat: { id: 9 }, text: 'hi' } }]);
    const changes: [string, string][] = [
      ['PUT', '/queues/api/queues/pause'],
      ['PUT', '/queues/api/queues/updates/pause'],
      ['PUT', '/queues/api/queues/updates/empty'],
      ['PUT', '/queues/api/queues/updates/31.1/clean'],
      ['PUT', '/queues/api/queues/updates/31.1/promote'],
      ['PUT', '/queues/api/queues/updates/31.1/retry'],
      ['PUT', '/queues/api/queues/updates/retry/failed'],
      ['PUT', '/queues/api/queues/updates/clean/failed'],
      ['POST', '/queues/api/queues/updates/add'],
      ['PATCH', '/queues/api/queues/updates/31.1/update-data'],
      ['DELETE', '/queues/api/queues/updates'],
      ['POST', '/queues'],
    ];
    const own = await cookie();
    for (const [method, path] of changes)
      for (const init of [bearer(), { headers: { cookie: own, origin: base } }]) {
        const response = await ask(path, { method, ...init });
        expect(response.status, `${method} ${path}`).to.equal(403);
        expect(((await response.json()) as { code: string }).code).to.equal('token.read_only');
      }
    expect(await side.jobs.queues.updates.isPaused()).to.equal(false);
    expect(await side.jobs.queues.updates.getJobCountByTypes('prioritized')).to.equal(1);
  });

  it('does not turn into the master token by an edited cookie', async () => {
    const [name, value] = (await cookie()).split('=') as [string, string];
    const [until, nonce, , signature] = value.split('.') as [string, string, string, string];
    const forged = [
      `${until}.${nonce}.master.${signature}`,
      `${until}.${nonce}.${signature}`,
      `9${until}.${nonce}.${value.split('.')[2]}.${signature}`,
      `${value}.more`,
    ];
    for (const one of forged)
      expect(await board({ headers: { cookie: `${name}=${one}` } }), one).to.equal(401);
  });

  it('opens nothing from the moment on when it is revoked, its sign-ins neither', async () => {
    const own = await cookie();
    expect(await board({ headers: { cookie: own } })).to.equal(200);
    await revokeOperatorToken(side.jobs, 'night shift');
    expect(await board({ headers: { cookie: own } })).to.equal(401);
    expect(await board()).to.equal(401);
  });

  it('ends when its time is over', async () => {
    token = await addOperatorToken(side.jobs, { name: 'guest', days: 1 });
    expect(await board()).to.equal(200);
    await ownerQuery(
      `update fleet_settings set value = jsonb_set(value || '{"version": 50}', '{tokens,1,expires_at}', '1000')
       where key = 'operator_tokens'`,
    );
    await republishOperatorTokens(side.jobs);
    expect(await board()).to.equal(401);
  });

  it('works again after Redis was emptied, and an older list never replaces a newer one', async () => {
    const key = `${side.prefix}:directory:operators`;
    const older = (await side.patient.get(key)) as string;
    await side.patient.del(key);
    expect(await board()).to.equal(401);
    await republishOperatorTokens(side.jobs);
    expect(await board()).to.equal(200);
    const others = Array.from({ length: 10 }, (_, at) => `person ${at}`);
    await Promise.all([
      ...others.map((name) => addOperatorToken(side.jobs, { name })),
      ...others.map(() => republishOperatorTokens(side.jobs)),
    ]);
    const published = JSON.parse((await side.patient.get(key)) as string) as { version: number };
    expect(published).to.deep.include({ version: 11 }).and.not.equal(older);
    expect((await listOperatorTokens()).map(({ name }) => name)).to.have.members(['night shift', ...others]);
  });

  it('has a name of its own', async () => {
    const code = (work: Promise<unknown>) => work.then(String, (error: { code: string }) => error.code);
    expect(await code(addOperatorToken(side.jobs, { name: 'night shift' }))).to.equal(
      'operator_token.exists',
    );
    expect(await code(revokeOperatorToken(side.jobs, 'day shift'))).to.equal('operator_token.unknown');
    expect(await board()).to.equal(200);
  });
});
