import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { compiledFlags, programOf } from '../../support/processes/program.js';

const { takePrograms } = (await import('../../../scripts/embedded/take-programs.mjs' as string)) as {
  takePrograms(root: string, spare: string): Promise<string>;
};

describe('a program that a bench or a test starts', function () {
  this.timeout(30_000);

  it('is compiled beside a compiled one, and one of the sources beside those', async () => {
    expect(programOf('src/main.ts')).to.deep.equal({
      flags: ['--import', 'tsx', '--conditions=source'],
      file: path.resolve('src/main.ts'),
    });
    const programs = await takePrograms(process.cwd(), os.tmpdir());
    const asked = `import(process.argv[1]).then(({ wordsOf }) => console.log(wordsOf('src/main.ts').join('\\n')))`;
    const compiled = path.join(programs, 'test/support/processes/program.js');
    const said = execFileSync(process.execPath, ['-e', asked, compiled], { encoding: 'utf8' });
    expect(said.trim().split('\n')).to.deep.equal([...compiledFlags, path.join(programs, 'src/main.js')]);
  });

  it('runs in the image as everywhere else, and the Node at hand knows what it is told', () => {
    const command = /^CMD (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1] ?? '';
    expect(JSON.parse(command)).to.deep.equal(['node', ...compiledFlags, 'dist/src/main.js']);
    const said = execFileSync(process.execPath, [...compiledFlags, '-p', '1'], { encoding: 'utf8' });
    expect(said).to.equal('1\n');
  });

  it('is never told by scripts to compile as it starts; only the tests run from the sources', () => {
    const files = execFileSync('git', ['ls-files', 'scripts/*.ts', 'scripts/*.mjs'], { encoding: 'utf8' });
    const telling = files
      .trim()
      .split('\n')
      .filter((file) => /'tsx'|tsImport/.test(readFileSync(file, 'utf8')));
    expect(telling).to.deep.equal(['scripts/embedded/grown-servers.mjs', 'scripts/test.mjs']);
  });
});
