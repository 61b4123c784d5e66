import { parseArgs } from 'node:util';
import { readDatabaseUrl } from '#env/servers.js';
import { scrub } from '#platform/log.js';
import { openMigrator, type Migrator } from '../migrations/migrator.js';
import { scriptEnv } from './running-fleet.js';

const help = `Moves the database's schema. DATABASE_URL names the database (without it: that of a running npm start); its user
owns the tables.

  npm run migrate -- up [--to NAME]      applies what is missing (up to and including NAME)
  npm run migrate -- down [--to NAME]    takes back the last change (or all down to and including NAME)
  npm run migrate -- status              lists the changes and when they were made
  npm run migrate -- --help

Safe to start in several processes at once: each change runs once, under a lock. One that others' locks hold up lets them
go first: it gives up after 3 s, says who is in the way, and tries again, for about three minutes.`;

const commands: Readonly<Record<string, (migrator: Migrator, to?: string) => Promise<string>>> = {
  up: async (migrator, to) =>
    told('applied', await migrator.up(to), 'nothing to apply: the schema is current'),
  down: async (migrator, to) => told('took back', await migrator.down(to), 'nothing to take back'),
  status: async (migrator) => {
    const states = await migrator.status();
    const lines = states.map(({ name, executedAt, isKnown }) => {
      const when = executedAt ? executedAt.toISOString() : 'missing';
      return `${name.padEnd(36)} ${when}${isKnown ? '' : '  (unknown to this version)'}`;
    });
    return lines.join('\n');
  },
};

function told(verb: string, names: readonly string[], nothing: string): string {
  return names.length ? names.map((name) => `${verb} ${name}`).join('\n') : nothing;
}

function readArguments(): { command: string; to: string | undefined; wantsHelp: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, to: { type: 'string' } },
  });
  return { command: positionals.join(' '), to: values.to, wantsHelp: values.help ?? false };
}

async function main(): Promise<string> {
  const { command, to, wantsHelp } = readArguments();
  if (wantsHelp) return help;
  const run = commands[command];
  if (!run)
    throw new Error(`say what to do: up, down or status (got ${JSON.stringify(command)}); see --help`);
  const url = readDatabaseUrl(scriptEnv());
  if (!url)
    throw new Error('DATABASE_URL is not set and no fleet runs here: name the database, or use npm start');
  const migrator = await openMigrator(url, { tell: (line) => console.error(`migrate: ${scrub(line)}`) });
  try {
    return await run(migrator, to);
  } finally {
    await migrator.close();
  }
}

main().then(
  (text) => console.log(text),
  (error: unknown) => {
    console.error(`migrate: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
