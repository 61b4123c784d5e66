import { createHash } from 'node:crypto';
import type { Job, Worker } from 'bullmq';
import { followDirectory, openDirectory } from '#directory/directory.js';
import { useJobs } from '#jobs/enqueue.js';
import { openIntake, type TelegramUpdate } from '#jobs/intake.js';
import { epochOf } from '#jobs/outbox.js';
import type { JobData } from '#jobs/job-data.js';
import { openSettler } from '#jobs/settle-outbox.js';
import { isOrdered } from '#jobs/queue-catalog.js';
import { readAccountName } from '#panels/account-name.js';
import { eventFacts } from '#panels/event-facts.js';
import { readEvent } from '#panels/read-event.js';
import { readEnv } from '#env/env.js';
import { openVault } from '#platform/secrets.js';
import { callTelegram } from '#platform/telegram/client.js';
import { replaceBotToken, takeTelegramToken } from '#services/bots/change-bot.js';
import { identifyBot, telegramDoor } from '#services/bots/identify-bot.js';
import { publishBot } from '#services/bots/publish-bot.js';
import type { FeatureKey } from '#services/features/catalog.js';
import type { SecretKey } from '#services/settings/catalog.js';
import { sealSecret } from '#services/settings/values.js';
import { asFleet, type Tenant } from '#tenancy/scope.js';
import { mostCalls } from '../../../scripts/sandbox/panel/serve.js';
import { startPanel } from '../../../scripts/sandbox/panel.js';
import {
  startTelegram,
  type CallbackAnswer,
  type MessageView,
  type Person,
  type PersonMessage,
} from '../../../scripts/sandbox/telegram.js';
import { makeHandlers } from '../../../src/workers/handlers/index.js';
import { runJob } from '../../../src/workers/run-job.js';
import { openWorkerDeps } from '../../../src/workers/worker-deps.js';
import { buildBot, type BotOverrides } from '../../factories/bot.js';
import { ownerQuery } from '../database.js';
import { openTestJobs } from '../jobs.js';
import { panelVariables } from '../panel-variables.js';
import { removeFound } from '../servers/whole-redis.js';
import { lock, loseJob, openHandWorker, runToEnd, settlesNeedless } from './hand-worker.js';

/** The queues that a person's doings run through. */
export type DrivenQueue = 'bots' | 'callbacks' | 'checkouts' | 'gateways' | 'messages' | 'panel' | 'updates';

/** Where a job's worker dies: before its work, after its commit but before Redis heard of it, or just before its end. */
export type CrashPoint = 'before' | 'after-commit' | 'at-end';

