import http from 'node:http';
import { pause } from '#platform/clock.js';
import { openFleet, type FleetProcess, type TestFleet } from '../../test/support/processes/fleet.js';
import { freePort } from '../../test/support/servers/free-port.js';
import { median, percentile, printTable, round } from './figures.js';
import { fillBots } from './fill-bots.js';
import { fillPaidPayments, type PaidPayment } from './paid-payments.js';
import { fillPeople } from './people.js';
import { endWithUs, startProcess } from './sides.js';

const bots = 100;
const count = 2_000;
const atOnce = 64;
const rounds = 6;
const longestMs = 180_000;

interface Bench {
  readonly fleet: TestFleet;
  readonly url: string;
  readonly payments: readonly PaidPayment[];
  close(): Promise<void>;
}

/**
 * Payers who come back from Zarinpal: how many of their requests an ingress acknowledges a second, beside Koa with one
 * `queue.add`; and how many payments a whole process settles a second, from the payer's return to the money in the wallet,
 * Zarinpal asked for each.
 */
export async function measurePayments(): Promise<void> {
  await measureAcknowledgement();
  await measureSettling();
}

async function openBench(): Promise<Bench> {
  const sink = await startProcess('scripts/bench/sink-process.ts', [], {});
  const gateways = await startProcess('scripts/bench/gateway-process.ts', [], {});
  const root = `http://127.0.0.1:${gateways.port}/zarinpal`;
  const port = await freePort();
  const fleet = await openFleet({
    TELEGRAM_API_ROOT: `http://127.0.0.1:${sink.port}`,
    ZARINPAL_API_ROOT: root,
    UPDATE_MODE: 'webhook',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WORKER_CONCURRENCY: '64',
    LOG_LEVEL: 'info',
  });
  await fillBots(fleet, bots);
  const ids = await fleet.query<{ id: string }>('select id::text from bots order by bots.id');
  await fillPeople(fleet, [ids.map(({ id }) => id)]);
  return {
    fleet,
    url: `http://127.0.0.1:${port}`,
    payments: await fillPaidPayments(fleet, root, count),
    close: async () => {
      await fleet.close();
      for (const { child } of [sink, gateways]) child.kill('SIGKILL');
    },
  };
}

/** A request and what comes back: ms from one to the other. Throws unless it is told 200. */
type Ask = (payment: PaidPayment) => Promise<number>;

function openAgent() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const send = (url: string, body?: string): Promise<number> => {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const request = http.request(
        url,
        { agent, ...(body !== undefined && { method: 'POST', headers }) },
        (response) => {
          response.resume();
          response.on('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - started);
            else reject(new Error(`a callback was answered ${response.statusCode}`));
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  };
  return { send, close: () => agent.destroy() };
}

/** Floods with the callbacks of all payments, `atOnce` under way. */
async function flood(payments: readonly PaidPayment[], ask: Ask) {
  const acknowledged: number[] = [];
  const left = [...payments];
  const started = performance.now();
  const lane = async () => {
    for (let next = left.pop(); next; next = left.pop()) acknowledged.push(await ask(next));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - started) / 1_000;
  return { rate: payments.length / seconds, acknowledged };
}

const pathOf = ({ bot, reference, authority }: PaidPayment): string =>
  `/payments/zarinpal/${bot}?p=${reference}&l=fa&Authority=${authority}&Status=OK`;

/** No worker works. Both sides are met in turn, there and back again, so that what drifts on the machine meets both alike. */
async function measureAcknowledgement(): Promise<void> {
  const { fleet, url, payments, close } = await openBench();
  const [ingress, worker] = await Promise.all([
    startOurs(fleet, { ROLES: 'ingress' }),
    startOurs(fleet, { ROLES: 'worker', PORT: String(await freePort()) }),
  ]);
  // It has told the ingress which bots there are, and does nothing any more.
  worker.pause();
  const koa = await startProcess('scripts/bench/koa-process.ts', [fleet.databaseUrl, fleet.redisUrl], {});
  const { send, close: closeAgent } = openAgent();
  const sides: Readonly<Record<string, Ask>> = {
    'Zarinpal’s way back, acknowledged with a page': (payment) => send(`${url}${pathOf(payment)}`),
    'Koa + one queue.add': (payment) => send(`http://127.0.0.1:${koa.port}/`, JSON.stringify(payment)),
  };
  const found = new Map(Object.keys(sides).map((name) => [name, [] as Awaited<ReturnType<typeof flood>>[]]));
  const entries = Object.entries(sides);
  for (let turn = 0; turn < rounds; turn += 1)
    for (const [name, ask] of turn % 2 ? entries.toReversed() : entries)
      found.get(name)?.push(await flood(payments, ask));
  printTable(`Callbacks acknowledged, ${count} a round, ${atOnce} at once`, [
    ['', 'a second', 'p50 ms', 'p99 ms'],
    ...[...found].map(([name, runs]) => {
      const times = runs.flatMap(({ acknowledged }) => acknowledged);
      const rates = runs.map(({ rate }) => rate);
      return [
        name,
        round(median(rates)),
        round(percentile(times, 0.5), 1),
        round(percentile(times, 0.99), 1),
      ];
    }),
  ]);
  closeAgent();
  koa.child.kill('SIGKILL');
  await Promise.all([ingress.kill(), worker.kill()]);
  await close();
}

async function startOurs(fleet: TestFleet, env: Record<string, string>): Promise<FleetProcess> {
  const running = await fleet.start(env);
  endWithUs(running.child);
  return running;
}

interface Settled {
  readonly n: number;
  readonly toman: number;
}

/** One process does all of it; Zarinpal's stand-in, Telegram's, PostgreSQL and Redis are on the same machine. */
async function measureSettling(): Promise<void> {
  const { fleet, url, payments, close } = await openBench();
  const running = await startOurs(fleet, {});
  const { send, close: closeAgent } = openAgent();
  const cameAt = new Map<string, number>();
  const startedAt = Date.now();
  await flood(payments, async (payment) => {
    cameAt.set(payment.reference, Date.now());
    return send(`${url}${pathOf(payment)}`);
  });
  const settled = async (): Promise<Settled> =>
    (
      await fleet.query<Settled>(
        `select count(*)::int as n, coalesce(sum(amount_toman), 0)::float8 as toman from transactions where type = 'deposit'`,
      )
    )[0] ?? { n: 0, toman: 0 };
  while ((await settled()).n < payments.length) {
    if (Date.now() - startedAt > longestMs) throw new Error('the payments were not settled in three minutes');
    await pause(100);
  }
  const { toman } = await settled();
  if (toman !== payments.length * 200_000) throw new Error(`${toman} toman were credited`);
  const rows = await fleet.query<{ reference: string; paid_at: Date }>(
    'select reference, paid_at from zarinpal_payments',
  );
  const waits = rows.map(({ reference, paid_at }) => paid_at.getTime() - (cameAt.get(reference) ?? NaN));
  const lastAt = Math.max(...rows.map(({ paid_at }) => paid_at.getTime()));
  printTable(`Payments settled, ${count} callbacks as fast as they are acknowledged`, [
    ['', 'a second', 'p50 ms', 'p99 ms'],
    [
      'from the payer’s return to the wallet',
      round(payments.length / ((lastAt - startedAt) / 1_000)),
      round(percentile(waits, 0.5)),
      round(percentile(waits, 0.99)),
    ],
  ]);
  closeAgent();
  await running.kill();
  await close();
}
