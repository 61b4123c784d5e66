import net from 'node:net';
import { StartupError } from './startup-error.mjs';

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * METRICS_PORT as it was given; else the one that Prometheus' exporters of this kind usually have, or the next free one,
 * for this machine only.
 */
export async function chooseMetricsPort(given, httpPort) {
  return given || `127.0.0.1:${await chooseNextPort(9464, { except: httpPort })}`;
}

/** The address under which this machine reaches what METRICS_PORT says: a port, or an address and a port. */
export function metricsSite(text) {
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d+)$/.exec(text) ?? [];
  return `http://${['0.0.0.0', '[::]'].includes(host) ? '127.0.0.1' : host}:${port}`;
}

/** Whether a server could listen on the port, on all addresses and on 127.0.0.1. */
export async function isPortFree(port) {
  return (await canListen(port, undefined)) && (await canListen(port, '127.0.0.1'));
}

/** The wanted port, or the next free one above it within `span` ports; `except` is left to somebody else. */
export async function chooseNextPort(wanted, { span = 50, except } = {}) {
  for (let port = wanted; port < wanted + span && port < 65_536; port += 1) {
    if (port !== except && (await isPortFree(port))) return port;
  }
  return findFreePort();
}

/** The port a person asked for by PORT; refuses text that is no port and a port that is taken. */
export async function demandPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartupError(`PORT is "${text}", which is no port.`, 'Set PORT to a number from 1 to 65535.');
  }
  if (await isPortFree(port)) return port;
  throw new StartupError(
    `PORT ${port} cannot be listened on: another program has it, or you may not use it.`,
    'Stop that program, or set PORT to another number, or leave PORT out to have a free one chosen.',
  );
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
