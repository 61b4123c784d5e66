import { expect } from 'chai';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { removeFound } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

describe('bull-board under /queues', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let base: string;

  const ask = (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: 'manual', ...init });
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  function signIn(token: string, { next = '/queues', origin = base } = {}): Promise<Response> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin };
    return ask('/queues/login', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ token, next }).toString(),
    });
  }
  async function cookie(): Promise<string> {
    const response = await signIn(side.masterToken);
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  const forgetFailures = () => removeFound(side.patient, `${side.prefix}:logins:*`);

  before(async () => {
    side = await openIntakeSide();
    await side.publishMaster();
    await waitFor(() => side.directory.masterTokenHash(), { what: 'the master token' });
    ingress = await startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
    base = `http://127.0.0.1:${ingress.port}`;
  });
  afterEach(forgetFailures);
  after(async () => {
    await ingress.close();
    await side.close();
  });

  it('answers 401 without the token: pages with a form, everything else with a problem', async () => {
    for (const path of ['/queues', '/queues/', '/queues/queue/updates', '/queues/static/js/main.js']) {
      const page = await ask(path, { headers: { accept: 'text/html' } });
      expect(page.status, path).to.equal(401);
      expect(await page.text()).to.include('<form method="post" action="/queues/login">');
    }
    for (const path of ['/queues/api/queues', '/queues/api/redis/stats', '/queues']) {
      const response = await ask(path);
      expect(response.status, path).to.equal(401);
      expect(((await response.json()) as { code: string }).code).to.equal('token.missing');
    }
    expect((await ask('/queues/api/queues/pause', { method: 'PUT' })).status).to.equal(401);
    for (const path of ['//queues/api/queues', '/%71ueues/api/queues', '/QUEUES/api/queues'])
      expect((await ask(path)).status, path).to.be.oneOf([401, 404]);
  });

  it('lets the master token in as a header, and no other token', async () => {
    expect((await ask('/queues', bearer(side.masterToken))).status).to.equal(200);
    expect(
      (await ask('/queues/api/queues', { headers: { 'x-api-token': side.masterToken } })).status,
    ).to.equal(200);
    for (const token of ['wrong', side.masterToken.slice(0, -1)])
      expect((await ask('/queues/api/queues', bearer(token))).status).to.equal(401);
  });

  it('signs an operator in with a cookie that scripts and other sites cannot use', async () => {
    const response = await signIn(side.masterToken, { next: '/queues/queue/updates' });
    expect([response.status, response.headers.get('location')]).to.deep.equal([303, '/queues/queue/updates']);
    const set = response.headers.get('set-cookie') ?? '';
    for (const part of ['Path=/queues', 'HttpOnly', 'SameSite=Strict', 'Max-Age=43200'])
      expect(set.split('; ')).to.include(part);
    expect(set).not.to.include(side.masterToken);
    const own = { headers: { cookie: set.split(';')[0] ?? '' } };
    expect((await ask('/queues/api/queues', own)).status).to.equal(200);
    const forged = { headers: { cookie: `${set.split(';')[0]}x` } };
    expect((await ask('/queues/api/queues', forged)).status).to.equal(401);
  });

  it('goes nowhere but to its own pages after signing in', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/queues//evil',
      '/queuesevil',
      '/queues/\\evil',
    ])
      expect((await signIn(side.masterToken, { next })).headers.get('location'), next).to.match(
        /^\/queues($|\/\/evil$)/,
      );
  });

  it('takes changes with a cookie only from its own pages', async () => {
    const own = await cookie();
    const pause = (origin: string) =>
      ask('/queues/api/queues/fleet/pause', { method: 'PUT', headers: { cookie: own, origin } });
    expect((await pause('https://evil.example')).status).to.equal(403);
    expect((await pause('null')).status).to.equal(403);
    expect((await pause(base)).status).to.equal(200);
    expect(await side.jobs.queues.fleet.isPaused()).to.equal(true);
    const resume = await ask('/queues/api/queues/fleet/resume', {
      method: 'PUT',
      ...bearer(side.masterToken),
    });
    expect(resume.status).to.equal(200);
    expect((await signIn(side.masterToken, { origin: 'https://evil.example' })).status).to.equal(403);
  });

  it('makes an address wait after ten wrong tokens, and lets a right one in all the while', async () => {
    for (let count = 0; count < 10; count += 1) expect((await signIn('wrong')).status).to.equal(401);
    const refused = await signIn('wrong');
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
    expect((await ask('/queues/api/queues', bearer('wrong'))).status).to.equal(429);
    expect((await ask('/queues/api/queues', bearer(side.masterToken))).status).to.equal(200);
    expect((await signIn(side.masterToken)).status).to.equal(303);
  });

  it('shows what is wrong with the process, to operators only', async () => {
    expect((await ask('/queues/health')).status).to.equal(401);
    const health = await ask('/queues/health', { headers: { cookie: await cookie() } });
    expect(await health.json()).to.include.keys('status', 'checks', 'warnings');
  });

  it('lets no more than ten through that come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => signIn(`guess ${at}`)));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(401), count(429)]).to.deep.equal([10, 30]);
  });

  it('does not count right tokens, however many come at once', async () => {
    const many = Array.from({ length: 30 }, () => ask('/queues/api/queues', bearer(side.masterToken)));
    expect((await Promise.all(many)).map(({ status }) => status)).to.deep.equal(Array(30).fill(200));
    for (let count = 0; count < 15; count += 1) expect((await signIn(side.masterToken)).status).to.equal(303);
  });

  it('refuses what would break the order of chats or a job itself, and says what to do instead', async () => {
    const { id } = await side.jobs.queues.fleet.add(
      'fleet.clean-up',
      { payload: {}, offered_at: 1 },
      { delay: 60_000 },
    );
    const asked: [string, string, object?][] = [
      ['POST', '/updates/add', { name: 'telegram.update', data: {}, options: {} }],
      ['PUT', '/updates/obliterate', { force: true }],
      ['PUT', '/updates/retry/completed'],
      ['PUT', '/updates/concurrency', { concurrency: 1 }],
      ['PATCH', `/fleet/${id}/update-data`, { jobData: { payload: { forged: true } } }],
      ['PATCH', `/fleet/${id}/priority`, { priority: 1 }],
    ];
    for (const [method, path, body] of asked) {
      const headers = { ...bearer(side.masterToken).headers, 'content-type': 'application/json' };
      const response = await ask(`/queues/api/queues${path}`, {
        method,
        headers,
        body: JSON.stringify(body ?? {}),
      });
      expect(response.status, path).to.equal(409);
      expect(((await response.json()) as { message: string }).message, path).to.match(/^[A-Z].{30,}\.$/);
    }
    expect((await side.jobs.queues.fleet.getJob(id!))?.data.payload).to.deep.equal({});
    expect(await side.jobs.queues.updates.getGlobalConcurrency()).to.equal(null);
  });

  it('signs out', async () => {
    const own = await cookie();
    const page = await ask('/queues/logout', { headers: { cookie: own } });
    expect(await page.text()).to.include('Sign out?');
    const response = await ask('/queues/logout', { method: 'POST', headers: { cookie: own, origin: base } });
    expect(response.headers.get('set-cookie')).to.match(/^remnafleet_operator=; .*Max-Age=0/);
    const other = { headers: { cookie: await cookie() } };
    expect((await ask('/queues/api/queues', { headers: { cookie: own } })).status).to.equal(401);
    expect((await ask('/queues/api/queues', other)).status).to.equal(200);
  });

  it('lets no shared cache keep what the pages show', async () => {
    for (const path of ['/queues', '/queues/api/queues']) {
      const response = await ask(path, bearer(side.masterToken));
      expect(response.headers.get('cache-control'), path).to.equal('no-store');
      expect(response.headers.get('content-security-policy'), path).to.include("frame-ancestors 'none'");
    }
  });

  it('ends all sign-ins when the master token changes', async () => {
    const own = { headers: { cookie: await cookie() } };
    const before = await side.patient.get(`${side.prefix}:directory:master`);
    await side.patient.set(`${side.prefix}:directory:master`, 'f'.repeat(64));
    try {
      await waitFor(async () => (await ask('/queues/api/queues', own)).status === 401);
    } finally {
      await side.patient.set(`${side.prefix}:directory:master`, before as string);
      await waitFor(() => side.directory.masterTokenHash() === before);
    }
  });

  it('shows every queue with what it is for, and jobs with their bot and chat but no token', async () => {
    await side.addBot({ botId: '4711', username: 'sarv_bot' });
    await side.directory.refresh();
    await side.intake.updates('4711', [{ update_id: 1, message: { chat: { id: 99 }, text: 'hi' } }]);
    const data = {
      bot_id: '4711',
      payload: { sealed_token: 'v1.secret', telegram_bot_id: '1' },
      offered_at: 1,
    };
    await side.jobs.queues.bots.add('bot.forget', data);
    const read = async (queue: string) => {
      const path = `/queues/api/queues?activeQueue=${queue}&status=latest`;
      return (await ask(path, bearer(side.masterToken))).text();
    };
    const updates = await read('updates');
    for (const queue of ['bots', 'fleet', 'messages', 'updates'])
      expect(updates).to.include(`"name":"${queue}"`);
    expect(updates).to.include('"displayName":"Updates from Telegram"');
    expect(updates).to.include('telegram.update: message text · bot 4711 @sarv_bot · chat 99');
    expect(updates).to.include('in order in each chat');
    const bots = await read('bots');
    expect(bots)
      .to.include('bot.forget · bot 4711 @sarv_bot')
      .and.include('[secret]')
      .and.not.include('v1.secret');
  });
});
