import { pause } from '#platform/clock.js';
import { failedJobs, triesUsedUp, watch } from './faults.js';
import type { ChaosBot } from './fleet.js';
import { probe, shown } from './probe.js';
import type { Random } from './random.js';
import { settle } from './settle.js';
import { judge, openTrial, type TrialSpec, type Report, type Trial } from './trial.js';

const size = { bots: 12, peoplePerBot: 20, concurrency: 16 };
const crew = { worker: 2, poller: 1, ingress: 1 };
const perSecond = 30;
const patience = 120;
/** A bot that is held must not make the others wait: their slowest hundredth may take so much longer. */
const mayWait = 2;

type Outcome = Pick<Report, 'rows' | 'faults'>;

/** Point 4: storms of refusals, resets, silence and slowness; one bot held; a group that becomes a supergroup. */
export async function wreckTelegram(spec: TrialSpec): Promise<Report> {
  const parts: [string, (spec: TrialSpec) => Promise<Outcome>][] = [
    ['storm', storm],
    ['one bot held', hold],
    ['group migrates', migrate],
  ];
  const rows: [string, string][] = [];
  const faults: string[] = [];
  for (const [title, run] of parts.filter(([name]) => name.includes(spec.fault ?? ''))) {
    spec.say(`Telegram: ${title}`);
    const outcome = await run(spec);
    rows.push(...outcome.rows.map(([name, value]): [string, string] => [`${title}: ${name}`, value]));
    faults.push(...outcome.faults.map((text) => `${title}: ${text}`));
  }
  return { title: 'Telegram at fault under traffic', rows, faults };
}

/** What the next call of a bot meets, a sendMessage unless said; `lostAnswer` counts the calls that took effect without our knowing. */
interface Blow {
  readonly name: string;
  readonly isRare?: boolean;
  readonly lostAnswer?: boolean;
  readonly deal: (trial: Trial, bot: ChaosBot, random: Random) => void;
}
const meets =
  (fault: Omit<Parameters<Trial['fleet']['telegram']['failNext']>[0], 'token'>): Blow['deal'] =>
  ({ fleet }, { token }) =>
    fleet.telegram.failNext({ token, method: 'sendMessage', ...fault });

const flood = (retryAfter: number) => ({
  ...{ code: 429, description: `Too Many Requests: retry after ${retryAfter}`, retryAfter },
});
const polling = { method: 'getUpdates' };

const blows: readonly Blow[] = [
  {
    name: '429',
    deal: (trial, bot, random) => meets({ error: flood(random.between(2, 5)) })(trial, bot, random),
  },
  { name: '500', deal: meets({ error: { code: 500, description: 'Internal Server Error' } }) },
  { name: '502', deal: meets({ error: { code: 502, description: 'Bad Gateway' } }) },
  { name: 'reset', deal: meets({ error: 'reset' }) },
  {
    name: 'reset after it took effect',
    lostAnswer: true,
    deal: meets({ error: 'reset', afterEffect: true }),
  },
  { name: 'slow', deal: meets({ error: { delayMs: 2_500 }, afterEffect: true }) },
  { name: 'no answer', isRare: true, deal: meets({ error: 'timeout' }) },
  { name: 'poll: 429', deal: meets({ ...polling, error: flood(2) }) },
  { name: 'poll: 502', deal: meets({ ...polling, error: { code: 502, description: 'Bad Gateway' } }) },
  { name: 'poll: reset', deal: meets({ ...polling, error: 'reset' }) },
  { name: 'poll: answer lost', deal: meets({ ...polling, error: 'reset', afterEffect: true }) },
];
const blowEveryMs = 120;

