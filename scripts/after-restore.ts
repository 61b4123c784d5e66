import { countWorkers } from '#jobs/ordered/worker-slots.js';
import { adoptFleet } from '#services/stores/adopt-fleet.js';
import { beginLife } from '#services/stores/begin-life.js';
import { alone, isOthersTurn, lookAtStores } from '#services/stores/join-fleet.js';
import { refusalOf } from '#services/stores/refuse-stores.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { readArguments } from './read-arguments.js';

const help = `Brings PostgreSQL and Redis together again after one of them, or both, were restored from a backup.

  1. Stop the workers (ingress and pollers may go on). 2. Restore. 3. npm run migrate -- up. 4. Run this.
  5. Start the fleet.

  npm run after-restore

It begins a new life of the fleet: numbers go on above all that were ever given out, every pending job in PostgreSQL is
handed over again, but for messages that Redis knows as sent, jobs that only an older Redis remembers are done no more, and
webhooks, menus and the directory of bots are set anew when the fleet starts. Running it again does no harm. It refuses
while workers are at work. docs/operations.md, "Backup and restore", has every step.

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

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
    `${sent ? `, ${sent} messages were sent before the restore` : ''}. Start the fleet now.`
  );
}

const values = readArguments('after-restore', { help: { type: 'boolean', short: 'h' } });
if (values.help) process.stdout.write(`${help}\n`);
else await runScript('after-restore', afterRestore, { takesAnyStores: true });
