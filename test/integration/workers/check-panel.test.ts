import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { standardPace } from '#panels/call-limits.js';
import { openPanel } from '#panels/open-panel.js';
import { setLogLevel } from '#platform/log.js';
import { startPanel, type RunningPanel } from '../../../scripts/sandbox/panel.js';
import { checkPanel, type PanelCheck } from '../../../src/workers/check-panel.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';
import { waitFor } from '../../support/wait-for.js';

describe('meeting the panel', () => {
  let panel: RunningPanel;
  let jobs: TestJobs;
  let greeting: PanelCheck | undefined;
  before(() => setLogLevel(process.env.LOG_LEVEL ?? 'silent'));
  beforeEach(async () => {
    panel = await startPanel({ deviceCheck: true });
    jobs = openTestJobs();
  });
  afterEach(async () => {
    greeting?.stop();
    await jobs.close();
    await panel.close();
  });

  const open = () =>
    openPanel({
      address: { url: panel.url, token: panel.world.token, headers: {} },
      redis: jobs.redis,
      prefix: jobs.prefix,
      pace: { ...standardPace, callsPerSecond: 1_000, concurrency: 100 },
    });
  /** What it warns of, once it warns of something. */
  const warnings = async (): Promise<readonly string[]> => {
    const client = open();
    greeting = checkPanel(() => client);
    await waitFor(() => greeting!.warnings().length > 0, { what: 'a warning' });
    return greeting.warnings();
  };
  /** The scopes that .env.example names. */
  const needed = [...readFileSync('.env.example', 'utf8').matchAll(/[a-z-]+:(?:\*|read)(?=[,.\s])/g)].map(
    String,
  );

  it('finds nothing to say where the token has the scopes of .env.example and devices are checked', async () => {
    panel.world.scopes = needed;
    expect(needed).to.have.length(6);
    expect(await open().probe()).to.eql({ missingScopes: [], isDeviceCheckOn: true });
  });

  for (const scope of needed)
    it(`names ${scope} where the token lacks it`, async () => {
      panel.world.scopes = needed.filter((one) => one !== scope);
      const [line, ...more] = await warnings();
      expect(more).to.eql([]);
      expect(line).to.contain(`the scope ${scope}`);
    });

  it('tells the right to read from the right to change', async () => {
    panel.world.scopes = needed.map((scope) => scope.replace('*', 'read'));
    const { missingScopes } = await open().probe();
    expect(missingScopes).to.eql(['users:*', 'hwid-user-devices:*']);
  });

  it('changes nothing on the panel', async () => {
    panel.addAccount({ username: 'somebody' });
    const before = JSON.stringify(panel.accounts());
    await open().probe();
    expect(JSON.stringify(panel.accounts())).to.equal(before);
  });

  it('says that devices are not checked, in both versions', async () => {
    for (const version of ['3.3.2', '2.7.4']) {
      panel.world.deviceCheck = false;
      panel.world.version = version;
      const { isDeviceCheckOn, missingScopes } = await open().probe();
      expect({ isDeviceCheckOn, missingScopes }, version).to.eql({
        isDeviceCheckOn: false,
        missingScopes: [],
      });
    }
    expect((await warnings()).join()).to.contain('device check is off');
  });

  it('says that a version is unverified, newer ones of 3.x too, and goes on', async () => {
    for (const [version, isKnown] of [
      ['2.6.1', false],
      ['2.7.4', true],
      ['2.8.1', true],
      ['3.0.0', true],
      ['3.4.9', true],
      ['3.5.0', false],
      ['4.0.0', false],
    ] as const) {
      panel.world.version = version;
      expect(await open().version(), version).to.include({ text: version, isKnown });
    }
    expect(await open().find('b1_s1_aa'), 'spoken to as 3.x').to.equal(undefined);
    expect((await warnings()).join()).to.contain('version 4.0.0 is unverified');
  });

  it('does not take the refusal of one route for a fault of the panel', async () => {
    const client = open();
    panel.addAccount({ username: 'b1_s1_aa' });
    const account = (await client.find('b1_s1_aa'))!;
    panel.world.scopes = needed.filter((scope) => !scope.startsWith('hwid'));
    const codes = new Set<string>();
    for (let at = 0; at < 2 * standardPace.faults; at += 1)
      codes.add(
        await client.devices(account).then(
          () => 'ok',
          (error: unknown) => (error as { code: string }).code,
        ),
      );
    expect([...codes]).to.eql(['panel.forbidden']);
    expect(await client.squads(), 'the breaker is closed').to.have.length(2);
  });
});
