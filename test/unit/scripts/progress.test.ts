import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { waitFor } from '../../support/wait-for.js';

interface Options {
  readonly out: PassThrough;
  readonly everyMs: number;
}
const { tellElapsed } = (await import('../../../scripts/embedded/progress.mjs' as string)) as {
  tellElapsed(topic: string, startedAt: number, options: Options): () => void;
};

describe('the seconds of a long step', () => {
  function told(isTTY: boolean): { text: () => string; stop: () => void } {
    let text = '';
    const out = Object.assign(new PassThrough(), { isTTY });
    out.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const stop = tellElapsed('Packages', performance.now() - 42_000, { out, everyMs: 2 });
    return { text: () => text, stop };
  }

  it('count up in one line of a terminal, which is clean at the end', async () => {
    const { text, stop } = told(true);
    await waitFor(() => text().includes('42 s so far'), { what: 'the seconds' });
    stop();
    await waitFor(() => text().endsWith('\r\x1b[K'), { what: 'the clean line' });
    expect(text())
      .to.match(/^\r {2}Packages {4}… 42 s so far/)
      .and.to.not.include('\n');
  });

  it('are a line each time in a file or a pipe', async () => {
    const { text, stop } = told(false);
    await waitFor(() => text().includes('42 s so far\n'), { what: 'the seconds' });
    stop();
    expect(text()).to.match(/^( {2}Packages {4}… 42 s so far\n)+$/);
  });
});
