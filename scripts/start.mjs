import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBotToken, checkGivenServers, checkVariables } from './embedded/check-given.mjs';
import { checkDirectory, checkMachine } from './embedded/check-machine.mjs';
import { chooseMetricsPort, demandPort } from './embedded/choose-port.mjs';
import { createFleetParts } from './embedded/fleet-parts.mjs';
import {
  equipDemoBots,
  chooseHttpPort,
  createDemoBots,
  migrate,
  startMain,
  startSandbox,
  waitForReady,
} from './embedded/fleet-steps.mjs';
import { saySummary } from './embedded/fleet-summary.mjs';
import { HELP } from './embedded/help.mjs';
import { installPackages } from './embedded/install-packages.mjs';
import { endLeftovers, lockDirectory } from './embedded/lock-directory.mjs';
import { makeSecrets } from './embedded/make-secrets.mjs';
import { startPostgres } from './embedded/postgres.mjs';
import { say, sayStep, secondsSince } from './embedded/progress.mjs';
import { mergeEnv, readEnvFile } from './embedded/read-env-file.mjs';
import { startRedis } from './embedded/redis.mjs';
import { createRestarts } from './embedded/restarts.mjs';
import { removeRunningFile, writeRunningFile } from './embedded/running-file.mjs';
import { sandboxSettings } from './embedded/sandbox-settings.mjs';
import { StartupError, sayFault } from './embedded/startup-error.mjs';
import { takePrograms } from './embedded/take-programs.mjs';
import { watchParent } from './embedded/watch-parent.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TITLES = {
  main: 'The fleet',
  sandbox: 'The stand-in for Telegram',
  redis: 'Redis',
  postgres: 'PostgreSQL',
};
const REPEATED_SIGNAL_MS = 1000;

const run = {
  lock: null,
  directory: '',
  /** Where the compiled code is. */
  programs: '',
  finishing: null,
  warnings: [],
  logFile: null,
  firstSignalAt: null,
  /** Starts the fleet's process; set once it is ready for the first time, so that a crash is no reason to end. */
  launchAgain: null,
  restarts: createRestarts(),
  parts: createFleetParts(onPartEnded),
};

const words = process.argv.slice(2);
const unknown = words.find((argument) => !['--help', '-h'].includes(argument));
if (unknown !== undefined) refuseArgument(unknown);
else if (words.length > 0) say(HELP);
else await main();

function refuseArgument(argument) {
  const cure = 'It is set up by variables: see npm start -- --help.';
  sayFault(new StartupError(`npm start takes no argument "${argument}".`, cure));
  process.exitCode = 1;
}

async function main() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  if (process.env.npm_lifecycle_event) watchParent(onSignal);
  try {
    await start();
  } catch (error) {
    void finish(1, error);
  }
}

async function start() {
  const startedAt = performance.now();
  checkMachine();
  const given = mergeEnv(process.env, readEnvFile(path.join(root, '.env')));
  run.directory = path.resolve(root, given.DATA_DIR ?? '.data');
  checkDirectory(run.directory);
  say('Remnafleet is starting.');
  await takeDirectory();
  const port = await choosePort(given);
  await installPackages(root, (record) => remember('step', record));
  run.programs = await takePrograms(root, run.directory);
  const secrets = makeSecrets(run.directory);
  await checkVariables(run.programs, { ...given, ...tokensOf(given, secrets) });
  const checked = await Promise.all([checkGivenServers(run.programs, given), checkBotToken(given)]);
  run.warnings.push(...checked.flat());
  const servers = await startServers(given, secrets);
  const env = {
    ...given,
    ...servers,
    ...tokensOf(given, secrets),
    PORT: String(port),
    METRICS_PORT: await chooseMetricsPort(given.METRICS_PORT, port),
    DATA_DIR: run.directory,
  };
  const sandbox = given.BOT_TOKEN ? null : await addSandbox(env);
  await startFleet({ ...env, ...sandbox?.env }, sandbox);
  sayStep('Fleet', `ready, ${secondsSince(startedAt)} after the start`);
  const { logFile, warnings } = run;
  saySummary({ root, env, hasIngress: hasIngress(env), sandbox, logFile, warnings, secrets, given });
}

async function takeDirectory() {
  run.lock = lockDirectory(run.directory);
  removeRunningFile(run.directory);
  const ended = await endLeftovers(run.lock.leftovers);
  if (ended.length > 0) sayStep('Tidied', `the run before was killed; ended its ${ended.join(', ')}`);
}

async function choosePort(given) {
  if (given.PORT) return demandPort(given.PORT);
  const { port, note } = await chooseHttpPort();
  if (note) sayStep('HTTP', note);
  return port;
}

async function startServers(given, secrets) {
  const mode = given.BOT_TOKEN ? '' : 'sandbox';
  const starts = await Promise.allSettled([
    given.DATABASE_URL ??
      addPostgres(secrets.POSTGRES_PASSWORD, ['remnafleet', mode].filter(Boolean).join('_')),
    given.REDIS_URL ?? addRedis(secrets.REDIS_PASSWORD, ['redis', mode].filter(Boolean).join('-')),
  ]);
  const failed = starts.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return { DATABASE_URL: starts[0].value, REDIS_URL: starts[1].value };
}

