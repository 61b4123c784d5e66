import { expect } from 'chai';
import { catalog } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { openIntake } from '#jobs/intake.js';
import type { JobContract } from '#jobs/job-contract.js';
import { captureLog } from '../../support/capture-log.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

const update = (n: number) => ({ update_id: n, message: { chat: { id: 5 }, text: `text ${n}` } });
const jobOf = (n: number, payload: Record<string, unknown>) => ({
  botId: '7',
  chatId: '5',
  id: String(n),
  name: 'telegram.update',
  data: { bot_id: '7', chat_id: '5', payload, offered_at: Date.now() },
});

describe('while versions of the code change', () => {
  let side: WorkerSide;
  let done: { n: number; text: unknown }[];
  beforeEach(async () => {
    side = await openWorkerSide();
    done = [];
  });
  afterEach(() => side.close());

  const start = () =>
    side.start({
      'telegram.update': {
        run: (_, payload) => {
          const { message } = payload.update as { message?: { text?: unknown } };
          return Promise.resolve(void done.push({ n: payload.update.update_id, text: message?.text }));
        },
      },
    });
  /** This process as of the next version: a text of version 1 is read with a mark. */
  async function asNextVersion(work: () => Promise<void>): Promise<void> {
    const contract = catalog['telegram.update'] as { upcasts?: JobContract['upcasts'] };
    const message = catalog['message.send'] as { upcasts?: JobContract['upcasts'] };
    const mark = ({ chat_id: chat, update: old }: Readonly<Record<string, unknown>>) => {
      const { message: said, ...rest } = old as ReturnType<typeof update>;
      return { chat_id: chat, update: { ...rest, message: { ...said, text: `${said.text} of old` } } };
    };
    [contract.upcasts, message.upcasts] = [[mark], [(old) => ({ ...old })]];
    try {
      await work();
    } finally {
      delete contract.upcasts;
      delete message.upcasts;
    }
  }

  it('an older payload is read by the newer code, and its own as it is', async () => {
    await openIntake(side.jobs).updates('7', [update(1)]);
    await asNextVersion(async () => {
      await openIntake(side.jobs).updates('7', [update(2)]);
      start();
      await waitFor(() => done.length === 2, { what: 'both updates' });
    });
    expect(done).to.deep.equal([
      { n: 1, text: 'text 1 of old' },
      { n: 2, text: 'text 2' },
    ]);
  });

  it('a newer payload waits for the newer code, is reported, and holds up only its chat', async () => {
    const log = captureLog('error');
    try {
      await side.jobs.ordered.updates.offer([
        jobOf(1, { v: 2, chat_id: '5', anything: 'new' }),
        jobOf(2, { chat_id: '5', update: update(2) }),
        { ...jobOf(3, { chat_id: '6', update: update(3) }), chatId: '6' },
      ]);
      start();
      await waitFor(() => done.length === 1, { what: 'the other chat' });
      expect(done.map(({ n }) => n)).to.deep.equal([3]);
      const waits = async () => (await side.jobs.queues.updates.getJobState('7.1')) === 'delayed';
      await waitFor(waits, { what: 'the newer payload waiting' });
      const [line] = await waitFor(() => (log.lines().length ? log.lines() : undefined), {
        what: 'a report',
      });
      expect(line).to.include({ job: 'telegram.update', job_id: '7.1', bot: '7' });
      expect(line?.msg).to.equal(
        'this version cannot read the payload of the job; it waits for a newer worker, finish the deploy',
      );
    } finally {
      log.restore();
    }
  });

  it('what PostgreSQL owes carries its version too', async () => {
    const { tenant, botId } = await side.addBot();
    await asNextVersion(() =>
      enqueue(tenant, 'message.send', { chat_id: '5', method: 'sendMessage', params: { text: 'hello' } }),
    );
    const rows = await ownerQuery<{ payload: object }>(
      `select payload from outbox where bot_id = $1 and job_name = 'message.send'`,
      [botId],
    );
    expect(rows.map(({ payload }) => payload)).to.deep.equal([
      { v: 2, chat_id: '5', method: 'sendMessage', params: { text: 'hello' } },
    ]);
  });
});
