import type { RecordedCall } from '../telegram/types.js';
import type { World } from '../telegram/world.js';

const maxJson = 4000;
const secretParams = ['secret_token', 'provider_token', 'certificate'];

/** A call of a bot as the operator's pane shows it; no token and no secret in it. */
export interface ShownCall {
  bot: string;
  method: string;
  chatId?: string;
  /** Unix milliseconds. */
  at: number;
  ms: number;
  isOk: boolean;
  error?: string;
  params: string;
  result: string;
}

/** Whether the pane shows a call: every one, but of the ceaseless getUpdates only those that failed. */
export function isWorthShowing(call: RecordedCall): boolean {
  return call.endedAt !== undefined && (call.method !== 'getUpdates' || call.error !== undefined);
}

/** A call as the pane shows it. */
export function showCall(world: World, call: RecordedCall): ShownCall {
  const params = Object.entries(call.params).map(([key, value]) => [
    key,
    secretParams.includes(key) ? '•••' : value,
  ]);
  const shown: ShownCall = {
    bot: world.bots.get(call.botId)?.firstName ?? call.botId,
    method: call.method,
    at: call.at,
    ms: (call.endedAt ?? call.at) - call.at,
    isOk: call.error === undefined,
    params: shortJson(Object.fromEntries(params)),
    result: call.error ? '' : shortJson(call.result),
  };
  if (call.chatId) shown.chatId = call.chatId;
  if (call.error) shown.error = `${call.error.code} ${call.error.description}`;
  return shown;
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value, null, 1) ?? '';
  return text.length > maxJson ? `${text.slice(0, maxJson)}…` : text;
}