async function addPostgres(password, database) {
  const startedAt = performance.now();
  const server = await startPostgres({ directory: run.directory, password, onStart: remember });
  run.parts.add('postgres', server);
  const url = await server.makeDatabase(database);
  const place = `127.0.0.1:${server.port}, database ${database} (${secondsSince(startedAt)})`;
  sayStep('PostgreSQL', `${server.major} on ${place}${server.note ? `; ${server.note}` : ''}`);
  return url;
}

async function addRedis(password, folder) {
  const startedAt = performance.now();
  const server = await startRedis({ root, directory: run.directory, folder, password, onStart: remember });
  run.parts.add('redis', server);
  sayStep('Redis', `${server.title} on 127.0.0.1:${server.port} (${secondsSince(startedAt)})`);
  if (server.isInMemory) {
    const warning = 'js-redis-server keeps waiting jobs IN MEMORY, FOR TRYING OUT ONLY: a stop loses them.';
    sayStep('', `!!! ${warning}`);
    const cure = 'Install redis-server or valkey-server, or set REDIS_URL, before real people use it.';
    run.warnings.push(`${warning}\n      ${cure}`);
  }
  return server.url;
}

function tokensOf(given, secrets) {
  return {
    APP_SECRET: given.APP_SECRET ?? secrets.APP_SECRET,
    MASTER_API_TOKEN: given.MASTER_API_TOKEN ?? secrets.MASTER_API_TOKEN,
  };
}

async function addSandbox(env) {
  const sandbox = await startSandbox({ ...means(env), directory: run.directory });
  run.parts.add('sandbox', sandbox);
  const note = sandbox.note ? `; ${sandbox.note}` : '';
  sayStep('Sandbox', `no BOT_TOKEN, so a stand-in for Telegram runs on ${sandbox.telegram}${note}`);
  return { ...sandbox, env: sandboxSettings(sandbox, env) };
}

async function startFleet(env, sandbox) {
  await migrate(means(env));
  sayStep('Database', 'has the newest schema');
  const launch = () => {
    const fleet = startMain({ ...means(env), logDirectory: sandbox && run.directory });
    run.parts.add('main', fleet);
    return { fleet, ready: () => waitForReady(env.METRICS_PORT, fleet) };
  };
  const { fleet, ready } = launch();
  run.logFile = fleet.logFile;
  writeRunningFile(run.directory, env);
  await ready();
  if (sandbox) {
    await createDemoBots({ ...means(env), sandbox });
    await equipDemoBots(means(env));
  }
  fleet.goLive();
  run.launchAgain = launch;
}

/** What each step needs that runs a program of the fleet. */
function means(env) {
  return { root, programs: run.programs, env, remember };
}

/** After a crash of the fleet's process; when it crashes again, onPartEnded decides again. */
async function restartMain(how, pauseMs) {
  say(`\n!!! The fleet ended by itself, ${how}. It is started again in ${pauseMs / 1000} s.`);
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (run.finishing) return;
  try {
    // Starts of later sources clear away what has not been asked for lately.
    if (!fs.existsSync(run.programs)) run.programs = await takePrograms(root, run.directory);
    const { fleet, ready } = run.launchAgain();
    await ready().finally(fleet.goLive);
    say('The fleet runs again.');
  } catch (error) {
    if (!run.finishing && run.parts.has('main')) say(`!!! ${error.message}`);
  }
}

function hasIngress({ ROLES: roles = 'ingress' }) {
  return roles.includes('ingress');
}

/** Writes a child down before anything else happens to it; during the stop nothing new may start. */
function remember(name, record) {
  if (!record.pid) return;
  run.lock.remember(name, record);
  if (!run.finishing) return;
  process.kill(record.pid, 'SIGKILL');
  throw new StartupError('Stopped while starting.', '');
}

function onPartEnded(name, { code, signal }) {
  const how = signal ? `by ${signal}` : `with exit code ${code}`;
  const where = ['redis', 'postgres'].includes(name)
    ? `Its log is ${path.join(run.directory, 'log', `${name}.log`)}.`
    : `Its last lines are above${run.logFile ? `, and its log is ${run.logFile}` : ''}.`;
  const isCrash = name === 'main' && run.launchAgain;
  const pauseMs = isCrash ? run.restarts.next() : null;
  if (pauseMs !== null) return void restartMain(how, pauseMs);
  const often = isCrash ? ' It did so for the sixth time in ten minutes, so it is not started again.' : '';
  return void finish(1, new StartupError(`${TITLES[name]} ended by itself, ${how}.${often}`, where));
}

/** Ends everything in order and then this process; only the first call counts. */
function finish(exitCode, fault) {
  run.finishing ??= endAll(exitCode, fault);
  return run.finishing;
}

async function endAll(exitCode, fault) {
  if (fault) sayFault(fault);
  await run.parts.stop();
  if (run.lock) {
    await endLeftovers(run.lock.children());
    removeRunningFile(run.directory);
    run.lock.release();
  }
  if (!fault) say('Stopped.');
  process.exit(exitCode);
}

/** npm passes on a Ctrl-C that the terminal has sent here already, so only one that comes later means "at once". */
function onSignal() {
  const isRepeated = run.firstSignalAt !== null && performance.now() - run.firstSignalAt > REPEATED_SIGNAL_MS;
  if (isRepeated) {
    run.parts.kill();
    process.exit(1);
  }
  run.firstSignalAt ??= performance.now();
  if (!run.finishing) say('\nStopping …');
  void finish(0);
}
