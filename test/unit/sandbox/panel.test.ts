import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RemnawaveWebhookEventSchema } from '@remnawave/backend-contract';
import { expect } from 'chai';
import { isSigned } from '#panels/read-event.js';
import { dayMs } from '#platform/units.js';
import { startPanel, usualSquads, type RunningPanel } from '../../../scripts/sandbox/panel.js';
import type { PanelEventBody } from '../../../scripts/sandbox/panel/world.js';
import { waitFor } from '../../support/wait-for.js';

const soon = (): string => new Date(Date.now() + 30 * dayMs).toISOString();

/** What the stand-in must do as the real panel was seen to do it (3.3.2). */
describe('the stand-in for the panel', () => {
  let panel: RunningPanel;
  let events: PanelEventBody[];
  beforeEach(async () => {
    panel = await startPanel();
    events = [];
    panel.world.onEvent = (body) => void events.push(body);
  });
  afterEach(() => panel.close());

  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${panel.url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${panel.world.token}`,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'https',
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
  const make = async (fields: object = {}) =>
    (await call('POST', '/users', { username: 'b1_s1_aa', expireAt: soon(), ...fields })).body.response;
  const status = (): string => panel.account('b1_s1_aa')!.status;
  const names = (): string[] => events.map(({ event }) => event);

  it('tells of each change that is asked of it, in the form of the contract', async () => {
    const { id } = await make();
    panel.world.deviceCheck = true;
    panel.addDevice('b1_s1_aa', 'device-0001');
    panel.addDevice('b1_s1_aa', 'device-0002');
    await call('PATCH', '/users', { username: 'b1_s1_aa', tag: 'PAID' });
    for (const action of ['disable', 'enable', 'reset-traffic', 'revoke'])
      await call('POST', `/users/${id}/actions/${action}`, {});
    await call('POST', '/hwid/devices/delete', { userId: id, hwid: 'device-0001' });
    await call('POST', '/hwid/devices/delete-all', { userId: id });
    await call('DELETE', `/users/${id}`);
    expect(names()).to.eql([
      'user.created',
      'user.modified',
      'user.disabled',
      'user.enabled',
      'user.traffic_reset',
      'user.revoked',
      'user_hwid_devices.deleted',
      'user.deleted',
    ]);
    for (const body of events) {
      const read = RemnawaveWebhookEventSchema.safeParse(body);
      expect(read.success, `${body.event}: ${read.error?.message}`).to.equal(true);
      expect(body).to.have.property('meta', null);
    }
  });

  it('leaves out the servers in what it tells of devices and of ends to come, and nowhere else', async () => {
    panel.world.deviceCheck = true;
    await make({
      activeInternalSquads: [usualSquads[0]!.uuid],
      expireAt: new Date(Date.now() + 3 * dayMs).toISOString(),
    });
    await fetch(`${panel.url}/api/sub/${panel.account('b1_s1_aa')!.shortUuid}`, {
      headers: { 'x-hwid': 'device-0001' },
    });
    panel.passTime(dayMs + 60_000);
    const squads = Object.fromEntries(
      events.map(({ event, data }) => [
        event,
        ((data.user ?? data) as { activeInternalSquads: unknown[] }).activeInternalSquads.length,
      ]),
    );
    expect(squads).to.eql({ 'user.created': 1, 'user_hwid_devices.added': 0, 'user.expiration': 0 });
    expect(events.filter(({ event }) => event === 'user.expiration').map(({ meta }) => meta)).to.deep.include(
      {
        expiration: -48,
      },
    );
  });

  it('moves no state by a change but ACTIVE to DISABLED, EXPIRED by another end, LIMITED by a larger limit', async () => {
    const { expireAt } = await make({ trafficLimitBytes: 100 });
    const change = (fields: object) => call('PATCH', '/users', { username: 'b1_s1_aa', ...fields });
    const account = panel.account('b1_s1_aa')!;
    for (const stopped of ['LIMITED', 'EXPIRED'] as const) {
      account.status = stopped;
      expect((await change({ status: 'DISABLED' })).status, stopped).to.equal(200);
      expect(status()).to.equal(stopped);
      await change({ expireAt, trafficLimitBytes: 100 });
      expect(status(), 'the same once more').to.equal(stopped);
      await change({ status: 'ACTIVE' });
      expect(status()).to.equal('ACTIVE');
    }
    account.status = 'EXPIRED';
    await change({ expireAt: new Date(Date.now() + 5 * dayMs).toISOString() });
    expect(status()).to.equal('ACTIVE');
    Object.assign(account, { status: 'LIMITED', usedTrafficBytes: 500 });
    await change({ trafficLimitBytes: 200 });
    expect(status(), 'still used up, but the job has not come yet').to.equal('ACTIVE');
    panel.passTime(45_000);
    expect(status()).to.equal('LIMITED');
    for (const [action, after] of [
      ['disable', 'DISABLED'],
      ['enable', 'ACTIVE'],
    ] as const) {
      expect((await call('POST', `/users/${account.id}/actions/${action}`)).status).to.equal(200);
      expect(status()).to.equal(after);
      const repeat = await call('POST', `/users/${account.id}/actions/${action}`);
      expect(repeat.body.errorCode).to.equal(action === 'disable' ? 'A029' : 'A030');
    }
  });

  it('ends accounts each half minute, and limits them each 45 s', async () => {
    await make({ expireAt: new Date(Date.now() - 1_000).toISOString() });
    expect(status(), 'made with an end in the past').to.equal('ACTIVE');
    panel.passTime(30_000);
    expect(status()).to.equal('EXPIRED');
    expect(names()).to.eql(['user.created', 'user.expired']);
  });

  it('has its device check off as it is seeded; on, it refuses devices beyond the limit and apps without an id', async () => {
    await make({ hwidDeviceLimit: 1, activeInternalSquads: [usualSquads[0]!.uuid] });
    const account = panel.account('b1_s1_aa')!;
    const open = async (hwid?: string) => {
      const response = await fetch(`${panel.url}/api/sub/${account.shortUuid}`, {
        headers: hwid === undefined ? {} : { 'x-hwid': hwid },
      });
      const told = ['not-supported', 'max-devices-reached'].filter((name) =>
        response.headers.get(`x-hwid-${name}`),
      );
      return `${(await response.text()).slice(0, 5)} ${told.join()}`.trim();
    };
    const settings = async () => (await call('GET', '/subscription-settings')).body.response.hwidSettings;
    expect(await settings()).to.include({ enabled: false, fallbackDeviceLimit: 999 });
    expect([await open(), await open('device-0001'), await open('device-0002')]).to.eql(
      Array.from({ length: 3 }, () => 'vless'),
    );
    expect(account.devices).to.have.length(2);
    panel.world.deviceCheck = true;
    expect((await settings()).enabled).to.equal(true);
    expect(await open('device-0002'), 'a known one').to.equal('vless');
    expect(await open('device-0003')).to.equal('Limit max-devices-reached');
    expect(await open()).to.equal('App n not-supported');
    account.hwidDeviceLimit = 0;
    expect([await open(), await open('device-0003')]).to.eql(['vless', 'vless']);
  });

  it('refuses in the words of the real one', async () => {
    const squad = usualSquads[0]!.uuid;
    const { id } = await make({ activeInternalSquads: [squad] });
    const asked: [string, string, string, unknown, number, string | undefined][] = [
      [
        'an unknown squad',
        'POST',
        '/users',
        {
          username: 'b1_s2_aa',
          expireAt: soon(),
          activeInternalSquads: ['7d3c1c3e-0000-4000-8000-0000000000ff'],
        },
        500,
        'A018',
      ],
      [
        'a squad twice',
        'POST',
        '/users',
        { username: 'b1_s2_aa', expireAt: soon(), activeInternalSquads: [squad, squad] },
        500,
        'A018',
      ],
      ['NUL', 'POST', '/users', { username: 'b1_s2_aa', expireAt: soon(), description: '\0' }, 500, 'A018'],
      [
        'too many devices',
        'POST',
        '/users',
        { username: 'b1_s2_aa', expireAt: soon(), hwidDeviceLimit: 2 ** 31 },
        500,
        'A018',
      ],
      [
        'half a byte',
        'POST',
        '/users',
        { username: 'b1_s2_aa', expireAt: soon(), trafficLimitBytes: 1.5 },
        500,
        'A018',
      ],
      [
        'an unknown squad in a change',
        'PATCH',
        '/users',
        { username: 'b1_s1_aa', activeInternalSquads: ['7d3c1c3e-0000-4000-8000-0000000000ff'] },
        500,
        'A039',
      ],
      ['a taken name', 'POST', '/users', { username: 'b1_s1_aa', expireAt: soon() }, 400, 'A019'],
      ['a short id of a device', 'POST', '/hwid/devices/delete', { userId: id, hwid: 'short' }, 404, 'A204'],
      ['devices of nobody', 'GET', '/hwid/devices/999', undefined, 404, 'A025'],
      ['nobody', 'GET', '/users/999', undefined, 404, 'A063'],
      ['a key that is no number', 'GET', '/users/abc', undefined, 400, undefined],
      ['a cursor that is no number', 'GET', '/users/stream?cursor=abc', undefined, 400, undefined],
      ['broken JSON', 'POST', '/users', '{', 400, undefined],
      [
        'a field that it does not know, more strictly',
        'PATCH',
        '/users',
        { username: 'b1_s1_aa', colour: 1 },
        400,
        undefined,
      ],
    ];
    for (const [what, method, path, body, expected, code] of asked) {
      const answer = await call(method, path, body);
      expect([answer.status, answer.body.errorCode], what).to.eql([expected, code]);
    }
    panel.world.scopes = ['users:read'];
    expect((await call('GET', '/users')).status).to.equal(200);
    for (const [method, path] of [
      ['POST', '/users'],
      ['GET', '/hwid/devices'],
      ['GET', '/internal-squads'],
    ] as const)
      expect((await call(method, path, method === 'POST' ? {} : undefined)).status, path).to.equal(403);
  });

  it('lists newest first, and takes a removed squad from its accounts without a word', async () => {
    for (const username of ['one', 'two', 'three']) panel.addAccount({ username });
    const { response } = (await call('GET', '/users')).body;
    expect(response.users.map((user: { username: string }) => user.username)).to.eql(['three', 'two', 'one']);
    const squad = usualSquads[1]!.uuid;
    await make({ activeInternalSquads: [squad] });
    events = [];
    expect((await call('DELETE', `/internal-squads/${squad}`)).status).to.equal(204);
    expect(panel.account('b1_s1_aa')!.squads).to.eql([]);
    expect(names()).to.eql([]);
  });

  it('gives links of its own domain, with ids of 16 letters, digits, - and _', async () => {
    for (let at = 0; at < 50; at += 1) panel.addAccount({ username: `user_${at}` });
    for (const { username, shortUuid } of panel.accounts()) {
      expect(shortUuid).to.match(/^[A-Za-z0-9_-]{16}$/);
      expect(panel.linkOf(username)).to.equal(`${panel.url.replace('http:', 'https:')}/api/sub/${shortUuid}`);
    }
    expect(
      panel
        .accounts()
        .map(({ shortUuid }) => shortUuid)
        .join(''),
    ).to.match(/[-_]/);
  });

  it('sends each event four times at most, each on its own, so that they overtake each other', async () => {
    const seen: string[] = [];
    let refused = 0;
    const listener = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        const signature = String(request.headers['x-remnawave-signature']);
        const { event } = JSON.parse(body.toString()) as PanelEventBody;
        const isRight = isSigned(body, signature, panel.world.webhookSecret);
        const isFirst = event === 'user.created' && !seen.includes('user.modified');
        if (event === 'user.deleted' || isFirst) refused += 1;
        else seen.push(isRight ? event : 'not signed');
        response.writeHead(event === 'user.deleted' || isFirst ? 503 : 200).end();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', () => resolve()));
    await panel.close();
    panel = await startPanel({
      webhookUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`,
      resendMs: 40,
    });
    const { id } = await make();
    await call('PATCH', '/users', { username: 'b1_s1_aa', tag: 'PAID' });
    await waitFor(() => seen.length === 2, { what: 'both came' });
    expect(seen).to.eql(['user.modified', 'user.created']);
    refused = 0;
    await call('DELETE', `/users/${id}`);
    await waitFor(() => refused === 4, { what: 'four tries' });
    listener.close();
  });
});
