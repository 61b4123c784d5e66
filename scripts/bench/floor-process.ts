import http from 'node:http';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

// The least that could be done for an update: one BullMQ job, one transaction in raw SQL, one HTTP call.
const [databaseUrl = '', redisUrl = '', telegram = '', slots = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query(`create table if not exists floor_people (id bigint primary key, name text, seen timestamptz);
  create table if not exists floor_rows (id bigint primary key, text text)`);
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const queue = new Queue('floor', { connection });
interface Update {
  readonly update_id: number;
  readonly message: {
    readonly from: { readonly id: number; readonly first_name: string };
    readonly text: string;
  };
}

async function work(update: Update): Promise<void> {
  const { from, text } = update.message;
  const client = await pool.connect();
  await client.query('begin');
  const upsert =
    'insert into floor_people values ($1, $2, now()) on conflict (id) do update set name = excluded.name, seen = now()';
  await client.query({ name: 'upsert', text: upsert, values: [from.id, from.first_name] });
  await client.query({
    name: 'row',
    text: 'insert into floor_rows values ($1, $2)',
    values: [update.update_id, text],
  });
  await client.query('commit');
  client.release();
  const response = await fetch(`${telegram}/bot1:x/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: from.id, text: 'Please choose your language' }),
  });
  await response.json();
}

new Worker<Update>('floor', (job) => work(job.data), {
  connection,
  concurrency: Number(slots),
  removeOnComplete: { count: 1000 },
});
const server = http.createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    queue.add('update', JSON.parse(body) as Update).then(
      () => response.end('{}'),
      () => response.writeHead(503).end(),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as { port: number }).port}\n`);
});
