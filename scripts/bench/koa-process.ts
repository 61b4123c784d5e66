import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyParser } from '@koa/bodyparser';
import { Router } from '@koa/router';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import Koa from 'koa';

// The least that an acknowledgement can be in this stack: Koa, its router and body parser, one `queue.add`. No worker.
const [, redisUrl = ''] = process.argv.slice(2);
const queue = new Queue('koa', { connection: new Redis(redisUrl, { maxRetriesPerRequest: null }) });
const router = new Router();
router.post('/', async (ctx) => {
  await queue.add('update', ctx.request.body);
  ctx.body = {};
});
const handle = new Koa().use(bodyParser()).use(router.routes()).callback();
const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  void handle(request, response);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
