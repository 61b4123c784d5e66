import net from 'node:net';
import { pathToFileURL } from 'node:url';

// js-redis-server listens on every address of the machine; this process must be reached from this machine only.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenHere(port) {
  return listen.call(this, port, '127.0.0.1');
};

const [modulePath, port] = process.argv.slice(2);
const { createRedisMock } = await import(pathToFileURL(modulePath).href);
const server = await createRedisMock({ port: Number(port) });
server.state.requirepass = process.env.MEMORY_REDIS_PASSWORD;

process.once('SIGTERM', () => process.exit(0));
