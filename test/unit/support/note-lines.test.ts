import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect } from 'chai';
import { noteLines } from '../../support/processes/note-lines.js';

describe('what a process writes to two streams', () => {
  it('is noted in whole lines, none within another and no character cut, the last one without an end too', async () => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    let text = '';
    for (const stream of [out, err]) noteLines(stream, (lines) => (text += lines));
    const persian = Buffer.from('{"msg":"سلام"}\n');
    out.write(persian.subarray(0, 9)); // In the middle of a letter.
    err.write('a warn');
    out.write(persian.subarray(9));
    err.end('ing\nand the rest');
    out.end('{"msg":"stopped"}\n');
    await Promise.all([out, err].map((stream) => finished(stream)));
    expect(text.split('\n').sort()).to.deep.equal([
      'a warning',
      'and the rest',
      '{"msg":"stopped"}',
      '{"msg":"سلام"}',
    ]);
  });
});
