import { pause } from '#platform/clock.js';
import { failedJobs, triesUsedUp, untilAnswering, watch } from './faults.js';
import type { ChaosFleet } from './fleet.js';
import { settle } from './settle.js';
import { openSmallDisk } from './small-disk.js';
import { judge, openTrial, type TrialSpec, type Report, type Trial } from './trial.js';

const size = { bots: 12, peoplePerBot: 10, concurrency: 16 };
const crew = { worker: 2, poller: 2, ingress: 2 };
const perSecond = 30;
const warmUp = 3;
const patience = 90;
/** The ingress needs no PostgreSQL: so much of what it gets while that is away must be acknowledged at once. */
const acceptedShare = 0.8;

interface Fault {
  readonly title: string;
  /** Breaks PostgreSQL, lets `seconds` pass, mends it. */
  readonly strike: (trial: Trial, seconds: number, spec: TrialSpec) => Promise<unknown>;
  /** Connections of each worker; 8 unless said. */
  readonly poolMax?: number;
}

/** Statements fail with these SQLSTATEs, each with its share, as long as it lasts: raised where an update is marked. */
const raise =
  (...errors: readonly [sqlstate: string, share: number][]) =>
  async ({ fleet }: Trial, seconds: number): Promise<void> => {
    for (const error of errors) await fleet.query('insert into chaos_faults values ($1, $2)', error);
    await pause(seconds * 1000);
    await fleet.query('delete from chaos_faults');
  };

async function cutConnections({ query }: ChaosFleet, seconds: number): Promise<void> {
  for (const until = performance.now() + seconds * 1000; performance.now() < until; await pause(300))
    await query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name like 'remnafleet worker%' and datname = current_database()`,
    );
}

/** A disk that is full to the last byte where one can be mounted; else the error that it leads to. */
async function fillDisk(trial: Trial, seconds: number, spec: TrialSpec): Promise<void> {
  const disk = await openSmallDisk(trial.fleet);
  spec.say(
    disk ? 'a disk of its own, filled to the last byte' : 'no disk can be mounted here: SQLSTATE 53100',
  );
  if (!disk) return raise(['53100', 1])(trial, seconds);
  try {
    await disk.fill();
    await pause(seconds * 1000);
  } finally {
    disk.clear();
    await disk.close();
  }
}

const faults: readonly Fault[] = [
  {
    title: 'restarted by an administrator',
    strike: async ({ fleet: { servers } }, seconds) => {
      await servers.postgres.stop();
      await pause(seconds * 1000);
      await servers.postgres.start();
    },
  },
  {
    title: 'crashed, back by recovery',
    strike: async ({ fleet: { servers } }, seconds) => {
      await servers.postgres.kill();
      await pause(seconds * 1000);
      await servers.postgres.start();
    },
  },
  {
    title: 'unreachable (the network swallows everything)',
    strike: async ({ fleet: { servers } }, seconds) => {
      servers.postgres.link.set('silent');
      await pause(seconds * 1000);
      servers.postgres.link.set('open');
    },
  },
  {
    title: 'connections cut again and again',
    strike: ({ fleet }, seconds) => cutConnections(fleet, seconds),
  },
  { title: 'deadlocks and conflicts', strike: raise(['40P01', 0.25], ['40001', 0.25]) },
  { title: 'disk full', strike: fillDisk },
  {
    title: 'pool exhausted (2 connections, the table locked)',
    poolMax: 2,
    strike: ({ fleet }, seconds) =>
      fleet.query(
        `begin; lock table processed_updates in access exclusive mode; select pg_sleep(${seconds}); commit`,
      ),
  },
];

/** Point 3: PostgreSQL dies, hangs, refuses, is full; the ingress goes on accepting and no job burns a try. */
export async function wreckPostgres(spec: TrialSpec): Promise<Report> {
  const rows: [string, string][] = [];
  const broken: string[] = [];
  for (const fault of faults.filter(({ title }) => title.includes(spec.fault ?? ''))) {
    spec.say(`PostgreSQL ${fault.title}`);
    const outcome = await suffer(spec, fault);
    rows.push(...outcome.rows.map(([name, value]): [string, string] => [`${fault.title}: ${name}`, value]));
    broken.push(...outcome.faults.map((text) => `${fault.title}: ${text}`));
  }
  return { title: 'PostgreSQL at fault under traffic', rows, faults: broken };
}

async function suffer(
  spec: TrialSpec,
  { strike, poolMax }: Fault,
): Promise<{ rows: [string, string][]; faults: string[] }> {
  const trial = await openTrial(spec, { size, crew, ...(poolMax && { poolMax }) });
  try {
    trial.traffic.flow(perSecond);
    await watch(trial, warmUp);
    const [spell] = await Promise.all([watch(trial, spec.seconds), strike(trial, spec.seconds, spec)]);
    const back = await untilAnswering(trial, patience);
    await trial.traffic.stop();
    const settled = await settle(trial, { patience, say: spec.say });
    const { rows, faults: broken } = await judge(trial);
    broken.push(...(await failedJobs(trial)), ...triesUsedUp(trial));
    if (spell.acknowledged < acceptedShare * spell.posted)
      broken.push(`the ingress acknowledged ${spell.acknowledged} of ${spell.posted} meanwhile`);
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
