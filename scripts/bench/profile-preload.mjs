// Loaded before a process of the bench: SIGUSR2 starts a CPU profile, and the next one ends it and writes it to
// BENCH_PROFILE_FILE, under another name first so that nobody reads half of it.
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const file = process.env.BENCH_PROFILE_FILE;
/** Microseconds between two looks; more often costs more than it shows. */
const interval = 400;
let session;

async function start() {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval });
  await session.post('Profiler.start');
}

async function end() {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  session = undefined;
  writeFileSync(`${file}.part`, JSON.stringify(profile));
  renameSync(`${file}.part`, file);
}

if (file) process.on('SIGUSR2', () => void (session ? end() : start()));
