import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { apartFlags } from './build/node-flags.mjs';
import { checkMachine } from './embedded/check-machine.mjs';
import { installPackages } from './embedded/install-packages.mjs';
import { otherNode } from './embedded/other-node.mjs';
import { endProcess, runCommand, startChild } from './embedded/processes.mjs';
import { say } from './embedded/progress.mjs';
import { StartupError, sayFault } from './embedded/startup-error.mjs';
import { hasLanes, readResult, runLanes, writeDurations } from './embedded/test-lanes.mjs';
import { argumentsFor, takePrograms } from './embedded/take-programs.mjs';
import { startTestServers } from './embedded/test-servers.mjs';

/** The tests of test/integration that hold on all servers; others start servers of their own, or look into one. */
const GROWN = [
  'bots/bot-connect',
  'bots/publish-bot',
  'bots/token-revoked',
  'directory/*',
  'ingress/*',
  'ingress/pollers/*',
  'jobs/*',
  'jobs/ordered/*',
  'people/registration-*',
  'platform/telegram/send-limits',
  'scripts/bot-scripts',
  'workers/crash',
  'workers/message-send',
  'workers/run-job',
  'workers/schedule',
];
/** Of the name of a test that failed, its line at the end has so many characters: the last ones. */
const lineOfFailed = 60;
const OWN_OPTIONS = ['--apart', '--cluster', '--durable', '--measure', '--pgbouncer', '--quick'];
/** What the daily loop runs, beside the types. */
const QUICK = ['test/unit', 'test/tenancy', 'test/flows/provision-kills.test.ts'];

const HELP = `Usage: npm test [-- mocha arguments]
       node scripts/test.mjs [--durable] [--apart] --run FILE [arguments]

Starts throwaway PostgreSQL and Redis servers, makes the database, and runs the tests (mocha) in it.
Files or folders as arguments run those tests only:  npm test -- test/unit/money.test.ts
Without arguments everything runs, in two lanes at a time where there are cores for it; TEST_ONE_LANE=1 runs one.

  --quick      types, units, the walls between bots and one flow: under three minutes
  --node 24    runs the tests on another major version of Node, which npm brings
  --measure    notes how long each file took, by which the lanes are balanced (test/durations.json)

  --cluster    Redis is a Cluster of three nodes (needs redis-server)
  --pgbouncer  PostgreSQL is behind PgBouncer in transaction mode (needs pgbouncer)
  --run FILE   runs a file of scripts/ there instead of the tests, compiled (the benchmarks use it)
  --apart      that file measures other processes only: it collects no garbage in between, which would slow them
  --durable    the servers write to the disk as in production, which is slower
  --help       this text

With --cluster or --pgbouncer, and no test named, those of test/integration run that must hold on all servers.

TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead; the database must be one to throw away.`;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TYPESCRIPT = ['--import', 'tsx', '--conditions=source'];
const OWN_VARIABLES =
  /^(ADMIN_IDS|API_.*|APP_SECRET|BOT_TOKEN|DATA_DIR|DATABASE_.*|LANE_RESULT_FILE|LOG_LEVEL|MASTER_API_TOKEN|METRICS_PORT|PORT|PUBLIC_URL|REDIS_.*|ROLES|TRUSTED_.*|UPDATE_MODE|WORKER_.*|.*_API_ROOT|REMNAWAVE_.*|NODE_ENV)$/;

const run = { child: null, lanes: [], servers: null, interrupted: null, node: process.execPath };

process.exitCode = await main(process.argv.slice(2));

async function main(argv) {
  // What --run starts has a help of its own.
  if (!argv.includes('--run') && (argv.includes('--help') || argv.includes('-h'))) {
    say(HELP);
    return 0;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));
  try {
    checkMachine();
    await installPackages(root);
    return await runTests(argv);
  } catch (error) {
    if (!run.interrupted) sayFault(error);
    return run.interrupted ? 130 : 1;
  }
}

async function runTests(argv) {
  const given = await takeNode(argv);
  const isWhole = given.every((argument) => argument === '--measure');
  if (isWhole && hasLanes()) return runInLanes({ isMeasured: given.length > 0, options: nodeOf(argv) });
  const isTyped = !given.includes('--quick') || (await checkTypes());
  const code = await runInServers(readArguments(given));
  return isTyped ? code : code || 1;
}

function nodeOf(argv) {
  return argv.includes('--node') ? argv.slice(argv.indexOf('--node')).slice(0, 2) : [];
}

/** The arguments without `--node N`, whose program runs the tests then. */
async function takeNode(argv) {
  const at = argv.indexOf('--node');
  if (at === -1 || argv.includes('--run')) return argv;
  run.node = await otherNode(root, argv[at + 1] ?? '');
  return argv.filter((_, place) => place !== at && place !== at + 1);
}

async function runInLanes({ isMeasured, options }) {
  const onStart = (lanes) => (run.lanes = lanes);
  const { code, result } = await runLanes({ root, script: process.argv[1], options, onStart });
  saySummary(result);
  if (isMeasured) writeDurations(root, result.durations);
  return run.interrupted ? 130 : code;
}

async function checkTypes() {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { ok, output } = await runCommand(process.execPath, [tsc, '-p', '.', '--noEmit'], { cwd: root });
  say(ok ? 'Types: all right' : `Types:\n${output.trim()}`);
  return ok;
}

