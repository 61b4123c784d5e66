import { pause } from '#platform/clock.js';
import { failedJobs, untilAnswering, watch } from './faults.js';
import { judge, openTrial, settle, type Order, type Report, type Trial } from './trial.js';

const size = { bots: 12, peoplePerBot: 10 };
const crew = { worker: 2, poller: 2, ingress: 2 };
const perSecond = 30;
/** Owed work, directory, schedule and leases must be back in so many seconds. */
const backWithin = 60;
const warmUp = 3;
/** What was sent while Redis was being emptied may have been in it. */
const graceMs = 100;

interface Fault {
  readonly title: string;
  /** Breaks Redis, lets `seconds` pass, mends it. */
  readonly strike: (trial: Trial, seconds: number) => Promise<unknown>;
  /** Redis itself loses what it held: updates sent before may be gone. */
  readonly losesMemory?: boolean;
}

const faults: readonly Fault[] = [
  {
    title: 'killed, back from its append-only file',
    strike: async ({ fleet: { servers } }, seconds) => {
      await servers.redis.kill();
      await pause(seconds * 1000);
      await servers.redis.start();
    },
  },
  {
    title: 'unreachable (the network swallows everything)',
    strike: async ({ fleet: { servers } }, seconds) => {
      servers.redis.link.set('silent');
      await pause(seconds * 1000);
      servers.redis.link.set('open');
    },
  },
  {
    title: 'connections refused',
    strike: async ({ fleet: { servers } }, seconds) => {
      servers.redis.link.set('refuse');
      await pause(seconds * 1000);
      servers.redis.link.set('open');
    },
  },
  {
    title: 'out of memory',
    strike: async ({ fleet }, seconds) => {
      await fleet.redis((redis) => redis.config('SET', 'maxmemory', '1'));
      await pause(seconds * 1000);
      await fleet.redis((redis) => redis.config('SET', 'maxmemory', '0'));
    },
  },
  {
    title: 'emptied by FLUSHALL',
    losesMemory: true,
    strike: async ({ fleet }) => {
      await fleet.redis((redis) => redis.flushall());
      await pause(graceMs);
    },
  },
];

/** Point 2: Redis dies, hangs, is full, is emptied, each under traffic and without a restart of any process. */
export async function wreckRedis(order: Order): Promise<Report> {
  const rows: [string, string][] = [];
  const broken: string[] = [];
  for (const fault of faults.filter(({ title }) => title.includes(order.fault ?? ''))) {
    order.say(`Redis ${fault.title}`);
    const outcome = await suffer(order, fault);
    rows.push(...outcome.rows.map(([name, value]): [string, string] => [`${fault.title}: ${name}`, value]));
    broken.push(...outcome.faults.map((text) => `${fault.title}: ${text}`));
  }
  const told = 'Redis at fault under traffic (appendfsync everysec)';
  return { title: told, rows, faults: broken };
}

async function suffer(
  order: Order,
  { strike, losesMemory }: Fault,
): Promise<{ rows: [string, string][]; faults: string[] }> {
  const trial = await openTrial(order, { size, crew, manner: { mischief: { slow: 0.1 } } });
  try {
    trial.traffic.flow(perSecond);
    await watch(trial, warmUp);
    let struckAt = 0;
    const striking = strike(trial, order.seconds).then(() => {
      if (losesMemory) struckAt = Date.now();
    });
    const [spell] = await Promise.all([watch(trial, order.seconds), striking]);
    const back = await untilAnswering(trial, 2 * backWithin);
    await trial.traffic.stop();
    const settled = await settle(trial, { patience: backWithin, lostBefore: struckAt });
    const { rows, faults: broken } = await judge(trial, { lostBefore: struckAt });
    if (!losesMemory) broken.push(...(await failedJobs(trial)));
    if (back > backWithin) broken.push(`every bot answers again only after ${back.toFixed(0)} s`);
    return {
      rows: [
        ['posted to the ingress, acknowledged meanwhile', `${spell.posted}, ${spell.acknowledged}`],
        ['seconds until every bot answers', back.toFixed(1)],
        ['seconds until all is done', settled.toFixed(1)],
        ...rows.filter(([, value]) => value !== '0'),
      ],
      faults: broken,
    };
  } finally {
    await trial.close();
  }
}
