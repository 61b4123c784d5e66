import fs from 'node:fs';
import { StartupError } from './startup-error.mjs';

/** The variables of a file of KEY=VALUE lines; empty when there is no such file. Refuses a line it cannot read. */
export function readEnvFile(file) {
  if (!fs.existsSync(file)) return {};
  const lines = fs.readFileSync(file, 'utf8').split(/\r?\n/);
  return Object.fromEntries(lines.flatMap((line, index) => readLine(line, `line ${index + 1} of ${file}`)));
}

/** Both sets of variables, those of the process first; an empty one counts as not set. */
export function mergeEnv(processEnv, fileEnv) {
  const isSet = ([, value]) => value !== undefined && value !== '';
  return { ...Object.fromEntries(Object.entries(fileEnv).filter(isSet)), ...pickSet(processEnv, isSet) };
}

function pickSet(env, isSet) {
  return Object.fromEntries(Object.entries(env).filter(isSet));
}

function readLine(line, place) {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const match = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(text);
  if (!match)
    throw new StartupError(
      `The ${place} is not KEY=VALUE.`,
      'Write it so, or begin it with # to leave it out.',
    );
  return [[match[1], readValue(match[2])]];
}

function readValue(text) {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(text);
  return quoted ? quoted[2] : text.replace(/\s+#.*$/, '').trim();
}