/** A bot of the stand-in and the fleet, played by a test. Every doing returns when all that follows from it is done. */
export interface DrivenBot {
  readonly tenant: Tenant;
  readonly botId: string;
  readonly token: string;
  /** Sets configuration keys. */
  configure(values: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sets a secret, sealed as the fleet does it. */
  keepSecret(key: SecretKey, plain: string): Promise<void>;
  /** Switches a feature on. */
  switchOn(feature: FeatureKey): Promise<void>;
  /** Switches one off. */
  switchOff(feature: FeatureKey): Promise<void>;
  /** Publishes what a test changed in the bot's row. */
  publish(): Promise<void>;
  send(person: Person, message: PersonMessage): Promise<void>;
  /** Presses a button of the last message that has it, by its text or data. */
  tap(person: Person, button: string): Promise<CallbackAnswer>;
  /** Feeds an update as given, also one that Telegram would not repeat; a missing update_id is filled in. */
  feed(update: Readonly<Record<string, unknown>>): Promise<void>;
  /** Takes in what Telegram holds for the bot, but works nothing off. */
  takeIn(): Promise<void>;
  /** What the bot said in a chat, oldest first. */
  said(person: { readonly id: string }): MessageView[];
  /** The last message of the bot in a chat. */
  last(person: { readonly id: string }): MessageView;
}

export type BotDriver = Awaited<ReturnType<typeof openBotDriver>>;

const drivenQueues: readonly DrivenQueue[] = [
  'checkouts',
  'updates',
  'callbacks',
  'gateways',
  'panel',
  'messages',
  'bots',
];

/** Opens workers that run one job at a time when told to, through run-job, against a stand-in for Telegram; `more`: variables. */
export async function openBotDriver(
  adminIds: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
) {
  const telegram = await startTelegram();
  const panel = await startPanel();
  const told: object[] = [];
  panel.world.onEvent = (body) => void told.push(body);
  const jobs = openTestJobs();
  await jobs.redis.set(epochOf(jobs), '1'); // Redis holds all that it was given, as that of a fleet at work.
  useJobs(jobs);
  const variables = {
    TELEGRAM_API_ROOT: telegram.url,
    ADMIN_IDS: adminIds.join(','),
    ...panelVariables(panel),
    ...more,
  };
  const env = readEnv({ ...process.env, ...variables });
  const directory = followDirectory(jobs.redis, jobs.prefix);
  const vault = openVault(env.appSecret);
  const settler = openSettler();
  jobs.inlineSender = settlesNeedless(settler);
  const own = openWorkerDeps({ env, vault, jobs, directory });
  const handlers = makeHandlers(own);
  const outcomes: string[] = [];
  const onRun = ({ name, outcome }: { name: string; outcome: string }): void =>
    void outcomes.push(`${name} ${outcome}`);
  const deps = { jobs, settler, handlers, onRun };
  const workers = Object.fromEntries(
    drivenQueues.map((queue) => [queue, openHandWorker(queue, jobs)]),
  ) as Record<DrivenQueue, Worker<JobData>>;
  const next = (queue: DrivenQueue): Promise<Job<JobData> | undefined> =>
    workers[queue].getNextJob(lock, { block: false });

  async function settle(): Promise<void> {
    for (let isBusy = true; isBusy;) {
      isBusy = false;
      await hear(jobs, told.splice(0));
      for (const queue of drivenQueues) {
        if (queue === 'messages') await forgetPace(jobs);
        const job = await next(queue);
        if (!job) continue;
        isBusy = true;
        await runToEnd(deps, job);
      }
    }
    await settler.flush();
    if (told.length > 0) await settle();
  }

  async function crash(queue: DrivenQueue, point: CrashPoint): Promise<void> {
    const job = await next(queue);
    if (!job) throw new Error(`no job waits in ${queue}`);
    if (point === 'after-commit') useJobs(undefined);
    if (point !== 'before') await runJob(deps, job, lock);
    useJobs(jobs);
    await loseJob(jobs, job);
    if (isOrdered(queue)) await jobs.ordered[queue].sweep(-1);
  }

  const world = { telegram, jobs, directory, settle, vault };
  return {
    telegram,
    panel,
    jobs,
    env,
    /** What updates are handled with. */
    means: {
      snapshots: own.snapshots,
      nodes: own.nodes,
      askTelegram: own.askTelegram,
      vault,
      publicUrl: env.publicUrl,
    },
    /** `job.name outcome` of each run so far. */
    outcomes,
    /** Takes in what a gateway told. */
    intake: openIntake(jobs),
    vault,
    /** Works off all that can be done now, and what the panel tells meanwhile. */
    settle,
    /** Has the panel told something that was not taken in yet? */
    hasNews: (): boolean => told.length > 0,
    /** Works off one queue alone, by two workers with one job each at a time; what follows from it waits. */
    drain: async (queue: DrivenQueue): Promise<void> => {
      for (let job = await next(queue); job; job = await next(queue)) {
        const beside = await next(queue);
        await Promise.all([job, ...(beside ? [beside] : [])].map((one) => runToEnd(deps, one)));
      }
    },
    /** Lets every delayed job run at once. */
    hurry: async () => {
      for (const queue of drivenQueues) await jobs.queues[queue].promoteJobs();
      await settle();
    },
    /** Runs the next job of a queue in a worker that dies at that point; another worker has it then. */
    crash,
    addBot: async (overrides: BotOverrides = {}): Promise<DrivenBot> => addBot(world, overrides),
    /** Gives a bot a new token, as scripts/change-bot does. */
    replaceToken: async (bot: DrivenBot, token: string): Promise<void> => {
      await replaceBotToken(bot.botId, token, { vault, door: telegramDoor(jobs, env) });
      await bot.publish();
    },
    /** The bot becomes another one at Telegram, as a forced change of its token does; it is driven under that token from then on. */
    becomeAnother: async ({ tenant }: DrivenBot): Promise<DrivenBot> => {
      const { token } = telegram.addBot();
      const me = await identifyBot(telegramDoor(jobs, env), token);
      await asFleet('test', (tx) =>
        takeTelegramToken(tx, tenant.botId, { token, me, vault, isForced: true }),
      );
      return driveBot(world, { tenant, token });
    },
    close: async () => {
      useJobs(undefined);
      await Promise.all(Object.values(workers).map((worker) => worker.close()));
      own.snapshots.close();
      await directory.stop();
      await settler.flush();
      await jobs.close();
      await panel.close();
      await telegram.close();
      if (panel.calls.length >= mostCalls)
        throw new Error(
          'The panel was called more often than it keeps: a test that counts its calls may lie.',
        );
    },
  };
}

/** Takes in what the panel told, as its webhook does. */
async function hear(jobs: BotDriver['jobs'], bodies: readonly object[]): Promise<void> {
  const intake = openIntake(jobs);
  for (const body of bodies) {
    const event = readEvent(body);
    const owner = event?.account && readAccountName(event.account.username);
    const key = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32);
    if (event && owner) await intake.panelEvent(owner.botId, eventFacts(event), key);
  }
}

