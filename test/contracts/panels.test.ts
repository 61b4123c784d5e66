import { expect } from 'chai';
import { standardPace } from '#panels/call-limits.js';
import { openPanel } from '#panels/open-panel.js';
import { setLogLevel } from '#platform/log.js';
import type { AccountWish } from '#panels/panel.js';
import { startPanel, usualSquads, type RunningPanel } from '../../scripts/sandbox/panel.js';
import { openTestJobs, type TestJobs } from '../support/jobs.js';
import { contractFaults } from '../support/panel-contract.js';

const endsAt = new Date('2030-01-01T00:00:00.000Z');
const wish: AccountWish & { expireAt: Date } = {
  expireAt: endsAt,
  trafficLimitBytes: 50 * 1_073_741_824,
  trafficReset: 'MONTH',
  deviceLimit: 2,
  description: 'ours',
  tag: 'PAID',
  squads: [usualSquads[0]!.uuid],
};

describe('the panel', () => {
  let jobs: TestJobs;
  before(() => {
    setLogLevel(process.env.LOG_LEVEL ?? 'silent');
    jobs = openTestJobs();
  });
  after(() => jobs.close());

  const open = (panel: RunningPanel, pace: Partial<typeof standardPace> = {}) =>
    openPanel({
      address: { url: panel.url, token: panel.world.token, headers: { 'x-api-key': 'gate' } },
      redis: jobs.redis,
      prefix: jobs.prefix,
      pace: { ...standardPace, callsPerSecond: 1_000, concurrency: 100, ...pace },
    });

  for (const version of ['3.3.2', '2.7.4'])
    describe(`in version ${version}`, () => {
      let panel: RunningPanel;
      beforeEach(async () => {
        panel = await startPanel({ version });
      });
      afterEach(() => panel.close());

      it('takes every request of ours, and the contract has no fault with requests and answers', async () => {
        const client = open(panel);
        const made = await client.create('b1_s1_aa', wish);
        if (made === 'taken') throw new Error('the name was taken');
        panel.addDevice('b1_s1_aa', 'device-0001');
        panel.addDevice('b1_s1_aa', 'device-0002');
        expect(await client.create('b1_s1_aa', wish)).to.equal('taken');
        const changed = await client.change('b1_s1_aa', { tag: null, squads: [] });
        expect(changed).to.deep.include({ status: 'ACTIVE', tag: null, squads: [] });
        expect((await client.disable(made))!.status).to.equal('DISABLED');
        expect((await client.disable(made))!.status, 'a repeat').to.equal('DISABLED');
        expect((await client.enable(made))!.status).to.equal('ACTIVE');
        expect((await client.enable(made))!.status, 'a repeat').to.equal('ACTIVE');
        const revoked = await client.revoke(made);
        expect(revoked!.subscriptionUrl).not.to.equal(made.subscriptionUrl);
        expect((await client.resetTraffic(made))!.lastTrafficResetAt).to.be.instanceOf(Date);
        expect((await client.devices(made))!.map(({ hwid }) => hwid)).to.eql(['device-0002', 'device-0001']);
        expect(await client.forgetDevices(made, 'device-0001')).to.have.length(1);
        expect(await client.forgetDevices(made, 'device-0001'), 'a repeat').to.have.length(1);
        expect(await client.forgetDevices(made)).to.eql([]);
        const squads = await client.squads();
        expect(squads.map(({ uuid, name }) => ({ uuid, name }))).to.eql(usualSquads);
        const nodes = await client.nodes();
        expect(nodes.map(({ name, countryCode, state }) => `${countryCode} ${name} ${state}`)).to.eql([
          'FI Helsinki 1 online',
          'DE Frankfurt 2 online',
          'NL Amsterdam 1 online',
        ]);
        expect(nodes[0]!.inbounds, 'one in common').to.eql(squads[0]!.inbounds);
        expect(nodes[2]!.inbounds).to.eql(squads.flatMap(({ inbounds }) => inbounds));
        expect(JSON.stringify(nodes), 'no address').not.to.contain('203.0.113');
        await client.check();
        expect((await client.find('b1_s1_aa'))!.username).to.equal('b1_s1_aa');
        expect((await client.page(null, 10)).accounts).to.have.length(1);
        expect(await client.remove(made)).to.equal(true);
        expect(await client.remove(made), 'a repeat').to.equal(false);
        expect((await client.version()).text).to.equal(version);
        expect(contractFaults(version.startsWith('2') ? '2' : '3', panel.calls)).to.eql([]);
      });

      it('tells what an account has as it was wished', async () => {
        const made = await open(panel).create('b1_s2_aa', wish);
        expect(made).to.deep.include({
          username: 'b1_s2_aa',
          status: 'ACTIVE',
          expireAt: endsAt,
          trafficLimitBytes: wish.trafficLimitBytes,
          trafficReset: 'MONTH',
          deviceLimit: 2,
          description: 'ours',
          tag: 'PAID',
          squads: wish.squads,
          usedTrafficBytes: 0,
        });
      });

      it('says that an account is not there, and never takes a wrong route for that', async () => {
        const client = open(panel);
        expect(await client.find('b1_s9_aa')).to.equal(undefined);
        expect(await client.change('b1_s9_aa', wish)).to.equal(undefined);
        panel.fail({ on: /by-username/, kind: 'status', status: 404 });
        expect(await codeOf(client.find('b1_s9_aa'))).to.equal('panel.unknown_route');
      });

      it('lists all accounts in pages, each once', async () => {
        for (let at = 0; at < 7; at += 1) panel.addAccount({ username: `other_${at}` });
        const names: string[] = [];
        let cursor: string | null = null;
        do {
          const page = await open(panel).page(cursor, 3);
          names.push(...page.accounts.map(({ username }) => username));
          cursor = page.next;
        } while (cursor !== null);
        expect(names).to.eql([0, 1, 2, 3, 4, 5, 6].map((at) => `other_${at}`));
      });
    });

  describe('in trouble', () => {
    let panel: RunningPanel;
    beforeEach(async () => {
      panel = await startPanel();
    });
    afterEach(() => panel.close());

    const troubles = [
      {
        name: 'a fault of its own',
        fault: { kind: 'status', status: 500, errorCode: 'A001' },
        code: 'panel.unavailable',
      },
      {
        name: 'a proxy that finds no panel',
        fault: { kind: 'status', status: 502 },
        code: 'panel.unavailable',
      },
      { name: 'an answer that is not JSON', fault: { kind: 'garbage' }, code: 'panel.garbage' },
      { name: 'a connection that breaks', fault: { kind: 'cut' }, code: 'panel.unreachable' },
      { name: 'too many calls', fault: { kind: 'status', status: 429 }, code: 'panel.flood' },
      {
        name: 'a token that lost its right',
        fault: { kind: 'status', status: 403 },
        code: 'panel.forbidden',
      },
      {
        name: 'a token that it does not know',
        fault: { kind: 'status', status: 401 },
        code: 'panel.unauthorized',
      },
      {
        name: 'a request that it refuses',
        fault: { kind: 'status', status: 409, errorCode: 'A777' },
        code: 'panel.refused',
      },
    ] as const;
    for (const { name, fault, code } of troubles)
      it(`${name} is ${code}`, async () => {
        panel.fail({ ...fault, on: /users/ });
        expect(await codeOf(open(panel).find('b1_s1_aa'))).to.equal(code);
      });

    it('whose clock is ahead makes us wait and is no refusal', async () => {
      const client = open(panel);
      await client.create('b1_s3_aa', wish);
      panel.world.clockAheadMs = 20 * 365 * 86_400_000;
      expect(await codeOf(client.change('b1_s3_aa', { expireAt: endsAt }))).to.equal('panel.clock_off');
    });

    it('of a version that we do not know is spoken to like the nearest one', async () => {
      panel.world.version = '9.1.0';
      const client = open(panel);
      expect(await client.version()).to.include({ text: '9.1.0', isKnown: false });
      expect(await client.create('b1_s4_aa', wish)).to.have.property('username', 'b1_s4_aa');
      panel.world.version = null;
      expect(await open(panel).version()).to.include({ major: 2, isKnown: false });
    });

    it('is left alone after some faults in a row, tried by one call, and used again when that succeeds', async () => {
      const client = open(panel, { faults: 3, firstMs: 150 });
      await client.squads();
      panel.fail({ kind: 'status', status: 503, times: 4 });
      for (let at = 0; at < 3; at += 1) expect(await codeOf(client.squads())).to.equal('panel.unavailable');
      const before = panel.calls.length;
      expect(await codeOf(client.squads())).to.equal('panel.open');
      expect(panel.calls.length, 'no call is made').to.equal(before);
      const tried = await untilTried(() => Promise.all([codeOf(client.squads()), codeOf(client.squads())]));
      expect(tried.sort(), 'one tries, and fails').to.eql(['panel.open', 'panel.unavailable']);
      const back = await untilTried(() => Promise.all([codeOf(client.squads()), codeOf(client.squads())]));
      expect(back).to.include('ok');
      expect(await codeOf(client.squads())).to.equal('ok');
    });

    it('gets no more calls at once and in a second than it may', async () => {
      panel.fail({ kind: 'slow', ms: 150, times: 10 });
      const narrow = open(panel, { concurrency: 2 });
      const codes = await Promise.all([1, 2, 3].map(() => codeOf(narrow.squads())));
      expect(codes).to.eql(['ok', 'ok', 'ok']);
      panel.mend();
      const slow = open(panel, { callsPerSecond: 3 });
      const many = await Promise.all([1, 2, 3, 4, 5, 6].map(() => codeOf(slow.squads())));
      expect(many).to.include('panel.paced');
    });
  });
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

/** Repeats until the breaker let a call through. */
async function untilTried(work: () => Promise<string[]>): Promise<string[]> {
  for (;;) {
    const codes = await work();
    if (codes.some((code) => code !== 'panel.open')) return codes;
  }
}
