import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import ts from 'typescript';
import { waitFor } from '../../support/wait-for.js';

const run = promisify(execFile);
const module = path.resolve('scripts/build/build-once.mjs');
interface Built {
  readonly directory: string;
  readonly isNew: boolean;
}
const { buildOnce } = (await import(module)) as {
  buildOnce(root: string, places?: { spare?: string }): Promise<Built>;
};
const { CIRCUMSTANCES } = (await import(path.resolve('scripts/build/compile.mjs'))) as {
  CIRCUMSTANCES: { OPTIONS: { tsconfigRaw: { compilerOptions: Record<string, unknown> } } };
};

describe('the build of npm start and the benches', function () {
  this.timeout(60_000);
  let root: string;
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const drafts = (home = path.join(root, '.build')) =>
    readdirSync(home).filter((name) => /^\.draft/.test(name));
  const output = (directory: string, file = 'src/main.js') =>
    execFileSync(process.execPath, ['--enable-source-maps', path.join(directory, file)], {
      encoding: 'utf8',
    });
  const faultOf = (made: Promise<Built>) =>
    made.then(
      () => 'no fault',
      (error: unknown) => (error as Error).message,
    );
  /** A process of its own that builds, as the user given; what it says is the directory, or the fault. */
  const asked = `const { buildOnce } = await import(process.argv[1]);
    const spare = process.argv[3] || undefined;
    const say = ({ directory, message }) => console.log(directory ?? message);
    await buildOnce(process.argv[2], { spare }).then(say, say);`;
  const words = (spare = '') => ['--input-type=module', '-e', asked, module, root, spare];

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'remnafleet build-'));
    for (const folder of ['migrations', 'scripts', 'test/support', 'test/factories'])
      mkdirSync(path.join(root, folder), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
    write('src/word.ts', `export const word: string = 'one';\n`);
    write('src/main.ts', `import { word } from '#word.js';\nconsole.log(word);\n`);
  });
  afterEach(() => {
    chmodSync(root, 0o755);
    rmSync(root, { recursive: true, force: true });
  });

  it('is made once for the same sources, and anew for others, beside the one that may be running', async () => {
    const first = await buildOnce(root);
    expect([first.isNew, output(first.directory)]).to.deep.equal([true, 'one\n']);
    const again = await buildOnce(root);
    expect(again).to.deep.equal({ directory: first.directory, isNew: false });
    const { mtime } = statSync(path.join(root, 'src/word.ts'));
    write('src/word.ts', `export const word: string = 'two';\n`);
    // Tools that unpack or restore files set their times: it is the text that counts.
    utimesSync(path.join(root, 'src/word.ts'), mtime, mtime);
    const next = await buildOnce(root);
    expect([output(next.directory), output(first.directory)]).to.deep.equal(['two\n', 'one\n']);
  });

  it('holds nothing of a source that is gone, and all that is no TypeScript', async () => {
    write('src/gone.ts', 'export {};\n');
    write('scripts/sandbox/page/app.css', 'body {}\n');
    const before = await buildOnce(root);
    expect(existsSync(path.join(before.directory, 'src/gone.js'))).to.equal(true);
    rmSync(path.join(root, 'src/gone.ts'));
    const { directory } = await buildOnce(root);
    expect(readdirSync(path.join(directory, 'src')).sort()).to.deep.equal(['main.js', 'word.js']);
    expect(readFileSync(path.join(directory, 'scripts/sandbox/page/app.css'), 'utf8')).to.equal('body {}\n');
  });

  it('says of a fault at run time the file and the line of the source', async () => {
    write(
      'src/main.ts',
      `interface Gone {\n  a: string;\n}\nexport type { Gone };\nthrow new Error('here');\n`,
    );
    const { directory } = await buildOnce(root);
    const { stderr } = (await run(process.execPath, [
      '--enable-source-maps',
      path.join(directory, 'src/main.js'),
    ]).catch((error: unknown) => error)) as { stderr: string };
    expect(stderr).to.include(`${path.join(root, 'src/main.ts')}:5`);
  });

  it('says of a source that cannot be compiled where it is wrong, in one line, and leaves nothing', async () => {
    write('src/word.ts', `export const word = 'one';\nconst = 2;\n`);
    expect(await faultOf(buildOnce(root))).to.match(
      /^src\/word\.ts:2:7 cannot be compiled: .+ Mend that line/,
    );
    expect(readdirSync(path.join(root, '.build'))).to.deep.equal([]);
  });

  it('knows decorators and fields as the types are checked with them', () => {
    const { config } = ts.readConfigFile('tsconfig.json', (file) => readFileSync(file, 'utf8')) as {
      config: { compilerOptions: Record<string, unknown> };
    };
    const { compilerOptions } = CIRCUMSTANCES.OPTIONS.tsconfigRaw;
    expect(config.compilerOptions).to.include(compilerOptions);
    expect(compilerOptions).to.include.keys('experimentalDecorators', 'useDefineForClassFields');
  });

  it('is whole for each of several processes that start at once', async () => {
    const said = await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, words())));
    const directories = new Set(said.map(({ stdout }) => stdout.trim()));
    expect([...directories].map((directory) => output(directory))).to.deep.equal(['one\n']);
    expect(drafts()).to.deep.equal([]);
  });

  it('is never half there: one that was killed counts for nothing and is cleared away', async () => {
    for (let n = 0; n < 600; n += 1) write(`src/many/file-${n}.ts`, `export const n: number = ${n};\n`);
    const killed = spawn(process.execPath, words(), { stdio: 'ignore' });
    const ended = once(killed, 'exit');
    const begun = () => existsSync(path.join(root, '.build')) && drafts().length > 0;
    await waitFor(begun, { timeoutMs: 20_000, what: 'a draft' });
    killed.kill('SIGKILL');
    await ended;
    const [draft = ''] = drafts();
    expect(readdirSync(path.join(root, '.build'))).to.deep.equal([draft]);
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(path.join(root, '.build', draft), long, long);
    const { directory, isNew } = await buildOnce(root);
    expect([isNew, output(directory)]).to.deep.equal([true, 'one\n']);
    expect(readdirSync(path.join(root, '.build'))).to.deep.equal([path.basename(directory)]);
  });

  it('is made again when files of it were lost, as by a power cut or a cleaner of old files', async () => {
    const { directory } = await buildOnce(root);
    const losses = [
      () => truncateSync(path.join(directory, 'src/word.js')),
      () => rmSync(path.join(directory, 'src/word.js')),
      () => truncateSync(path.join(directory, 'build.json')),
      () => rmSync(path.join(directory, 'node_modules')),
    ];
    for (const lose of losses) {
      lose();
      expect(await buildOnce(root)).to.deep.equal({ directory, isNew: true });
      expect(output(directory)).to.equal('one\n');
    }
    expect(drafts()).to.deep.equal([]);
  });

  it('lies with the data where the checkout cannot be written, and says so where nothing can', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const nobody = { uid: 65_534, gid: 65_534 };
    const spare = path.join(root, 'data');
    mkdirSync(spare);
    execFileSync('chown', ['65534', spare]);
    chmodSync(root, 0o755);
    const asNobody = async (place: string) =>
      (await run(process.execPath, words(place), nobody)).stdout.trim();
    const directory = await asNobody(spare);
    expect(path.dirname(directory)).to.equal(path.join(spare, 'build'));
    expect(output(directory)).to.equal('one\n');
    expect(await asNobody('')).to.match(
      /^The compiled code cannot be written \(.*\.build: EACCES\)\. Make that writable/,
    );
    const made = await buildOnce(root);
    expect(await asNobody(''), 'one that is there needs no writing').to.equal(made.directory);
  });

  it('does not pile up: five stay, and those of the last hour', async () => {
    const made: Built[] = [];
    for (let n = 0; n < 7; n += 1) {
      write('src/word.ts', `export const word = '${n}';\n`);
      made.push(await buildOnce(root));
    }
    expect(readdirSync(path.join(root, '.build'))).to.have.lengthOf(7);
    for (const [n, { directory }] of made.entries()) {
      const then = new Date(Date.now() - (7 - n) * 3_600_000);
      utimesSync(directory, then, then);
    }
    write('src/word.ts', `export const word = '0';\n`);
    await buildOnce(root);
    write('src/word.ts', `export const word = 'last';\n`);
    const last = await buildOnce(root);
    const kept = [made[0], ...made.slice(4), last].map((one) => path.basename(one!.directory));
    expect(readdirSync(path.join(root, '.build'))).to.have.members(kept);
  });
});
