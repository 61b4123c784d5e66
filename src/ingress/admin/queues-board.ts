import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { KoaAdapter } from '@bull-board/koa';
import type { Middleware } from 'koa';
import type { DirectoryFollower } from '#jobs/directory.js';
import { queues as queueList, type QueueName } from '#jobs/catalog.js';
import type { JobData, Jobs } from '#jobs/queues.js';
import type { Redis } from '#platform/redis.js';
import type { Vault } from '#platform/secrets.js';
import type { RequestNotes } from '../middleware/access-log.js';
import { guardOperators } from './guard-operators.js';
import { limitLogins } from './limit-logins.js';

export interface BoardParts {
  readonly jobs: Jobs;
  readonly redis: Redis;
  readonly directory: DirectoryFollower;
  readonly vault: Vault;
}

const base = '/queues';
/** The board's page asks for fonts elsewhere; operators' browsers load nothing from outside. */
const boardPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'";

/** bull-board under `/queues`, its JSON API included, reached only through the operators' guard. */
export function queuesBoard({ jobs, redis, directory, vault }: BoardParts): Middleware<RequestNotes> {
  const board = buildBoard(jobs, directory);
  const limit = limitLogins(redis, jobs.prefix);
  const guard = guardOperators({ base, directory, vault, limit });
  return async (ctx, next) => {
    if (ctx.path !== base && !ctx.path.startsWith(`${base}/`)) {
      await next();
      return;
    }
    ctx.state.isRoutine = ctx.method === 'GET';
    await guard(ctx, async () => {
      ctx.set('content-security-policy', boardPolicy);
      ctx.set('referrer-policy', 'same-origin');
      await board(ctx, async () => undefined);
    });
  };
}

function buildBoard(jobs: Jobs, directory: DirectoryFollower): Middleware {
  const serverAdapter = new KoaAdapter();
  serverAdapter.setBasePath(base);
  const names = Object.keys(queueList) as QueueName[];
  createBullBoard({
    queues: names.map((name) => describeQueue(jobs, name, titlesBy(directory))),
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Remnafleet',
        hideDocsLink: true,
        miscLinks: [
          { text: 'Health', url: '/health/ready' },
          { text: 'Sign out', url: `${base}/logout` },
        ],
      },
    },
  });
  return serverAdapter.registerPlugin();
}

type TitleOf = (job: { name: string; data?: Partial<JobData> }) => string;

function describeQueue(jobs: Jobs, name: QueueName, titleOf: TitleOf): BullMQAdapter {
  const description = queueList[name].says;
  const adapter = new BullMQAdapter(jobs.queues[name], { description });
  adapter.setFormatter('name', titleOf as (job: unknown) => string);
  adapter.setFormatter('data', withoutSeals as (data: unknown) => unknown as never);
  return adapter;
}

/** A job's name with whose it is: `telegram.update · bot 12 @shop_bot · chat 345`. */
const titlesBy =
  (directory: DirectoryFollower): TitleOf =>
  ({ name, data = {} }) => {
    const { bot_id: botId = '', chat_id: chat } = data;
    const username = directory.get(botId)?.username;
    const bot = botId && `bot ${botId}${username ? ` @${username}` : ''}`;
    return [name, bot, chat && `chat ${chat}`].filter(Boolean).join(' · ');
  };

/** Tokens that ride along sealed are not shown even so. */
function withoutSeals(data: JobData): unknown {
  const payload = data?.payload;
  if (!payload || !('sealed_token' in payload)) return data;
  return { ...data, payload: { ...payload, sealed_token: '[sealed]' } };
}
