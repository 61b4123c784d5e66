import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';

interface FleetLog {
  readonly file: string;
  readonly ended: Promise<void>;
  goLive(): void;
}
interface Options {
  readonly stream: PassThrough;
  readonly directory: string;
  readonly show: (line: string) => void;
  readonly fullBytes?: number;
  readonly clock?: () => number;
}
const { takeFleetLog } = (await import('../../../scripts/embedded/fleet-log.mjs' as string)) as {
  takeFleetLog(options: Options): FleetLog;
};

const line = (level: string, more: Record<string, unknown> = {}): string =>
  `${JSON.stringify({ level, time: 0, pid: 1, ...more })}\n`;

describe('the log of npm start without BOT_TOKEN', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'remnafleet-log-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  async function take(chunks: readonly (string | Buffer)[], more: Partial<Options> = {}) {
    const stream = new PassThrough();
    const shown: string[] = [];
    const log = takeFleetLog({ stream, directory, show: (text) => shown.push(text), ...more });
    log.goLive();
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
    await log.ended;
    return { shown, file: log.file };
  }

  it('keeps every line in the file, however the stream is cut, and shows warnings and errors only', async () => {
    const text =
      line('info', { job: 'updates.handle', msg: 'job' }) +
      line('warn', {
        job: 'updates.handle',
        bot: '2',
        chat: '5',
        outcome: 'snooze',
        reason: 'به زودی',
        msg: 'job',
      });
    const bytes = Buffer.from(text);
    const { shown, file } = await take([...bytes].map((byte) => Buffer.from([byte])));
    expect(readFileSync(file, 'utf8')).to.equal(text);
    expect(shown).to.have.lengthOf(1);
    expect(shown[0]).to.match(
      /^\d\d:\d\d:\d\d {2}WARN {3}updates\.handle {2}bot 2 {2}chat 5 {2}outcome=snooze reason="به زودی"$/,
    );
  });

  it('shows an error by its message, on one line, without characters that move the cursor', async () => {
    const err = {
      name: 'Error',
      message: 'first\nsecond \u001b[2J\u202Eend',
      stack: 'Error: first\n    at x',
    };
    const { shown } = await take([line('error', { bot: '2', err, msg: 'a request met a bug' })]);
    expect(shown[0]).to.match(/ERROR {2}bot 2 {2}a request met a bug: first second +\[2J end$/);
  });

  it('shows lines that are no JSON and keeps them out of the file: a token is shown once', async () => {
    const { shown, file } = await take(['Its API token (shown this once): rf_x\n', line('info')]);
    expect(shown).to.deep.equal(['Its API token (shown this once): rf_x']);
    expect(readFileSync(file, 'utf8')).to.equal(line('info'));
  });

  it('shows the same warning of many chats once in ten seconds and counts the others', async () => {
    const clock = { ms: 0 };
    const stream = new PassThrough();
    const shown: string[] = [];
    const options = { stream, directory, show: (text: string) => shown.push(text), clock: () => clock.ms };
    const { ended, goLive } = takeFleetLog(options);
    goLive();
    const warn = (chat: number) => stream.write(line('warn', { bot: '2', chat, msg: 'redis is away' }));
    for (let chat = 1; chat <= 50; chat += 1) warn(chat);
    await new Promise((resolve) => setImmediate(resolve));
    clock.ms = 10_000;
    warn(51);
    stream.end();
    await ended;
    expect(shown).to.have.lengthOf(2);
    expect(shown[1]).to.match(/chat 51 {2}redis is away {2}\(and 49 like it before\)$/);
  });

  it('holds back the warnings of the start: a fleet that becomes ready drops them, one that ends shows them', async () => {
    const seen = async (becomesReady: boolean) => {
      const stream = new PassThrough();
      const shown: string[] = [];
      const { ended, goLive } = takeFleetLog({ stream, directory, show: (text) => shown.push(text) });
      stream.write(line('warn', { msg: 'redis is new' }));
      await new Promise((resolve) => setImmediate(resolve));
      if (becomesReady) goLive();
      stream.end(line('error', { msg: 'the end' }));
      await ended;
      return shown.map((text) => text.split('  ').at(-1)?.trim());
    };
    expect(await seen(true)).to.deep.equal(['the end']);
    expect(await seen(false)).to.deep.equal(['redis is new', 'the end']);
  });

  it('begins a new file when one is full, keeps one old, and goes on in the one of the run before', async () => {
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => line('info', { n: from + index }));
    const lines = numbered(1, 9);
    const fullBytes = Buffer.byteLength(lines.slice(0, 4).join(''));
    await take(lines.slice(0, 3), { fullBytes });
    const { file } = await take(lines.slice(3), { fullBytes });
    const [before, now] = [readFileSync(`${file}.1`, 'utf8'), readFileSync(file, 'utf8')];
    expect(before + now).to.equal(
      lines.slice(-before.split('\n').length - now.split('\n').length + 2).join(''),
    );
    expect(now.endsWith(lines[8]!)).to.equal(true);
    expect(Math.max(before.length, now.length)).to.be.at.most(fullBytes);
  });

  it('shows the torn last line of a killed fleet, and says once that the file cannot be written', async () => {
    const { shown } = await take([line('info'), line('info'), '{"level":"error","ms'], {
      directory: '/dev/null',
    });
    expect(shown).to.have.lengthOf(2);
    expect(shown[0]).to.match(/^The log \/dev\/null\/log\/fleet\.log cannot be written \(.+\)\.$/);
    expect(shown[1]).to.equal('{"level":"error","ms');
  });
});