type World = Pick<BotDriver, 'jobs' | 'settle' | 'telegram' | 'vault'> & {
  readonly directory: ReturnType<typeof followDirectory>;
};

/** The limits on sending are about time; a driven person always waits long enough. */
async function forgetPace({ redis, prefix }: BotDriver['jobs']): Promise<void> {
  await removeFound(redis, `${prefix}:calls:*`);
}

async function addBot(world: World, overrides: BotOverrides): Promise<DrivenBot> {
  const { token, username } = world.telegram.addBot();
  const { tenant } = await buildBot({ token, username, ...overrides });
  return driveBot(world, { tenant, token });
}

async function driveBot(
  world: World,
  { tenant, token }: { readonly tenant: Tenant; readonly token: string },
): Promise<DrivenBot> {
  const { telegram, jobs, directory, settle } = world;
  const { botId } = tenant;
  const publish = async (): Promise<void> => {
    await publishBot(tenant, jobs, 'polling');
    await openDirectory(jobs.redis, jobs.prefix);
    await directory.refresh();
  };
  await publish();
  const takeIn = takerOf(world, { token, botId });
  const said = (person: { readonly id: string }): MessageView[] =>
    telegram.chat(token, person.id).filter((message) => message.from === 'bot' && !message.isDeleted);
  const turn = async (feature: FeatureKey, isOn: boolean): Promise<void> => {
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, $2, $3)
       on conflict (bot_id, feature_key) do update set enabled = excluded.enabled`,
      [botId, feature, isOn],
    );
    await publish();
  };
  const settled = async (): Promise<void> => {
    await takeIn();
    await settle();
  };
  const configure = async (values: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [key, value] of Object.entries(values))
      await ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3)
           on conflict (bot_id, config_key) do update set config_value = excluded.config_value, updated_at = now()`,
        [botId, key, JSON.stringify(value)],
      );
    await publish();
  };
  return {
    tenant,
    botId,
    token,
    publish,
    takeIn,
    said,
    last: (person) => lastOf(said(person)),
    configure,
    keepSecret: async (key, plain) => {
      await configure({ [key]: sealSecret(world.vault, { botId, key, plain }) });
    },
    switchOn: (feature) => turn(feature, true),
    switchOff: (feature) => turn(feature, false),
    send: async (person, message) => {
      telegram.send(token, person, message);
      await settled();
    },
    tap: async (person, button) => {
      const holder = said(person).findLast((message) =>
        message.buttons.flat().some(({ text, data }) => data === button || text === button),
      );
      if (!holder) throw new Error(`no message has the button ${button}`);
      const tap = telegram.tap(token, person, { messageId: holder.id, button });
      await settled();
      return tap.answered;
    },
    feed: async (update) => {
      const { update_id: id } = update;
      if (typeof id === 'number') await openIntake(jobs).updates(botId, [{ ...update, update_id: id }]);
      else telegram.pushUpdate(token, update);
      await settled();
    },
  };
}

function takerOf({ telegram, jobs }: World, bot: { token: string; botId: string }): () => Promise<void> {
  const intake = openIntake(jobs);
  let offset = 0;
  return async () => {
    const call = { apiRoot: telegram.url, token: bot.token, method: 'getUpdates' };
    const updates = await callTelegram<TelegramUpdate[]>({ ...call, params: { offset } });
    for (const { update_id: id } of updates) offset = Math.max(offset, id + 1);
    if (updates.length) await intake.updates(bot.botId, updates, bot.token.split(':')[0]);
  };
}

function lastOf(messages: readonly MessageView[]): MessageView {
  const last = messages.at(-1);
  if (!last) throw new Error('the bot said nothing in this chat');
  return last;
}
