import http from 'node:http';
import { pause } from '#platform/clock.js';
import { nextUpdate } from './people.js';
import type { TelegramSink } from './telegram-sink.js';

/** Where updates go: a bot's webhook with its secret. */
export interface Hook {
  readonly url: string;
  readonly secret: string;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds from the request to its answer. */
  readonly acknowledged: readonly number[];
  /** Milliseconds from the request to the reply's arrival at Telegram; empty where nobody replies. */
  readonly replied: readonly number[];
}

/** As many as updates are ever under way, so that none of them waits for a connection. */
const mostConnections = 512;

interface Run {
  readonly acknowledged: number;
  readonly replied: number | undefined;
}

/**
 * Posts the mix of updates (`nextUpdate`) to the bots in turn, over so many connections at most; waits for the reply unless
 * none comes.
 */
export function makeLoad(
  hooks: readonly Hook[],
  {
    sink,
    replies = true,
    connections = mostConnections,
  }: { sink: TelegramSink; replies?: boolean; connections?: number },
) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

  async function one(): Promise<Run> {
    const { bot, chatId, body } = nextUpdate(hooks.length);
    const reply = replies ? sink.replyTo(chatId) : undefined;
    const started = performance.now();
    await post(hooks[bot] as Hook, body);
    const acknowledged = performance.now() - started;
    return { acknowledged, replied: reply ? (await reply) - started : undefined };
  }

  function post({ url, secret }: Hook, body: string): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-telegram-bot-api-secret-token': secret,
    };
    return new Promise((resolve, reject) => {
      const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`webhook answered ${response.statusCode}`)),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  const resultOf = (runs: readonly Run[], ms: number): LoadResult => ({
    perSecond: (runs.length / ms) * 1000,
    acknowledged: runs.map((run) => run.acknowledged),
    replied: runs.flatMap((run) => run.replied ?? []),
  });

  return {
    /** As fast as it goes: `atOnce` updates are always under way, until `count` have been replied to. */
    flood: async (count: number, atOnce: number): Promise<LoadResult> => {
      const runs: Run[] = [];
      let left = count;
      const started = performance.now();
      const lane = async () => {
        while (left-- > 0) runs.push(await one());
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      return resultOf(runs, performance.now() - started);
    },
    /** An open loop: `perSecond` updates for `seconds`, whatever the answers do. */
    steady: async (perSecond: number, seconds: number): Promise<LoadResult> => {
      const total = Math.round(perSecond * seconds);
      const started = performance.now();
      const runs: Promise<Run>[] = [];
      while (runs.length < total) {
        const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1);
        while (runs.length < due) runs.push(one());
        await pause(2);
      }
      return resultOf(await Promise.all(runs), performance.now() - started);
    },
    close: () => agent.destroy(),
  };
}

export type Load = ReturnType<typeof makeLoad>;
