import type { BeforeHook } from '@bull-board/api/typings/app';

/** What bull-board offers and a fleet cannot bear, with the reason and what to do instead. */
const forbidden: Readonly<Record<string, string>> = {
  '/api/queues/:queueName/add':
    'Jobs are not made by hand: one beside its chat’s line would run out of order. Retry the job instead.',
  '/api/queues/:queueName/obliterate':
    'A queue is not obliterated: the order of its chats would be lost. Deactivate the bot that floods it instead.',
  '/api/queues/:queueName/:jobId/update-data':
    'A job’s data is not edited: what is shown has its secrets masked. Mend the cause, then retry.',
  '/api/queues/:queueName/:jobId/priority':
    'Priorities hold the fairness between bots and are set by the fleet. Promote a delayed job instead.',
  '/api/queues/:queueName/concurrency':
    'How much is done at once is set by WORKER_CONCURRENCY and the number of workers.',
  '/api/queues/:queueName/rate-limit': 'Telegram’s limits are kept for each bot and chat by the fleet.',
  '/api/queues/:queueName/job-schedulers/:schedulerId':
    'The schedule is part of the program; pause the queue to hold it.',
  '/api/queues/:queueName/job-schedulers/:schedulerId/remove':
    'The schedule is part of the program; pause the queue to hold it.',
};

const done = 'Done work is not done again: a message would be sent twice. Only failed jobs are retried.';

const answered =
  'A request is not done again: who made it was told that it failed, and may have made another. Ask for it anew.';

type Asked = Parameters<BeforeHook>[0];

/** Why a retry is refused; undefined: it is not. */
async function faultOfRetry({ route, request }: Asked): Promise<string | undefined> {
  const { queueName = '', jobId = '', queueStatus } = request.params as Record<string, string | undefined>;
  const isOfAll = route === '/api/queues/:queueName/retry/:queueStatus';
  if (!isOfAll && route !== '/api/queues/:queueName/:jobId/retry') return undefined;
  if (queueName === 'requests') return answered;
  if (isOfAll) return queueStatus === 'completed' ? done : undefined;
  const job = await request.queues.get(queueName)?.getJob(jobId);
  return (await job?.getState()) === 'completed' ? done : undefined;
}

/** Refuses with 409 what would break the order of chats, the fairness between bots or a job itself. */
export const refuseForbiddenActions: BeforeHook = async (asked) => {
  if (asked.method === 'get') return { allow: true };
  const message = forbidden[asked.route] ?? (await faultOfRetry(asked));
  return message === undefined ? { allow: true } : { allow: false, status: 409, message };
};
