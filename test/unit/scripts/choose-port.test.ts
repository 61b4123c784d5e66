import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import { freePort } from '../../support/servers/free-port.js';

const { chooseSandboxPort } = (await import('../../../scripts/embedded/fleet-steps.mjs' as string)) as {
  chooseSandboxPort(httpPort: number, wanted?: number): Promise<{ port: number; note: string }>;
};

const { chooseMetricsPort, metricsSite } = (await import(
  '../../../scripts/embedded/choose-port.mjs' as string
)) as {
  chooseMetricsPort(given: string | undefined, httpPort: number): Promise<string>;
  metricsSite(text: string): string;
};

describe('the port for operators', () => {
  it('is what was asked for, else a free one of this machine only, and never the fleet’s own', async () => {
    expect(await chooseMetricsPort('0.0.0.0:9999', 8080)).to.equal('0.0.0.0:9999');
    expect(await chooseMetricsPort(undefined, 8080)).to.match(/^127\.0\.0\.1:\d{4,5}$/);
    expect(await chooseMetricsPort('', 9464)).to.not.equal('127.0.0.1:9464');
  });

  it('is reached from this machine wherever it listens', () => {
    expect(metricsSite('9464')).to.equal('http://127.0.0.1:9464');
    expect(metricsSite('0.0.0.0:9464')).to.equal('http://127.0.0.1:9464');
    expect(metricsSite('10.0.0.7:9464')).to.equal('http://10.0.0.7:9464');
    expect(metricsSite('[::1]:9464')).to.equal('http://[::1]:9464');
  });
});

describe('the port of the chat page', () => {
  let other: Server | undefined;
  afterEach(() => other?.close());

  async function take(port: number): Promise<void> {
    other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
  }

  it('is the usual one without a word, when nobody has it', async () => {
    const wanted = await freePort();
    expect(await chooseSandboxPort(1, wanted)).to.deep.equal({ port: wanted, note: '' });
  });

  it("is never the fleet's own, which is chosen but not listened on yet", async () => {
    const wanted = await freePort();
    const { port, note } = await chooseSandboxPort(wanted, wanted);
    expect(port).to.be.above(wanted);
    expect(note).to.equal(`port ${wanted} is the fleet's own, so the chat page of this run has ${port}`);
  });

  it("skips both a taken one and the fleet's own, and says so", async () => {
    const wanted = await freePort();
    await take(wanted);
    const { port, note } = await chooseSandboxPort(wanted + 1, wanted);
    expect(port).to.not.be.oneOf([wanted, wanted + 1]);
    expect(note).to.equal(`port ${wanted} is taken, so the chat page of this run has ${port}`);
  });
});