/**
 * What failed is said once more at the end, where the tail of a long log shows it: each with its reason, and then all in a line
 * each, since of a tail the reasons may fill all.
 */
function saySummary({ passes, failures, failed }) {
  for (const { test, why } of failed) say(`\nfailed: ${test}\n  ${why.replaceAll('\n', '\n  ')}`);
  say(`\n${passes} passed, ${failures} failed`);
  for (const { test, file } of failed) say(`  ${file ?? ''} ${test.slice(-lineOfFailed)}`);
}

function readArguments(argv) {
  const rest = argv.filter((argument) => !OWN_OPTIONS.includes(argument));
  const servers = {
    durable: argv.includes('--durable'),
    isCluster: argv.includes('--cluster'),
    isPooled: argv.includes('--pgbouncer'),
  };
  const at = rest.indexOf('--run');
  if (argv.includes('--quick')) return { servers, file: null, rest: [...QUICK, ...rest] };
  if (at === -1) return { servers, file: null, rest: chooseTests(servers, rest) };
  const [file, ...args] = rest.slice(at + 1);
  if (!file) throw new StartupError('--run names no file.', 'Write: node scripts/test.mjs --run FILE.');
  const flags = argv.includes('--apart') ? apartFlags : [];
  return { servers, file, flags, rest: [...rest.slice(0, at), ...args] };
}

function chooseTests({ isCluster, isPooled }, rest) {
  return (isCluster || isPooled) && !namesTests(rest)
    ? [...GROWN.map((name) => `test/integration/${name}.test.ts`), ...rest]
    : rest;
}

async function runInServers({ servers, file, flags = [], rest }) {
  if (file && !fs.existsSync(path.join(root, file)))
    throw new StartupError(`There is no file ${file}.`, 'Name a TypeScript file of scripts/.');
  run.servers = await startTestServers({ root, ...servers });
  const resultFile = process.env.LANE_RESULT_FILE ?? path.join(run.servers.directory, 'result.json');
  let code;
  let result;
  try {
    const env = { ...testEnvironment(run.servers), MOCHA_RESULT_FILE: resultFile };
    await migrate(env);
    const programs = file && (await takePrograms(root, run.servers.directory));
    const program = file && [...flags, ...argumentsFor(programs, file)];
    code = await runChild(program ? [...program, ...rest] : mochaArguments(rest), env);
    result = readResult(resultFile);
  } finally {
    await run.servers.stop();
  }
  // A lane's run leaves its summary to the run of all lanes.
  if (result && !process.env.LANE_RESULT_FILE) saySummary(result);
  return run.interrupted ? 130 : code;
}

function testEnvironment({ databaseUrl, redisUrl, directory }) {
  const inherited = Object.entries(process.env).filter(([name]) => !OWN_VARIABLES.test(name));
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'test',
    ALLOW_PRIVATE_ADDRESSES: 'true',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    APP_SECRET: crypto.randomBytes(32).toString('base64url'),
    DATA_DIR: path.join(directory, 'scratch'),
  };
}

async function migrate(env) {
  const file = path.join(root, 'scripts/migrate.ts');
  if (!fs.existsSync(file)) return;
  const result = await runCommand(process.execPath, [...TYPESCRIPT, file, 'up'], { cwd: root, env });
  if (!result.ok)
    throw new StartupError(`The migrations failed:\n${result.output.trim()}\n`, 'Mend them first.');
}

function mochaArguments(rest) {
  const bin = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const hasReporter = rest.some((argument) => /^(-R|--reporter)(=|$)/.test(argument));
  const reporter = hasReporter ? [] : ['--reporter', path.join(root, 'scripts/embedded/mocha-reporter.mjs')];
  return [bin, ...reporter, ...(namesTests(rest) ? configWithoutSpec() : []), ...rest];
}

function namesTests(rest) {
  return rest.some((argument) => !argument.startsWith('-') && /(^|\/)test\/|\.ts$/.test(argument));
}

/** Mocha adds named files to those of its configuration, so the configuration goes along without them. */
function configWithoutSpec() {
  const config = JSON.parse(fs.readFileSync(path.join(root, '.mocharc.json'), 'utf8'));
  const flags = Object.entries(config).filter(([name]) => name !== 'spec');
  const words = flags.flatMap(([name, value]) => [value].flat().map((one) => flagOf(name, one)));
  return ['--no-config', ...words];
}

function flagOf(name, value) {
  if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`;
  return `--${name}=${value}`;
}

async function runChild(args, env) {
  run.child = startChild(run.node, args, {
    cwd: root,
    env,
    stdio: ['inherit', 'inherit', 'inherit'],
  });
  run.servers.remember('main', run.child.record);
  const { code } = await run.child.exited;
  return code ?? 1;
}

async function interrupt(signal) {
  if (run.interrupted) return;
  run.interrupted = signal;
  if (run.lanes.length > 0) {
    for (const lane of run.lanes) lane.kill('SIGTERM');
    return;
  }
  if (!run.child) {
    await run.servers?.stop();
    process.exit(130);
  }
  await endGroup(run.child.record);
}

async function endGroup(record) {
  signalGroup(record, 'SIGTERM');
  await endProcess(record, { graceMs: 3000 });
  signalGroup(record, 'SIGKILL');
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already, which is what is wanted.
  }
}
