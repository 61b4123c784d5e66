import {
  addOperatorToken,
  listOperatorTokens,
  revokeOperatorToken,
} from '#services/access/operator-tokens.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { checkText, readArguments } from './read-arguments.js';

const help = `Makes and revokes tokens that open /queues (bull-board) for looking: no retry, no pause, no removal, no admin API.

  npm run operator-token -- --add NAME [--days N]      makes one and shows it, this once; N days long, or until revoked
  npm run operator-token -- --revoke NAME              ends it at once, with all its sign-ins
  npm run operator-token -- --list                     whose there are, and until when

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('operator-token', {
  help: { type: 'boolean', short: 'h' },
  add: { type: 'string' },
  days: { type: 'string' },
  revoke: { type: 'string' },
  list: { type: 'boolean' },
});

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function readDays(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days;
  throw new Error('--days must be a whole number from 1 to 3650');
}

async function add({ jobs }: OpenFleet, name: string): Promise<string> {
  checkText('the name after --add', name, 100);
  const days = readDays(values.days);
  const token = await addOperatorToken(jobs, { name, days });
  return `Read-only token of ${name} for /queues (shown this once): ${token}`;
}

async function list(): Promise<string> {
  const tokens = await listOperatorTokens();
  if (!tokens.length) return 'There is no operator token; make one with --add NAME.';
  return tokens
    .map(({ name, created_at: made, expires_at: until }) => {
      const end = until === undefined ? 'until revoked' : `until ${dateOf(until)}`;
      return `${name}: read-only, made ${dateOf(made)}, ${end}${(until ?? Infinity) < Date.now() ? ' (over)' : ''}`;
    })
    .join('\n');
}

async function run(fleet: OpenFleet): Promise<string> {
  const { add: added, revoke: revoked, list: listed } = values;
  if ([added, revoked, listed].filter((one) => one !== undefined).length !== 1)
    throw new Error('say one of --add, --revoke and --list; see --help');
  if (values.days !== undefined && added === undefined) throw new Error('--days goes with --add; see --help');
  if (added !== undefined) return add(fleet, added);
  if (revoked === undefined) return list();
  await revokeOperatorToken(fleet.jobs, revoked);
  return `The token of ${revoked} is revoked.`;
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('operator-token', run);
