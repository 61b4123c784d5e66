import type { Job } from 'bullmq';
import { followDirectory, openDirectory } from '#directory/directory.js';
import { useJobs } from '#jobs/enqueue.js';
import type { JobData } from '#jobs/job-data.js';
import { readEnv } from '#env/env.js';
import { openVault } from '#platform/secrets.js';
import { publishBot } from '#services/bots/publish-bot.js';
import { startTelegram, type TelegramOptions } from '../../scripts/sandbox/telegram.js';
import { makeHandlers, type HandlerTable } from '../../src/workers/handlers/index.js';
import type { JobRun } from '../../src/workers/report-run.js';
import { startWorkers, type RunningWorkers } from '../../src/workers/start-workers.js';
import { openWorkerDeps, type WorkerDeps } from '../../src/workers/worker-deps.js';
import { buildBot, type BotOverrides } from '../factories/bot.js';
import { openTestJobs, ownPrefix } from './jobs.js';
import { waitFor } from './wait-for.js';

/** What a worker process has, under a Redis prefix of its own, beside a stand-in for Telegram. */
export type WorkerSide = Awaited<ReturnType<typeof openWorkerSide>>;

/** Opens it; nothing works until `start`. */
export async function openWorkerSide(
  options: {
    telegram?: TelegramOptions;
    capPerBot?: number;
    redisUrl?: string;
    /** Variables of the process beside those of the tests. */
    variables?: Readonly<Record<string, string>>;
  } = {},
) {
  const telegram = await startTelegram(options.telegram);
  const jobs = openTestJobs(options.capPerBot, ownPrefix(), options.redisUrl);
  useJobs(jobs);
  // What the tests before this one left in the outbox is not this one's.
  await jobs.redis.set(`${jobs.prefix}:epoch`, '1');
  const env = readEnv({ ...process.env, TELEGRAM_API_ROOT: telegram.url, ...options.variables });
  const vault = openVault(env.appSecret);
  const directory = followDirectory(jobs.redis, jobs.prefix);
  await openDirectory(jobs.redis, jobs.prefix);
  await directory.start();
  const deps = openWorkerDeps({ env, vault, jobs, directory });
  const runs: JobRun[] = [];
  const running = new Set<RunningWorkers>();

  /** Starts the workers of one process, with other handlers where the test has its own. */
  function start(handlers: Partial<HandlerTable> = {}): RunningWorkers {
    const make = (own: WorkerDeps): HandlerTable => ({ ...makeHandlers(own), ...handlers });
    const workers = startWorkers(deps, (run) => void runs.push(run), make);
    running.add(workers);
    return workers;
  }
  /** A bot of the fleet and of Telegram. */
  async function addBot(overrides: BotOverrides = {}) {
    const { token, username } = telegram.addBot();
    const { tenant, apiToken } = await buildBot({ token, username, ...overrides });
    await publishBot(tenant, jobs, 'polling');
    await directory.refresh();
    return { tenant, token, apiToken, botId: tenant.botId };
  }
  /** Takes an update in as ingress does; `n` is its number and what `payload.update` carries. */
  async function offer(botId: string, chatId: string, numbers: readonly number[]): Promise<void> {
    await jobs.ordered.updates.offer(
      numbers.map((n) => ({
        ...placeOf(botId, chatId, n),
        name: 'telegram.update',
        data: dataOf(botId, chatId, n),
      })),
    );
  }
  return {
    ...deps,
    telegram,
    runs,
    start,
    addBot,
    offer,
    /** Lets delayed jobs of a queue run at once until the condition holds. */
    hurry: (queue: 'messages' | 'updates' | 'bots', condition: () => unknown, what = 'the jobs run') =>
      waitFor(
        async () => {
          await jobs.queues[queue].promoteJobs();
          return (await condition()) as boolean;
        },
        { what, timeoutMs: 10_000 },
      ),
    /** A job of the ordered queue for updates. */
    job: async (botId: string, n: number): Promise<Job<JobData>> => {
      const job = await jobs.queues.updates.getJob(`${botId}.${n}`);
      if (!job) throw new Error(`no job ${botId}.${n}`);
      return job;
    },
    close: async () => {
      useJobs(undefined);
      await Promise.all([...running].map((workers) => workers.close(2_000)));
      deps.snapshots.close();
      await directory.stop();
      await jobs.close();
      await telegram.close();
    },
  };
}

const placeOf = (botId: string, chatId: string, n: number) => ({ botId, chatId, id: String(n) });

const dataOf = (botId: string, chatId: string, n: number): JobData => ({
  bot_id: botId,
  chat_id: chatId,
  payload: { chat_id: chatId, update: { update_id: n } },
  offered_at: Date.now(),
});
