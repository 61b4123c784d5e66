import { percentile } from '../bench/figures.js';
import type { AdminApi } from '../../test/support/open-admin-api.js';
import type { FilledBot } from '../../test/support/filled-bot.js';

/** People of the quiet bot; each writes seldom, so that no limit of Telegram's holds an answer up. */
const people = 40;
const everyMs = 250;
const longestMs = 20_000;

/** How long people waited for the bot's answer, in ms, and how many never got one. */
export interface Waits {
  readonly answers: number;
  readonly lost: number;
  readonly p50: number;
  readonly p99: number;
}

/** A bot whose people write now and then; updates come by webhook, answers are those that Telegram got. */
export function openQuietBot({ side, url }: AdminApi, { botId, token }: FilledBot) {
  const { telegram, vault } = side;
  const persons = Array.from({ length: people }, (_, n) => telegram.person({ firstName: `Quiet ${n}` }));
  // They are in its chats from now on; what Telegram keeps for polling of it nobody asks for.
  for (const person of persons) telegram.send(token, person, '/start');
  const heard = (id: string): number => telegram.chat(token, id).filter(({ from }) => from === 'bot').length;
  let update = 1_000;
  // Goes on from one watch to the next: who has just written is told to go slower.
  let turn = 0;

  async function ask(n: number): Promise<number> {
    const { id } = persons[n % people] as { id: string };
    const before = heard(id);
    const startedAt = performance.now();
    update += 1;
    const from = { id: Number(id), is_bot: false, first_name: 'Quiet' };
    const chat = { id: Number(id), type: 'private', first_name: 'Quiet' };
    const message = { message_id: update, date: Math.floor(Date.now() / 1_000), from, chat, text: '/start' };
    await fetch(`${url}/telegram/${botId}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': vault.webhookSecret({
          botId,
          telegramBotId: token.split(':')[0] as string,
        }),
      },
      body: JSON.stringify({ update_id: update, message }),
    });
    while (heard(id) === before) {
      if (performance.now() - startedAt > longestMs) return NaN;
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    return performance.now() - startedAt;
  }

  /** Lets people write for so long. */
  async function watch(ms: number): Promise<Waits> {
    const asked: Promise<number>[] = [];
    for (const until = performance.now() + ms; performance.now() < until;) {
      asked.push(ask(turn));
      turn += 1;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    const all = await Promise.all(asked);
    const waits = all.filter((wait) => !Number.isNaN(wait));
    return {
      answers: waits.length,
      lost: all.length - waits.length,
      p50: percentile(waits, 0.5),
      p99: percentile(waits, 0.99),
    };
  }
  return { watch };
}
