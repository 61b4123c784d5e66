import { openIntake, type TelegramUpdate } from '#jobs/intake.js';
import { openJobs } from '#jobs/queues.js';
import { pause } from '#platform/clock.js';
import { openRedis } from '#platform/redis.js';
import { openFleet, type TestFleet } from '../../test/support/processes/fleet.js';
import { waitFor } from '../../test/support/wait-for.js';
import { fillBots } from './fill-bots.js';
import { percentile, printTable, round } from './figures.js';
import { fillPeople, nextUpdate } from './people.js';
import { endWithUs } from './sides.js';
import { startStrictTelegram, type StrictTelegram } from './strict-telegram.js';

/** Telegram's limit of a bot, messages a second. */
const limit = 30;
const firstPerson = 9_000_000_000;
const processes = 2;
const isNotice = (chatId: string): boolean => Number(chatId) > firstPerson;
/** Somebody taps or writes so often while the notices leave. */
const tapEveryMs = 500;
/** What leaves at once at the start, and the last few, say nothing of the pace. */
const edgeMs = 3_000;

/**
 * So many subscriptions of one bot end in the same minute: how fast their people hear of it by two worker processes, as a
 * share of Telegram's limit, and how soon people who do something meanwhile get their replies. Telegram is strict, and once
 * on this machine and once 60 ms away.
 */
export async function measureNotices(count: number): Promise<void> {
  const rows: string[][] = [];
  for (const roundTripMs of [0, 60]) rows.push(await measureAt(roundTripMs, count));
  printTable(`Notices: ${count} subscriptions of one bot end at once, ${processes} worker processes`, [
    [
      'Telegram answers after',
      'messages/s',
      '% of the limit',
      '429',
      'most in a second',
      'reply p50, ms',
      'p99',
    ],
    ...rows,
  ]);
}

async function measureAt(roundTripMs: number, count: number): Promise<string[]> {
  const telegram = await startStrictTelegram(roundTripMs);
  const fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, ROLES: 'worker' });
  await fillBots(fleet, 1);
  const [bot] = await fleet.query<{ id: string }>('select id from bots');
  const botId = bot?.id as string;
  await fillPeople(fleet, [[botId]]);
  await fillSubscriptions(fleet, botId, count);
  for (let n = 0; n < processes; n += 1) endWithUs((await fleet.start({ PORT: '' })).child);
  let heard = 0;
  let looked = 0;
  const told = () => {
    for (; looked < telegram.taken.length; looked += 1)
      if (isNotice(telegram.taken[looked]?.chatId ?? '')) heard += 1;
    return heard;
  };
  const people = tapMeanwhile(fleet, telegram, botId);
  await fleet.query(`update subscriptions set starts_at = now() - interval '30 days', ends_at = now()`);
  await waitFor(() => told() >= count, {
    what: 'all hear of the end',
    timeoutMs: 120_000 + count * 100,
  });
  const waits = await people.stop();
  await fleet.close();
  await telegram.close();
  const times = telegram.taken.map(({ at }) => at);
  const notices = telegram.taken.filter(({ chatId }) => isNotice(chatId));
  const [from, to] = [(notices[0]?.at ?? 0) + edgeMs, (notices.at(-1)?.at ?? 0) - edgeMs];
  const perSecond = times.filter((at) => at >= from && at < to).length / ((to - from) / 1_000);
  return [
    `${roundTripMs} ms`,
    round(perSecond, 2),
    round((perSecond / limit) * 100, 1),
    `${telegram.refused()}`,
    `${telegram.mostInASecond()}`,
    round(percentile(waits, 0.5)),
    round(percentile(waits, 0.99)),
  ];
}

async function fillSubscriptions({ query }: TestFleet, botId: string, count: number): Promise<void> {
  await query(
    `insert into users (bot_id, telegram_id, language, referral_code, language_chosen_at, rules_accepted_at, registered_at, first_name)
     select $1, $2::bigint + n, 'en', 'ends' || n, now(), now(), now(), 'Name' from generate_series(1, $3::int) as n`,
    [botId, firstPerson, count],
  );
  await query(
    `insert into subscriptions (bot_id, user_id, status, starts_at, ends_at, provisioned_at)
     select bot_id, id, 'active', now(), now() + interval '40 days', now() from users where telegram_id > $1`,
    [firstPerson],
  );
  await query('vacuum analyze subscriptions, users');
}

/** People do something all the time; `stop` tells how long each waited for the reply, in ms. */
function tapMeanwhile(fleet: TestFleet, telegram: StrictTelegram, botId: string) {
  const redis = openRedis(fleet.redisUrl, 'wait');
  const jobs = openJobs({ redis, capPerBot: 16 });
  const intake = openIntake(jobs);
  const asked: { chatId: string; at: number }[] = [];
  let isOver = false;
  const done = (async () => {
    while (!isOver) {
      const { chatId, body } = nextUpdate(1);
      asked.push({ chatId, at: performance.now() });
      await intake.updates(botId, [JSON.parse(body) as TelegramUpdate]);
      await pause(tapEveryMs);
    }
  })();
  return {
    stop: async (): Promise<number[]> => {
      isOver = true;
      await done;
      await jobs.close();
      redis.disconnect();
      return asked.flatMap(({ chatId, at }) => {
        const reply = telegram.taken.find((one) => one.chatId === chatId && one.at >= at);
        return reply ? [reply.at - at] : [];
      });
    },
  };
}
