import { asFleet } from '#tenancy/scope.js';
import { alignColumns } from './align-columns.js';
import { runScript } from './open-fleet.js';
import { readArguments } from './read-arguments.js';

const help = `Lists the bots of the fleet: number, @name, state, people, name.

  npm run list-bots

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

interface Row {
  id: string;
  username: string | null;
  name: string;
  state: string;
  people: string;
}

async function list(): Promise<string> {
  const rows = await asFleet('list the bots', (tx) =>
    tx.sql<Row>(
      `select b.id, b.username, b.name,
         case when not b.is_active then 'inactive' when c.token_revoked_at is not null then 'token revoked'
           when b.is_master then 'master' else 'active' end as state,
         (select count(*) from users u where u.bot_id = b.id) as people
       from bots b left join bot_connections c on c.bot_id = b.id order by b.id`,
    ),
  );
  if (!rows.length) return 'The fleet has no bots yet.';
  const cells = rows.map((row) => [
    row.id,
    `@${row.username ?? ''}`,
    row.state,
    `${row.people} people`,
    row.name,
  ]);
  return alignColumns(cells);
}

const values = readArguments('list-bots', { help: { type: 'boolean', short: 'h' } });
if (values.help) process.stdout.write(`${help}\n`);
else await runScript('list-bots', list);
