import type { ChaosFleet } from './fleet.js';

/** A message that Telegram accepted in a chat. */
export interface Reply {
  readonly botToken: string;
  readonly chatId: string;
  /** Telegram's number: rises in the order in which the chat shows its messages. */
  readonly messageId: number;
  /** The update that it answers; undefined: the neutral text of an update that failed for good. */
  readonly updateId: number | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the stand-in for Telegram heard, in the order in which it heard it. */
export interface Replies {
  readonly all: readonly Reply[];
  /** Was this update answered, and when first? In milliseconds since 1970. */
  firstAt(token: string, updateId: number): number | undefined;
  /** How many updates have an answer of their own. */
  answered(): number;
  close(): void;
}

interface Call {
  readonly token: string;
  readonly chatId?: string;
  readonly params: { readonly text?: unknown };
  readonly result?: unknown;
}

/** Listens to what leaves for Telegram; a call whose answer was lost on the way counts, for people saw its effect. */
export function hearReplies({ telegram }: ChaosFleet): Replies {
  const all: Reply[] = [];
  const first = new Map<string, number>();
  const hear = ({ token, chatId, params, result }: Call): void => {
    const messageId = (result as { message_id?: number } | undefined)?.message_id;
    if (messageId === undefined || !chatId) return;
    const [, number] = /n(\d+)n/.exec(String(params.text)) ?? [];
    const updateId = number === undefined ? undefined : Number(number);
    const at = Date.now();
    all.push({ botToken: token, chatId, messageId, updateId, at });
    const key = `${token} ${updateId ?? ''}`;
    if (updateId !== undefined && !first.has(key)) first.set(key, at);
  };
  telegram.world.events.on('call', hear);
  return {
    all,
    firstAt: (token, updateId) => first.get(`${token} ${updateId}`),
    answered: () => first.size,
    close: () => void telegram.world.events.off('call', hear),
  };
}

const mostTold = 5;

/** For whoever looks for the cause: the first replies that came twice, and how long after the first. */
export function tellRepeats({ all }: Pick<Replies, 'all'>): string {
  const first = new Map<string, Reply>();
  const told: string[] = [];
  for (const reply of all) {
    if (reply.updateId === undefined) continue;
    const key = `${reply.botToken.split(':')[0]} ${reply.updateId}`;
    const before = first.get(key);
    if (before)
      told.push(`update ${reply.updateId} of chat ${reply.chatId}, ${reply.at - before.at} ms apart`);
    else first.set(key, reply);
  }
  return told.slice(0, mostTold).join('; ');
}
