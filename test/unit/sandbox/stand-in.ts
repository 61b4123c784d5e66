import {
  startTelegram,
  type TelegramOptions,
  type TelegramStandIn,
} from '../../../scripts/sandbox/telegram.js';

/** The answer of the Bot API to one call. */
export interface ApiAnswer {
  status: number;
  ok: boolean;
  // The tests read whatever fields the method at hand returns.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  result: any;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

/** A stand-in with one bot and one person who has written to it. */
export async function startedStandIn(options: TelegramOptions = {}) {
  const telegram = await startTelegram(options);
  const { token } = telegram.addBot({ firstName: 'Shop', username: 'shop_bot' });
  const person = telegram.person({ firstName: 'Buyer', languageCode: 'fa' });
  telegram.send(token, person, '/start');
  const call = callerOf(telegram, token);
  const say = (text: string, more: object = {}) => call('sendMessage', { chat_id: person.id, text, ...more });
  return { telegram, token, person, call, say };
}

/** Calls methods of the Bot API with a JSON body. */
export function callerOf(telegram: TelegramStandIn, token: string) {
  return async (method: string, params: object = {}): Promise<ApiAnswer> => {
    const response = await fetch(`${telegram.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return { status: response.status, ...((await response.json()) as Omit<ApiAnswer, 'status'>) };
  };
}
