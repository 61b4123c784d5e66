import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a script says when it finds neither servers in its environment nor a fleet that runs here. */
export const noFleet =
  'no fleet runs here: start one with npm start, or set DATABASE_URL, REDIS_URL and APP_SECRET (see .env.example)';

/**
 * The environment, completed by what a running `npm start` of this DATA_DIR wrote down (embedded servers, secrets).
 * An empty variable counts as not set.
 */
export function scriptEnv(): NodeJS.ProcessEnv {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const file = path.join(given.DATA_DIR ?? '.data', 'running.json');
  try {
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv), ...given };
  } catch {
    return given;
  }
}
