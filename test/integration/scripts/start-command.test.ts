import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import {
  childrenOf,
  isAlive,
  startFleetCommand,
  untilRunning,
  type StartRun,
} from '../../support/processes/start-command.js';
import { patience } from '../../support/patience.js';
import { freePort } from '../../support/servers/free-port.js';
import { waitFor } from '../../support/wait-for.js';

const run = promisify(execFile);
const typescript = ['--import', 'tsx', '--conditions=source'];

describe('npm start', function () {
  this.timeout(180_000);
  let scratch: string;

  before(() => {
    scratch = mkdtempSync(path.join(os.tmpdir(), 'remnafleet start-'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  describe('refuses what is wrong in one line that names the cure', () => {
    const faults: readonly [string, Record<string, string>, RegExp][] = [
      ['a port that is none', { PORT: '80x' }, /PORT is "80x".* Set PORT to a number/],
      ['a malformed token', { BOT_TOKEN: 'abc' }, /BOT_TOKEN is not a token as BotFather gives it/],
      ['an unknown role', { ROLES: 'cook' }, /ROLES may hold only ingress, poller, worker/],
      ['a database that is not PostgreSQL', { DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL must begin with/],
      [
        'a database nobody serves',
        { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' },
        /PostgreSQL of DATABASE_URL cannot be used \(.*ECONNREFUSED.*\)\. Start it/,
      ],
      [
        'a Redis nobody serves',
        { REDIS_URL: 'redis://127.0.0.1:1' },
        /Redis of REDIS_URL cannot be used \(.*ECONNREFUSED.*\)\. Start it/,
      ],
      ['a directory that cannot be made', { DATA_DIR: '/proc/remnafleet' }, /DATA_DIR .* Set DATA_DIR to/],
    ];
    for (const [what, variables, line] of faults) {
      it(what, async () => {
        const started = await startFleetCommand({ DATA_DIR: path.join(scratch, 'faults'), ...variables });
        expect(await started.ended).to.equal(1);
        expect(faultLines(started)).to.have.lengthOf(1);
        expect(faultLines(started)[0]).to.match(line);
      });
    }

    it('a port that another program has', async () => {
      const other = createServer();
      const port = await freePort();
      await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
      const started = await startFleetCommand({
        DATA_DIR: path.join(scratch, 'faults'),
        PORT: String((other.address() as AddressInfo).port),
      });
      expect(await started.ended).to.equal(1);
      other.close();
      expect(faultLines(started)[0]).to.match(/cannot be listened on: another program has it/);
    });

    it('secrets that are gone while their database is there', async () => {
      const directory = path.join(scratch, 'lost-secrets');
      mkdirSync(path.join(directory, 'postgres', 'cluster'), { recursive: true });
      writeFileSync(path.join(directory, 'postgres', 'cluster', 'PG_VERSION'), '15\n');
      const started = await startFleetCommand({ DATA_DIR: directory });
      expect(await started.ended).to.equal(1);
      expect(faultLines(started)[0]).to.match(/secrets\.json is missing.*backup/);
    });
  });

  it('runs two demo bots, meets other commands, survives SIGKILL and ends on Ctrl-C without a trace', async () => {
    const directory = path.join(scratch, 'whole life');
    const first = await startFleetCommand({ DATA_DIR: directory, LOG_LEVEL: 'info' });
    await untilRunning(first);
    expect(first.output())
      .to.match(/Chat page +http:/)
      .and.to.match(/API token +\S{40,} .*shown this once/);
    expect(statSync(path.join(directory, 'running.json')).mode & 0o777).to.equal(0o600);
    expect(readFileSync(path.join(directory, 'running.json'), 'utf8')).to.not.match(/BOT_TOKEN|API_TOKEN/);
    const log = path.join(directory, 'log', 'fleet.log');
    expect(first.output())
      .to.include(`Log         ${log}`)
      .and.to.not.match(/\{"level"|Master bot @/);
    const jobs = () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"msg":"job"'));
    await waitFor(() => jobs().length > 2, { timeoutMs: 20_000, what: 'lines of jobs in the log' });
    const bots = await runBeside(directory, 'list-bots');
    expect(bots.trim().split('\n')).to.have.lengthOf(2);
    expect(await runBeside(directory, 'migrate', 'status')).to.match(/^001-\S+ +20\d\d-/);

    await crashMain(first, directory);
    expect(await runBeside(directory, 'list-bots')).to.equal(bots);

    const beside = await startFleetCommand({ DATA_DIR: directory });
    expect(await beside.ended).to.equal(1);
    expect(faultLines(beside)[0]).to.match(/already running in .* \(process \d+\)\. Stop that one first/);

    const orphans = Object.values(childrenOf(directory)).map(({ pid }) => pid);
    first.signal('SIGKILL');
    await first.ended;
    const second = await startFleetCommand({ DATA_DIR: directory });
    await untilRunning(second);
    expect(second.output()).to.include('the run before was killed');
    expect(orphans.filter(isAlive)).to.deep.equal([]);
    expect(await runBeside(directory, 'list-bots')).to.equal(bots);

    const children = Object.values(childrenOf(directory)).map(({ pid }) => pid);
    const askedAt = performance.now();
    second.signal('SIGINT');
    expect(await second.ended).to.equal(0);
    expect(performance.now() - askedAt).to.be.below(10_000 * patience);
    expect(children).to.have.length.above(3);
    expect(children.filter(isAlive)).to.deep.equal([]);
    expect(existsSync(path.join(directory, 'running.json'))).to.equal(false);
    expect(existsSync(path.join(directory, 'start.lock'))).to.equal(false);
  });
});

function faultLines(started: StartRun): string[] {
  expect(started.output()).to.not.match(/\n\s+at /, 'a stack is no line for people');
  return started
    .output()
    .split('\n')
    .filter((line) => line.startsWith('✗'));
}

/** Kills the fleet's process, and waits until another one is at work in its place. */
async function crashMain(started: StartRun, directory: string): Promise<void> {
  const { pid } = childrenOf(directory).main!;
  process.kill(pid, 'SIGKILL');
  await waitFor(() => started.output().includes('The fleet runs again.'), {
    timeoutMs: 60_000,
    what: 'the fleet runs again after a crash',
  });
  expect(started.output()).to.match(/ended by itself, by SIGKILL\. It is started again in 1 s/);
  const next = childrenOf(directory).main!.pid;
  expect([next === pid, isAlive(next)]).to.deep.equal([false, true]);
}

/** What a script says that knows the fleet by its directory alone, as one in a second terminal does. */
async function runBeside(directory: string, script: string, ...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, DATA_DIR: directory };
  return (await run(process.execPath, [...typescript, `scripts/${script}.ts`, ...args], { env })).stdout;
}
