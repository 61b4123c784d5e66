import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { answeredTap, editedMessage, newMessages, type OutgoingCall } from '#bot/outgoing-calls.js';
import { writeOutbox } from '#jobs/outbox.js';
import { tenantOf } from '#tenancy/scope.js';
import { makeScreens, meetPerson, type Met } from './meet-person.js';
import { openPlainDatabase } from './plain-database.js';

// The least that could be done for an update with what ours promises about PostgreSQL: one BullMQ job, one transaction with
// our statements, our calls over http.request, the outbox rows struck off in batches, one log line. No order, no fairness,
// no limits, no tenants, nothing that repeats what a crash cut off.
const [databaseUrl = '', redisUrl = '', telegram = '', slots = '', botId = '', token = ''] =
  process.argv.slice(2);
const database = openPlainDatabase(databaseUrl);
const tenant = tenantOf(botId);
const screens = makeScreens();
const log = pino();
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const queue = new Queue('floor', { connection });
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 64 });

interface Content {
  readonly from: Met['from'];
  readonly text?: string;
}
interface Update {
  readonly update_id: number;
  readonly message?: Content;
  readonly callback_query?: Content & { readonly id: string };
}

function read(update: Update): { met: Met; calls: OutgoingCall[] } {
  const { message, callback_query: tap, update_id: updateId } = update;
  const { from, text } = (message ?? tap) as Content;
  const chatId = String(from.id);
  const deed = tap ? 'tap' : text === '/start' ? 'start' : 'command';
  const screen = screens[deed];
  const calls = tap
    ? [...editedMessage(chatId, 7, screen), answeredTap(tap.id)]
    : newMessages(chatId, screen);
  return { met: { deed, updateId, chatId, from }, calls };
}

async function work(update: Update): Promise<void> {
  const { met, calls } = read(update);
  const rows = calls.map(({ method, params }) => ({
    bot_id: botId,
    job_name: 'message.send' as const,
    ordering_key: met.chatId,
    payload: { chat_id: met.chatId, method, params },
    trace: null,
    not_before: null,
  }));
  const written: string[] = [];
  await database.transaction(async (tx) => {
    if (!(await meetPerson(tenant, tx, met))) return;
    writeOutbox(tx, rows, (fresh) => {
      written.push(...fresh.map(({ id }) => id));
      return Promise.resolve();
    });
  });
  for (const call of calls) await send(call);
  strikeOff(written);
}

function send({ method, params }: OutgoingCall): Promise<void> {
  const body = JSON.stringify(params);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const url = `${telegram}/bot${token}/${method}`;
    const sent = http.request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if ((JSON.parse(text) as { ok: boolean }).ok) resolve();
        else reject(new Error(text));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let ended: string[] = [];
let timer: NodeJS.Timeout | undefined;
function strikeOff(ids: readonly string[]): void {
  ended.push(...ids);
  timer ??= setTimeout(() => {
    timer = undefined;
    const batch = ended;
    ended = [];
    void database.query('delete from outbox where id = any($1::bigint[])', [batch]);
  }, 250);
}

new Worker<Update>(
  'floor',
  async (job) => {
    const started = Date.now();
    await work(job.data);
    log.info(
      { bot: botId, job: job.id, wait_ms: started - job.timestamp, work_ms: Date.now() - started },
      'job',
    );
  },
  { connection, concurrency: Number(slots), removeOnComplete: { age: 3_600, count: 20_000 } },
).on('failed', (_job, error) => log.error({ err: error }, 'job'));
const server = http.createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    queue.add('update', JSON.parse(body) as Update).then(
      () => response.end('{}'),
      () => response.writeHead(503).end(),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
