import { countWorkers } from '#jobs/ordered/worker-slots.js';
import { adoptFleet } from '#services/stores/adopt-fleet.js';
import { beginLife } from '#services/stores/begin-life.js';
import { alone, isOthersTurn, lookAtStores } from '#services/stores/join-fleet.js';
import { refusalOf } from '#services/stores/refuse-stores.js';
import { asFleet } from '#tenancy/scope.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { readArguments } from './read-arguments.js';

const help = `Brings PostgreSQL and Redis together again after one of them, or both, were restored from a backup.

  1. Stop the workers (ingress and pollers may go on). 2. Restore. 3. npm run migrate -- up. 4. Run this.
  5. Start the fleet.

  npm run after-restore

It begins a new life of the fleet: numbers go on above all that were ever given out, every pending job in PostgreSQL is
handed over again, but for messages that Redis knows as sent, jobs that only an older Redis remembers are done no more, and
webhooks, menus and the directory of bots are set anew when the fleet starts. Running it again does no harm. It refuses
while workers are at work. At the end it counts the payouts of partners that are open: those that were paid after the backup
are open again. docs/operations.md, "Backup and restore", has every step, and what to look through afterwards.

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const openPayouts = `
  select bot_id::text as bot, count(*)::int as count from partner_payouts
  where state in ('requested', 'approved') group by bot_id order by bot_id`;
/** Bots that are named. */
const mostBots = 20;

/** What was paid to partners since the backup is open again, and must not be paid twice. */
async function sayPayouts(): Promise<string> {
  const rows = await asFleet('count the payouts that are open', (tx) =>
    tx.sql<{ bot: string; count: number }>(openPayouts),
  );
  if (rows.length === 0) return 'No payout of a partner is open.';
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const bots = rows.slice(0, mostBots).map(({ bot }) => bot);
  return (
    `${all} payouts of partners are open, of the bots ${bots.join(', ')}${rows.length > mostBots ? ' and others' : ''}: ` +
    'some may have been paid since the backup; compare them with the bank before any is paid.'
  );
}

async function afterRestore({ jobs, vault }: OpenFleet): Promise<string> {
  const workers = await countWorkers(jobs);
  if (workers > 0)
    throw new Error(
      `${workers} worker processes are at work (or were killed within the last 25 seconds): stop them first, see --help`,
    );
  const look = await lookAtStores(jobs);
  const refusal = isOthersTurn(look) && refusalOf('other-redis', look);
  if (refusal) throw refusal;
  const begun = await alone(jobs, async () => {
    await adoptFleet(jobs, vault);
    return beginLife(jobs, vault);
  });
  if (!begun)
    throw new Error('another process is bringing the stores in order just now; run it again in 15 seconds');
  const { life, owed, sent } = begun;
  return (
    `The fleet begins its life ${life + 1}: ${owed} jobs are pending and will be enqueued again` +
    `${sent ? `, ${sent} messages were sent before the restore` : ''}. Start the fleet now.\n${await sayPayouts()}`
  );
}

const values = readArguments('after-restore', { help: { type: 'boolean', short: 'h' } });
if (values.help) process.stdout.write(`${help}\n`);
else await runScript('after-restore', afterRestore, { takesAnyStores: true });
