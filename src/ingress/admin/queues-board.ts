import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { KoaAdapter } from '@bull-board/koa';
import type { Middleware } from 'koa';
import type { DirectoryFollower } from '#directory/directory.js';
import { queues as queueList, type QueueName } from '#jobs/queue-catalog.js';
import type { Jobs } from '#jobs/queues.js';
import type { Vault } from '#platform/secrets.js';
import { healthDetails } from '../routes/health.js';
import type { Readiness } from '../watch-readiness.js';
import type { Operator } from './authenticate-operator.js';
import type { TokenCheck } from './check-operator-token.js';
import { describeJobs, type JobDescriber } from './describe-job.js';
import { refuseForbiddenActions } from './forbidden-queue-actions.js';
import { guardOperators, type OperatorNotes } from './guard-operators.js';

export interface BoardParts extends TokenCheck {
  readonly jobs: Jobs;
  readonly directory: DirectoryFollower;
  readonly vault: Vault;
  /** What `/queues/health` shows. */
  readonly look: () => Promise<Readiness>;
}

const base = '/queues';
/** The board's page asks for fonts elsewhere; operators' browsers load nothing from outside. */
const boardHeaders = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  'referrer-policy': 'same-origin',
};

/**
 * bull-board under `/queues`, its JSON API included, and what is wrong with this process under `/queues/health`: reached
 * only through the operators' guard.
 */
export function queuesBoard({ jobs, directory, look, ...check }: BoardParts): Middleware<OperatorNotes> {
  const describer = describeJobs(directory);
  const boards = { read: buildBoard(jobs, describer, 'read'), write: buildBoard(jobs, describer, 'write') };
  const guard = guardOperators({ base, ...check });
  const showHealth = healthDetails(look);
  return async (ctx, next) => {
    if (ctx.path !== base && !ctx.path.startsWith(`${base}/`)) {
      await next();
      return;
    }
    ctx.state.isRoutine = ctx.method === 'GET';
    await guard(ctx, async () => {
      ctx.set(boardHeaders);
      if (!ctx.path.startsWith(`${base}/static/`)) ctx.set('cache-control', 'no-store');
      const isHealth = ctx.path === `${base}/health` && ctx.method === 'GET';
      const show = isHealth ? showHealth : boards[(ctx.state.operator as Operator).scope];
      await show(ctx, async () => undefined);
    });
  };
}

function buildBoard(jobs: Jobs, describer: JobDescriber, scope: Operator['scope']): Middleware {
  const serverAdapter = new KoaAdapter();
  serverAdapter.setBasePath(base);
  const names = Object.keys(queueList) as QueueName[];
  createBullBoard({
    queues: names.map((name) => showQueue(jobs, name, describer, scope)),
    serverAdapter,
    options: {
      handlerHooks: { before: refuseForbiddenActions },
      uiConfig: {
        boardTitle: 'Remnafleet',
        hideDocsLink: true,
        // Worth their colour: without it nobody knows why the buttons are missing.
        ...(scope === 'read' && {
          environment: { label: 'Read only', color: '#b45309', textColor: '#ffffff' },
        }),
        miscLinks: [
          { text: 'Health', url: `${base}/health` },
          { text: 'Sign out', url: `${base}/logout` },
        ],
      },
    },
  });
  return serverAdapter.registerPlugin();
}

function showQueue(
  jobs: Jobs,
  name: QueueName,
  describer: JobDescriber,
  scope: Operator['scope'],
): BullMQAdapter {
  const { title, says } = queueList[name];
  // Typed by what is written here: the adapter takes `allowCompletedRetries`, its types do not say so.
  const options = {
    displayName: title,
    description: says,
    readOnlyMode: scope === 'read',
    allowCompletedRetries: false,
  };
  const adapter = new BullMQAdapter(jobs.queues[name], options);
  adapter.setFormatter('name', describer.title as (job: unknown) => string);
  adapter.setFormatter('data', describer.data as (data: unknown) => unknown as never);
  return adapter;
}
