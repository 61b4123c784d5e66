import fs from 'node:fs';
import path from 'node:path';

/** What other commands on this machine need to meet the running fleet; tokens of bots and operators stay out. */
export const SHARED_VARIABLES = [
  'DATABASE_URL',
  'DATABASE_URL_PASSWORD',
  'REDIS_URL',
  'REDIS_URL_PASSWORD',
  'PORT',
  'PUBLIC_URL',
  'UPDATE_MODE',
  'ADMIN_IDS',
  'APP_SECRET',
  'TELEGRAM_API_ROOT',
  'TELEGRAM_NEW_TOKENS_PER_MINUTE',
  'WORKER_CONCURRENCY',
  'ALLOW_PRIVATE_ADDRESSES',
];

/**
 * Writes the environment of the running fleet to running.json in its data directory (mode 0600), where
 * scripts/open-fleet.ts reads it, so that `npm run create-bot` in a second terminal meets this fleet.
 */
export function writeRunningFile(directory, env) {
  const set = SHARED_VARIABLES.filter((name) => env[name]);
  const kept = Object.fromEntries(set.map((name) => [name, env[name]]));
  const file = fileOf(directory);
  const draft = `${file}.new`;
  fs.rmSync(draft, { force: true });
  fs.writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(draft, file);
}

/** Takes the file away: nothing runs here any more. */
export function removeRunningFile(directory) {
  fs.rmSync(fileOf(directory), { force: true });
}

function fileOf(directory) {
  return path.join(directory, 'running.json');
}
