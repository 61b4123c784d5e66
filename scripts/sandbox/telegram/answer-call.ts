import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, errorBody } from './api-error.js';
import type { Core } from './core.js';
import type { Fault, FaultKind } from './faults.js';
import { readParams } from './read-request.js';
import { keepRecord, newRecord, runCall, type CallResult, type IncomingCall } from './run-call.js';
import { findMethod } from './schema.js';
import type { BotAccount, Json, RecordedCall } from './types.js';
import { isTokenShape } from './world.js';

/** Where a request to the Bot API points. */
export interface ApiTarget {
  token: string;
  method: string;
  query: URLSearchParams;
}

/** Answers one request to the Bot API, faults and latency included; never rejects. */
export async function answerCall(
  core: Core,
  exchange: { request: IncomingMessage; response: ServerResponse },
  target: ApiTarget,
): Promise<void> {
  const { request, response } = exchange;
  try {
    if (core.gate) await core.gate;
    const bot = findBot(core, target.token);
    const params = await readParams(request, target.query);
    const method = findMethod(target.method);
    if (!method) throw new ApiError(404, 'Not Found: method not found');
    const call: IncomingCall = { bot, method, params, signal: closeSignal(response, method) };
    const outcome = await runRecorded(core, call, target.token);
    if (outcome === 'reset') request.socket.destroy();
    else if (outcome !== 'silence') sendJson(response, 200, { ok: true, ...outcome });
  } catch (error) {
    sendError(response, error);
  }
}

/** The bot whose token this is now. */
export function findBot(core: Core, token: string): BotAccount {
  if (!isTokenShape(token)) throw new ApiError(404, 'Not Found');
  const bot = core.world.bots.get(core.world.botIdsByToken.get(token) ?? '');
  if (!bot || bot.token !== token) throw new ApiError(401, 'Unauthorized');
  return bot;
}

const never = new AbortController().signal;

/** Only a long poll must hear that its client went away. */
function closeSignal(response: ServerResponse, method: string): AbortSignal {
  if (method !== 'getUpdates') return never;
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

type Outcome = CallResult | 'reset' | 'silence';

/** Runs a call with the fault it meets, and keeps its record. */
export async function runRecorded(core: Core, call: IncomingCall, token: string): Promise<Outcome> {
  const record = newRecord(call, token);
  keepRecord(core.world, record);
  const fault = core.faults.take(record);
  if (core.latencyMs > 0) await delay(core.latencyMs);
  try {
    const outcome = await runWithFault(core, call, { fault, record });
    if (typeof outcome === 'object') record.result = outcome.result;
    else record.error = { code: 0, description: outcome };
    return outcome;
  } catch (error) {
    record.error = describe(error);
    throw error;
  } finally {
    record.endedAt = Date.now();
    core.world.events.emit('call', record);
  }
}

async function runWithFault(
  core: Core,
  call: IncomingCall,
  met: { fault: Fault | undefined; record: RecordedCall },
): Promise<Outcome> {
  const { fault, record } = met;
  if (!fault) return runCall(core, call);
  if (typeof fault.error === 'object' && 'delayMs' in fault.error) {
    const { delayMs } = fault.error;
    if (!fault.afterEffect) await delay(delayMs);
    const outcome = await runCall(core, call);
    if (fault.afterEffect) await delay(delayMs);
    return outcome;
  }
  if (fault.afterEffect) record.result = (await runCall(core, call)).result;
  if (fault.error === 'reset') return 'reset';
  if (fault.error === 'timeout') return 'silence';
  throw faultError(core, fault.error, { fault, record });
}

function faultError(
  core: Core,
  error: Exclude<FaultKind, string | { delayMs: number }>,
  met: { fault: Fault; record: RecordedCall },
): ApiError {
  const { retryAfter, migrateToChatId } = error;
  const { fault, record } = met;
  // A refused poll says nothing of what the bot may send.
  if (retryAfter && record.method !== 'getUpdates')
    core.limits.hold(record.botId, fault.chatId && record.chatId, retryAfter);
  const parameters: { retry_after?: number; migrate_to_chat_id?: number } = {};
  if (retryAfter) parameters.retry_after = retryAfter;
  if (migrateToChatId) parameters.migrate_to_chat_id = Number(migrateToChatId);
  return new ApiError(error.code, error.description, Object.keys(parameters).length ? parameters : undefined);
}

function describe(error: unknown): RecordedCall['error'] {
  if (!(error instanceof ApiError)) return { code: 500, description: String(error) };
  const described: RecordedCall['error'] = { code: error.code, description: error.description };
  if (error.parameters?.retry_after) described.retryAfter = error.parameters.retry_after;
  return described;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Sends an error in the Bot API's shape; a fault of the stand-in itself is a 500 with its stack. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ApiError) return sendJson(response, error.code, errorBody(error));
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  sendJson(response, 500, errorBody(new ApiError(500, `Internal Server Error: sandbox: ${text}`)));
}

/** Sends a JSON body with its length. */
export function sendJson(response: ServerResponse, status: number, body: Json): void {
  if (response.destroyed || response.headersSent) return;
  const bytes = Buffer.from(JSON.stringify(body));
  const headers: Record<string, string | number> = {
    'content-type': 'application/json',
    'content-length': bytes.length,
  };
  const retryAfter = (body.parameters as Json | undefined)?.retry_after;
  if (typeof retryAfter === 'number') headers['retry-after'] = retryAfter;
  response.writeHead(status, headers).end(bytes);
}