async function storm(spec: TrialSpec): Promise<Outcome> {
  const trial = await openTrial(spec, { size, crew });
  try {
    trial.traffic.flow(perSecond);
    const dealt = new Map<string, number>();
    let lostAnswers = 0;
    for (const until = performance.now() + spec.seconds * 1000; performance.now() < until;) {
      const blow = trial.random.pick(blows);
      await pause(blowEveryMs);
      if (blow.isRare && trial.random.next() > 0.2) continue;
      blow.deal(trial, trial.random.pick(trial.fleet.bots), trial.random);
      dealt.set(blow.name, (dealt.get(blow.name) ?? 0) + 1);
      if (blow.lostAnswer) lostAnswers += 1;
    }
    await trial.traffic.stop();
    const settled = await settle(trial, { patience, say: spec.say });
    const { rows, faults } = await judge(trial, { mayRepeat: lostAnswers });
    faults.push(...(await failedJobs(trial)), ...triesUsedUp(trial));
    const list = [...dealt].map(([name, count]) => `${name} ${count}`).join(', ');
    return {
      rows: [
        ['dealt', list],
        ['seconds until all is done', settled.toFixed(1)],
        ...rows.filter(([, value]) => value !== '0'),
      ],
      faults,
    };
  } finally {
    await trial.close();
  }
}

async function hold(spec: TrialSpec): Promise<Outcome> {
  const trial = await openTrial(spec, { size, crew });
  try {
    const [held, quiet] = [trial.fleet.bots[0] as ChaosBot, trial.fleet.bots[1] as ChaosBot];
    const setting = { bot: quiet, seconds: spec.seconds, perSecond: 8 };
    await probe(trial, { ...setting, seconds: 3 });
    const alone = await probe(trial, setting);
    const seconds = Math.ceil(spec.seconds / 2) + 2;
    const error = flood(seconds);
    trial.fleet.telegram.failNext({ token: held.token, method: 'sendMessage', times: 2, error });
    for (const chatId of trial.fleet.people)
      for (let count = 0; count < 4; count += 1) trial.traffic.send(held, chatId);
    const meanwhile = await probe(trial, setting);
    await settle(trial, { patience, say: spec.say });
    const { faults } = await judge(trial);
    const ratio = meanwhile.p99 / alone.p99;
    if (ratio > mayWait) faults.push(`p99 of another bot grows ${ratio.toFixed(2)} times`);
    return {
      rows: [
        ['another bot alone, p50 / p99 ms', shown(alone)],
        [`another bot meanwhile, p50 / p99 ms`, shown(meanwhile)],
        [`ratio of p99 (at most ${mayWait})`, ratio.toFixed(2)],
      ],
      faults,
    };
  } finally {
    await trial.close();
  }
}

const messages = 12;
const order1toN = Array.from({ length: messages }, (_, at) => at + 1);

/** Messages owed to a group before it becomes a supergroup arrive there, in order and once. */
async function migrate(spec: TrialSpec): Promise<Outcome> {
  const trial = await openTrial(spec, { size: { ...size, bots: 2 }, crew });
  try {
    const { telegram, bots, people, query } = trial.fleet;
    const bot = bots[0] as ChaosBot;
    const owner = telegram.person({ id: people[0] as string, firstName: 'Owner' });
    const group = telegram.addGroup({ isBasic: true, bots: [bot.token], owner });
    await query(
      `insert into outbox (bot_id, job_name, ordering_key, payload, created_at)
       select $1, 'message.send', $2, jsonb_build_object('chat_id', $2::text, 'method', 'sendMessage',
         'params', jsonb_build_object('chat_id', $2::bigint, 'text', 'n' || n || 'n')), now() - interval '1 minute'
       from generate_series(1, $3::int) n`,
      [bot.botId, group, messages],
    );
    const next = telegram.migrateGroup(group, owner);
    await watch(trial, 1);
    await settle(trial, { patience, say: spec.say });
    const heard = trial.replies.all.filter(({ chatId }) => chatId === next).map(({ updateId }) => updateId);
    const isRight = heard.join() === order1toN.join();
    return {
      rows: [['messages that arrived in order in the supergroup', `${heard.length} of ${messages}`]],
      faults: isRight ? [] : [`the supergroup heard ${heard.join(' ')}`],
    };
  } finally {
    await trial.close();
  }
}
