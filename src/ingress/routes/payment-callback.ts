import type { RouterMiddleware } from '@koa/router';
import type { Context } from 'koa';
import type { DirectoryFollower } from '#directory/directory.js';
import { findGateway } from '#gateways/registry.js';
import type { AnyGateway } from '#gateways/gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import type { Intake } from '#jobs/intake.js';
import type { Redis } from '#platform/redis.js';
import { limitCallbacks } from '../limit-callbacks.js';
import type { RequestNotes } from '../request-notes.js';
import { Problem } from '../problem.js';
import { readRaw } from '../read-raw.js';
import { showPaymentPage, type PaymentPage } from './payment-page.js';

export interface PaymentCallbackParts {
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly redis: Redis;
  readonly prefix: string;
}

/** Largest body, in bytes: the half of it is more than any gateway sends. */
const mostBytes = 16_384;
/** Longest value of a header or of the query that is kept, in characters. */
const longestValue = 2_000;
const refusal = {
  code: 'payment.callback_flood',
  detail: 'Too many callbacks of this bot at once.',
} as const;

/**
 * `GET|POST /payments/:gateway/:bot_id`: takes in what a gateway tells, whether the method is switched on or not, and answers as the
 * gateway wants it only when Redis holds it. Nothing is believed here: which payment it is about, and whether that is this bot's,
 * a worker finds out; so a stranger learns nothing from the answer.
 */
export function paymentCallback(parts: PaymentCallbackParts): RouterMiddleware<RequestNotes> {
  const { directory, intake } = parts;
  return async (ctx) => {
    ctx.state.isRoutine = true;
    const gateway = findGateway(ctx.params.gateway ?? '');
    const bot = directory.get(ctx.params.bot_id ?? '');
    if (!directory.isLoaded())
      throw new Problem(503, 'directory.not_loaded', 'The list of bots is not loaded yet.', {
        'retry-after': '2',
      });
    if (!gateway?.callback || !bot) throw new Problem(404, 'route.unknown', 'Nothing is taken in here.');
    ctx.state.bot = bot.botId;
    const request = await requestOf(ctx, gateway);
    const hint = gateway.callback.read(request);
    if (!hint) throw new Problem(400, 'payment.callback_malformed', 'This is no callback of that gateway.');
    const bytes = weightOf(request, ctx.querystring);
    await limitCallbacks({ ...parts, kind: 'callbacks', refusal }, { botId: bot.botId, bytes });
    await intake.paymentCallback(bot.botId, {
      ...request,
      gateway: gateway.name,
      body: request.body.toString('base64'),
    });
    answer(ctx, gateway, { claims: hint.claims, username: bot.username });
  };
}

async function requestOf(ctx: Context, { callback }: AnyGateway): Promise<RawCallback> {
  const method = ctx.method === 'POST' ? 'POST' : 'GET';
  const body = method === 'POST' ? await readRaw(ctx, mostBytes) : Buffer.alloc(0);
  const query = Object.entries(ctx.query).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first.slice(0, longestValue)] as const];
  });
  const headers = (callback?.headers ?? []).flatMap((name) => {
    const value = ctx.get(name);
    return value === '' ? [] : [[name, value.slice(0, longestValue)] as const];
  });
  const ip = ctx.request.ip;
  return { method, query: Object.fromEntries(query), headers: Object.fromEntries(headers), body, ip };
}

/** About what a request weighs in the queue, in bytes. */
function weightOf({ body, headers }: RawCallback, query: string): number {
  const kept = Object.values(headers).reduce((sum, value) => sum + value.length, query.length);
  return kept + Math.ceil((body.length * 4) / 3);
}

function answer(ctx: Context, { callback }: AnyGateway, about: PaymentPage): void {
  const reply = callback?.reply;
  if (reply === 'page') return showPaymentPage(ctx, about);
  if (!reply) return;
  ctx.status = reply.status;
  ctx.type = reply.type;
  ctx.body = reply.body;
}
