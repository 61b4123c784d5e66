/** The parts of V8's CPU profile that are read: who called is of no interest, only where the time was spent. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  /** The node at work at each look. */
  readonly samples: readonly number[];
  /** Microseconds since the look before. */
  readonly timeDeltas: readonly number[];
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

const writes = /^(writev|write(Utf8|Latin1|Ascii|Ucs2)String|writeBuffer|shutdown)$/;
const packages: readonly (readonly [RegExp, string])[] = [
  [/^(ioredis|redis-parser|@ioredis)/, 'ioredis'],
  [/^pg(-|$)|^postgres-/, 'pg'],
  [/^(bullmq|msgpackr)/, 'bullmq, msgpackr'],
  [/^(koa|@koa|raw-body|co-body|iconv-lite|bytes|type-is|content-type|qs|statuses)/, 'koa, router, body'],
  [/^(prom-client|tdigest|bintrees)$/, 'prom-client'],
  [/^(pino|sonic-boom|thread-stream|safe-stable-stringify)/, 'pino'],
  [/^zod$/, 'zod'],
  [/^sequelize/, 'sequelize'],
  [/^telegraf$/, 'telegraf'],
];
const builtins: readonly (readonly [RegExp, string])[] = [
  [
    /^node:internal\/(timers|promises|process\/(promises|task_queues)|async_(hooks|local))|^node:(timers|async_hooks)/,
    'timers, promises, async hooks',
  ],
  [/^node:(internal\/)?(net|streams?|stream_base)|^node:internal\/stream/, 'net, streams'],
  [/^node:_?http/, 'http'],
  [/^node:events/, 'events'],
];

const natives: ReadonlyMap<string, string> = new Map([
  ['(idle)', 'idle'],
  ['(garbage collector)', 'garbage collection'],
  ['runMicrotasks', 'microtasks'],
]);

/** Where a frame's own time belongs: a library, a part of Node, our sources by their folder; `idle` is no work. */
export function categoryOf({ functionName, url }: Frame): string {
  if (url === '' && writes.test(functionName)) return 'socket writes';
  return natives.get(functionName) ?? placeOf(url);
}

const nameIn = (kinds: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  kinds.find(([of]) => of.test(text))?.[1];

function placeOf(url: string): string {
  if (url.startsWith('node:')) return nameIn(builtins, url) ?? 'other builtins';
  const [, library] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (library) return nameIn(packages, library) ?? 'other libraries';
  const [, folder] = /\/(src\/[^/]+|scripts\/[^/]+|migrations)\//.exec(url) ?? [];
  return folder ?? 'other builtins';
}

/** Own time by category, in milliseconds for 1,000 of so many updates, the longest first; without idle time. */
export function sumByCategory(profile: CpuProfile, updates: number): (readonly [string, number])[] {
  const categories = new Map(profile.nodes.map(({ id, callFrame }) => [id, categoryOf(callFrame)]));
  const sums = new Map<string, number>();
  profile.samples.forEach((node, at) => {
    const category = categories.get(node) ?? 'other builtins';
    // The time since the look before was spent where that one found the process.
    const micros = profile.timeDeltas[at + 1] ?? 0;
    sums.set(category, (sums.get(category) ?? 0) + micros);
  });
  sums.delete('idle');
  // Microseconds an update are milliseconds for 1,000.
  return [...sums]
    .map(([category, micros]) => [category, micros / updates] as const)
    .sort(([, one], [, other]) => other - one);
}
