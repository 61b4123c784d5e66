import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLink, type Link } from './link.js';

/** A server of our own that may be killed. */
export interface ChaosServer {
  /** The way that the fleet takes to it. */
  readonly link: Link;
  /** Its address over the link (PostgreSQL: of a database). */
  url(database?: string): string;
  /** Its address past the link; changes with each start. */
  directUrl(database?: string): string;
  /** Ends it without a goodbye; what it wrote is recovered at the next start. */
  kill(): Promise<void>;
  /** Ends it as an administrator does. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** PostgreSQL and Redis in a directory that goes with them; both write to the disk as in production. */
export interface ChaosServers {
  readonly postgres: ChaosServer;
  readonly redis: ChaosServer;
  /** Compiled code as it was when the servers started: what is changed meanwhile does not disturb a run. */
  readonly programs: string;
  close(): Promise<void>;
}

interface Running {
  readonly port: number;
  readonly record: { readonly pid: number };
  readonly exited: Promise<unknown>;
  stop(graceMs?: number): Promise<void>;
}
type Launch = () => Promise<Running>;
interface Embedded {
  startPostgres(options: object): Promise<Running>;
  startRedis(options: object): Promise<Running>;
  lockDirectory(directory: string): { remember(name: string, record: object): void };
  takePrograms(root: string, spare: string): Promise<string>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A process that compiles as it starts takes twice the CPU to start, so that those of a run from the sources are, too. */
const isCompiled = import.meta.filename.endsWith('.js');
/** A run that was cut off is swept by the next `npm test`, which knows directories by this name. */
const directoryPrefix = 'remnafleet-test-';

async function embedded(): Promise<Embedded> {
  const files = ['postgres', 'redis', 'lock-directory', 'take-programs'].map(
    (name) => `../embedded/${name}.mjs`,
  );
  const parts = await Promise.all(files.map((file) => import(file) as Promise<Partial<Embedded>>));
  return Object.assign({}, ...parts) as Embedded;
}

/** Starts both servers and the ways to them. */
export async function startServers(): Promise<ChaosServers> {
  const { startPostgres, startRedis, lockDirectory, takePrograms } = await embedded();
  const directory = mkdtempSync(path.join(tmpdir(), directoryPrefix));
  chmodSync(directory, 0o755);
  const { remember } = lockDirectory(directory);
  const programs = isCompiled ? root : await takePrograms(root, directory);
  const password = randomBytes(18).toString('base64url');
  const shared = { root, directory, password, durable: true, onStart: remember };
  const login = { postgres: `postgres://remnafleet:${password}@`, redis: `redis://:${password}@` };
  const [postgres, redis] = await Promise.all([
    openServer(() => startPostgres(shared), { login: login.postgres, home: 'postgres', kill: 'SIGQUIT' }),
    openServer(() => startRedis(shared), { login: login.redis, home: '0', kill: 'SIGKILL' }),
  ]);
  return {
    postgres,
    redis,
    programs,
    close: async () => {
      await Promise.all([postgres, redis].map((server) => server.link.close()));
      await Promise.all([postgres, redis].map((server) => server.stop()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Manner {
  readonly login: string;
  /** Database when none is named. */
  readonly home: string;
  /** SIGQUIT is how PostgreSQL crashes with all its backends: no checkpoint, recovery at the next start. */
  readonly kill: NodeJS.Signals;
}

async function openServer(launch: Launch, { login, home, kill }: Manner): Promise<ChaosServer> {
  let running: Running | undefined = await launch();
  let { port } = running;
  const link = await openLink(port);
  const gone = async (end: (server: Running) => unknown): Promise<void> => {
    const server = running;
    running = undefined;
    if (!server) return;
    await end(server);
    await server.exited;
  };
  return {
    link,
    url: (database = home) => `${login}127.0.0.1:${link.port}/${database}`,
    directUrl: (database = home) => `${login}127.0.0.1:${port}/${database}`,
    kill: () => gone((server) => process.kill(server.record.pid, kill)),
    stop: () => gone((server) => server.stop()),
    start: async () => {
      running ??= await launch();
      port = running.port;
      link.lead(port);
    },
  };
}
