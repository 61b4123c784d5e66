import path from 'node:path';
import { metricsSite } from './choose-port.mjs';
import { say, stepLine } from './progress.mjs';

/** Prints where the running fleet can be reached; the master's API token only in the run that made it. */
export function saySummary({ root, env, hasIngress, sandbox, logFile, warnings, secrets, given }) {
  const site = `http://127.0.0.1:${env.PORT}`;
  const watching = metricsSite(env.METRICS_PORT);
  const rows = [
    sandbox ? ['Chat page', `${sandbox.chat}   open it and talk to the demo bots`] : null,
    hasIngress ? ['Admin API', `${site}/docs   what it can do, to read and to try`] : null,
    hasIngress ? ['Queues', `${site}/queues   bull-board; its password is the master API token`] : null,
    ['Health', `${watching}/health/ready   what works, and what does not`],
    ['Metrics', `${watching}/metrics   for Prometheus`],
    logFile
      ? ['Log', `${placeOf(root, logFile)}   every job is a line there; here you see warnings and errors`]
      : null,
    given.MASTER_API_TOKEN ? null : ['API token', tokenLine(secrets, placeOf(root, secrets.file))],
  ];
  const lines = ['\nRemnafleet is running. Ctrl-C stops it.\n'];
  lines.push(...rows.filter(Boolean).map((row) => stepLine(...row)));
  lines.push(...warnings.map((warning) => `\n  !!! ${warning}`));
  // In one piece: who waits for the first line, as a script may, has them all.
  say(`${lines.join('\n')}\n`);
}

function tokenLine(secrets, place) {
  return secrets.isNew
    ? `${secrets.MASTER_API_TOKEN}   the master API token: opens the admin API and Queues; shown this once, kept in ${place}`
    : `the master API token, which opens the admin API and Queues, is kept in ${place}`;
}

function placeOf(root, file) {
  const relative = path.relative(root, file);
  return relative.startsWith('..') ? file : relative;
}
