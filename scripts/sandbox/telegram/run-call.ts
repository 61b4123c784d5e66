import { ApiError } from './api-error.js';
import type { CallContext, Core } from './core.js';
import { methods } from './methods/index.js';
import { checkParams, isUpload } from './schema.js';
import type { BotAccount, Json, RecordedCall } from './types.js';
import type { World } from './world.js';

/** A call that reached the stand-in under a live token and a known method. */
export interface IncomingCall {
  bot: BotAccount;
  method: string;
  params: Json;
  signal: AbortSignal;
}

/** A result with the words that some methods put beside it. */
export interface CallResult {
  result: unknown;
  description?: string;
}

/** Carries a call out: parameters checked, method run; throws an ApiError when Telegram would refuse. */
export async function runCall(core: Core, call: IncomingCall): Promise<CallResult> {
  const { bot, method } = call;
  const run = methods[method];
  const given = method === call.params.method ? withoutMethod(call.params) : call.params;
  const params = checkParams(method, withoutAttachments(given), core.world.options.lenientParams);
  if (!run)
    throw new ApiError(501, `Not Implemented: the sandbox checks ${method} but does not carry it out`);
  core.limits.countToken(bot);
  const context: CallContext = {
    core,
    bot,
    method,
    params: { ...params, ...attachments(given) },
    signal: call.signal,
  };
  const result = await run(context);
  return context.description === undefined ? { result } : { result, description: context.description };
}

/** Telegraf repeats the method among the fields of a multipart body. */
function withoutMethod(params: Json): Json {
  const { method: _method, ...rest } = params;
  return rest;
}

const fileFields = [
  'photo',
  'document',
  'thumbnail',
  'certificate',
  'sticker',
  'video',
  'audio',
  'voice',
  'animation',
  'video_note',
];

/** File parts that stand under a name of their own, for `attach://name`. */
function attachments(params: Json): Json {
  return Object.fromEntries(
    Object.entries(params).filter(([key, value]) => isUpload(value) && !fileFields.includes(key)),
  );
}

function withoutAttachments(params: Json): Json {
  if (!Object.values(params).some(isUpload)) return params;
  const extra = attachments(params);
  return Object.fromEntries(Object.entries(params).filter(([key]) => !(key in extra)));
}

/** The start of a call's record. */
export function newRecord(call: IncomingCall, token: string): RecordedCall {
  const { bot, method, params } = call;
  const record: RecordedCall = {
    token,
    botId: bot.id,
    method,
    params: readableParams(params),
    at: Date.now(),
  };
  const chatId = params.chat_id as string | number | undefined;
  if (chatId !== undefined) record.chatId = String(chatId);
  return record;
}

function readableParams(params: Json): Json {
  if (!Object.values(params).some(isUpload)) return params;
  const readable = (value: unknown): unknown =>
    isUpload(value) ? { name: value.name, size: value.bytes.length } : value;
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, readable(value)]));
}

/** Keeps a call for `calls()`; the oldest go when there are too many. */
export function keepRecord(world: World, record: RecordedCall): void {
  const { keepCalls } = world.options;
  if (keepCalls === 0) return;
  world.calls.push(record);
  if (world.calls.length > keepCalls * 1.25) world.calls.splice(0, world.calls.length - keepCalls);
}
