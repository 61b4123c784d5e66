import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hasCluster } from './postgres.mjs';
import { StartupError } from './startup-error.mjs';

const NAMES = ['APP_SECRET', 'MASTER_API_TOKEN', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD'];

/** The secrets of a data directory, made at its first start and kept in secrets.json; `isNew` says that they were made now. */
export function makeSecrets(directory) {
  const file = path.join(directory, 'secrets.json');
  const kept = readSecrets(file);
  if (kept) return { ...kept, file, isNew: false };
  if (hasCluster(directory)) {
    throw new StartupError(
      `${file} is missing, and the database beside it was made with it.`,
      'Put the file back from a backup, or move the directory away to begin anew.',
    );
  }
  const made = Object.fromEntries(NAMES.map((name) => [name, crypto.randomBytes(32).toString('base64url')]));
  const draft = `${file}.new`;
  fs.writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(draft, file);
  return { ...made, file, isNew: true };
}

function readSecrets(file) {
  if (!fs.existsSync(file)) return null;
  const secrets = parse(file);
  const missing = NAMES.filter((name) => typeof secrets?.[name] !== 'string' || secrets[name] === '');
  if (missing.length === 0) return secrets;
  throw new StartupError(`${file} holds no ${missing.join(', ')}.`, 'Put the file back from a backup.');
}

function parse(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartupError(`${file} cannot be read (${error.message}).`, 'Put the file back from a backup.');
  }
}
