import path from 'node:path';
import { chooseNextPort, metricsSite } from './choose-port.mjs';
import { takeFleetLog } from './fleet-log.mjs';
import { endProcess, isRunning, runCommand, startChild } from './processes.mjs';
import { say } from './progress.mjs';
import { StartupError } from './startup-error.mjs';
import { argumentsFor } from './take-programs.mjs';

const READY_LIMIT_MS = 90_000;

/** Brings the database of the environment to the newest schema. */
export async function migrate({ programs, ...means }) {
  const result = await runScript(argumentsFor(programs, 'scripts/migrate.ts'), ['up'], means);
  if (!result.ok) {
    throw new StartupError(
      `The database could not be migrated:\n${result.output.trim()}\n`,
      'Mend that, then start again.',
    );
  }
}

/**
 * Starts the stand-in for Telegram; answers its process, what it says of itself (telegram, chat, tokens, admins), and
 * a `note` when it has another port than usual.
 */
export async function startSandbox({ root, programs, env, directory, remember }) {
  const { port, note } = await chooseSandboxPort(Number(env.PORT));
  const args = argumentsFor(programs, 'scripts/sandbox/main.ts');
  args.push('--port', String(port), '--state', path.join(directory, 'sandbox.json'));
  args.push('--panel-webhook', `http://127.0.0.1:${env.PORT}/panel/webhook`);
  const stdio = ['ignore', 'pipe', 'inherit'];
  const { child, record, exited } = startChild(process.execPath, args, { cwd: root, env, stdio });
  remember('sandbox', record);
  const line = await Promise.race([readFirstLine(child.stdout), exited.then(() => null)]);
  child.stdout.resume();
  if (!line) throw new StartupError('The stand-in for Telegram did not start.', 'Its reason is above.');
  return { record, exited, note, stop: (graceMs) => endProcess(record, { graceMs }), ...JSON.parse(line) };
}

/** Adds the demo tenants of the sandbox to the fleet, under the names they have there; those it has already stay. */
export async function createDemoBots({ programs, sandbox, ...means }) {
  const program = argumentsFor(programs, 'scripts/create-bot.ts');
  const results = await Promise.all(
    sandbox.tenant_tokens.map(async (token) => {
      const name = await nameOfBot(sandbox.telegram, token);
      return runScript(program, ['--token', token, '--name', name, '--if-missing'], means);
    }),
  );
  const failed = results.find(({ ok }) => !ok);
  if (failed)
    throw new StartupError(
      `A demo bot could not be made:\n${failed.output.trim()}\n`,
      'Mend that, then start again.',
    );
}

/** Gives the bots of the sandbox plans to sell and accounts at gateways, where they have none. A fault is said and goes no further. */
export async function equipDemoBots({ programs, ...means }) {
  const program = argumentsFor(programs, 'scripts/sandbox/equip-demo-bots.ts');
  const { ok, output } = await runScript(program, [], means);
  if (!ok) say(`The demo bots have no plans to sell, or no way to be paid: ${output.trim()}`);
}

/**
 * Starts the fleet itself. Its log goes to our stdout; with `logDirectory` to log/fleet.log there (`logFile`), and the
 * console shows only warnings and errors.
 */
export function startMain({ root, programs, env, logDirectory, remember }) {
  const args = argumentsFor(programs, 'src/main.ts');
  const stdio = ['ignore', logDirectory ? 'pipe' : 'inherit', 'inherit'];
  const { child, record, exited } = startChild(process.execPath, args, { cwd: root, env, stdio });
  const log = logDirectory
    ? takeFleetLog({ stream: child.stdout, directory: logDirectory, show: sayWithoutTokens })
    : { file: null, ended: null, goLive: () => {} };
  remember('main', record);
  const stop = async (graceMs) => {
    await endProcess(record, { graceMs });
    await log.ended;
  };
  return { record, exited, stop, logFile: log.file, goLive: log.goLive };
}

/** The API token of a demo bot opens nothing that anybody could lose, so it only takes room on the console. */
function sayWithoutTokens(line) {
  if (!/\brf_[\w-]{40,}/.test(line)) say(line);
}

/** Waits until the fleet says that it is ready; refuses when it ends or is not within 90 seconds, with its reason. */
export async function waitForReady(metricsPort, main) {
  const deadline = performance.now() + READY_LIMIT_MS;
  let answer = 'no answer';
  while (isRunning(main.record) && performance.now() < deadline) {
    const response = await askReady(metricsSite(metricsPort));
    if (response.ok) return;
    answer = response.text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!isRunning(main.record))
    throw new StartupError('The fleet ended while it started.', 'Its reason is above.');
  throw new StartupError(
    `The fleet is not ready after 90 seconds (/health/ready: ${answer}).`,
    'Mend what it names.',
  );
}

/** The port of the HTTP server: PORT when it is set, else 8080 or the next free one. */
export async function chooseHttpPort(wanted = 8080) {
  const port = await chooseNextPort(wanted);
  return { port, note: port === wanted ? '' : `port ${wanted} is taken, so this run uses ${port}` };
}

/** The port of the stand-in: 8081 or the next free one, and never the fleet's own, which nobody listens on yet. */
export async function chooseSandboxPort(httpPort, wanted = 8081) {
  const port = await chooseNextPort(wanted, { except: httpPort });
  const reason = wanted === httpPort ? "is the fleet's own" : 'is taken';
  return {
    port,
    note: port === wanted ? '' : `port ${wanted} ${reason}, so the chat page of this run has ${port}`,
  };
}

async function askReady(site) {
  try {
    const response = await fetch(`${site}/health/ready`, {
      signal: AbortSignal.timeout(3000),
    });
    return { ok: response.ok, text: (await response.text()).slice(0, 500) };
  } catch (error) {
    return { ok: false, text: error.cause?.message ?? error.message };
  }
}

function runScript(program, args, { root, env, remember }) {
  const onStart = (record) => remember('step', record);
  return runCommand(process.execPath, [...program, ...args], { cwd: root, env, onStart });
}

async function nameOfBot(telegram, token) {
  const response = await fetch(`${telegram}/bot${token}/getMe`);
  const { result } = await response.json();
  return result.first_name;
}

function readFirstLine(stream) {
  return new Promise((resolve) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
    });
  });
}
