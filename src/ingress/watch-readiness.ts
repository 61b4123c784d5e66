import type { DirectoryFollower } from '#directory/directory.js';
import type { Role } from '#env/process.js';
import { scrub } from '#platform/log.js';
import { serversOf, type Redis } from '#platform/redis.js';

/** Resolves when a part of the process is well, rejects with a plain line when it is not. */
export type HealthCheck = () => Promise<void>;

export interface ReadinessParts {
  readonly redis: Redis;
  /** Of the fleet's keys: in a Cluster they lie on one node, and whether others answer says nothing. */
  readonly prefix: string;
  readonly roles: readonly Role[];
  readonly directory: DirectoryFollower;
  /** Milliseconds after which a directory that could not be read again is said to be stale. */
  readonly staleMs: number;
  /** Further checks by name, such as `database`. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** What is wrong though the process can work, one line each. */
  readonly warnings?: (() => readonly string[]) | undefined;
}

interface Finding {
  readonly ok: boolean;
  readonly says?: string;
  readonly bots?: number;
}

/** Has the process what its roles need, and what is wrong. */
export interface Readiness {
  readonly status: 'not ready' | 'ready';
  readonly roles: readonly Role[];
  readonly checks: Readonly<Record<string, Finding>>;
  readonly warnings: readonly string[];
}

const checkMs = 2_000;
const freshMs = 1_000;
const policyEveryMs = 30_000;
/** Most characters of what a check says. */
const longestSaying = 500;

/** A look at what the process needs: at most one a second is taken, however many ask at the same moment. */
export function watchReadiness(parts: ReadinessParts): () => Promise<Readiness> {
  const readPolicy = watchPolicy(parts.redis);
  let found: Promise<Readiness> | undefined;
  let foundAt = -Infinity;
  return () => {
    if (found && performance.now() - foundAt < freshMs) return found;
    const looking = look(parts, readPolicy);
    [found, foundAt] = [looking, Infinity];
    const done = (): number => (foundAt = performance.now());
    void looking.then(done, done);
    return looking;
  };
}

async function look(parts: ReadinessParts, readPolicy: () => Promise<string[]>): Promise<Readiness> {
  const { redis, prefix, roles, checks } = parts;
  const found = await Promise.all([
    named('redis', async () => void (await redis.exists(`${prefix}:directory:version`))),
    ...Object.entries(checks).map(([name, check]) => named(name, check)),
  ]);
  const findings: Record<string, Finding> = Object.fromEntries(found);
  findings.directory = directoryFinding(parts);
  const isReady = Object.values(findings).every((finding) => finding.ok);
  const warnings = [...(findings.redis?.ok ? await readPolicy() : []), ...(parts.warnings?.() ?? [])];
  return { status: isReady ? 'ready' : 'not ready', roles, checks: findings, warnings };
}

async function named(name: string, check: HealthCheck): Promise<[string, Finding]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${checkMs} ms`)), checkMs);
  });
  try {
    await Promise.race([check(), late]);
    return [name, { ok: true }];
  } catch (error) {
    const says = scrub(error instanceof Error ? error.message : String(error), longestSaying);
    return [name, { ok: false, says }];
  } finally {
    clearTimeout(timer);
  }
}

function directoryFinding({ directory, staleMs }: ReadinessParts): Finding {
  if (!directory.isLoaded())
    return { ok: false, says: 'not loaded: Redis is away, or no worker has published the bots yet' };
  const [bots, ageMs] = [directory.size(), directory.ageMs()];
  if (ageMs <= staleMs) return { ok: true, bots };
  return { ok: false, bots, says: `stale: not read for ${Math.round(ageMs / 1000)} s; changes of bots wait` };
}

/** Warns when Redis may throw jobs away; asks it twice a minute at most, and is silent where INFO is forbidden. */
function watchPolicy(redis: Redis): () => Promise<string[]> {
  let askedAt = -Infinity;
  let warnings: string[] = [];
  return async () => {
    if (performance.now() - askedAt < policyEveryMs) return warnings;
    const policies = await Promise.all(serversOf(redis).map(policyOf));
    const policy = policies.find((one) => one !== 'noeviction');
    const text = `redis: maxmemory-policy is ${policy}, so it may drop jobs when full; set it to noeviction`;
    [askedAt, warnings] = [performance.now(), policy === undefined ? [] : [text]];
    return warnings;
  };
}

async function policyOf(server: Pick<Redis, 'info'>): Promise<string> {
  const info = await server.info('memory').catch(() => '');
  return /maxmemory_policy:(\S+)/.exec(info)?.[1] ?? 'noeviction';
}
