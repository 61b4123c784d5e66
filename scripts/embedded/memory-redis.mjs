import net from 'node:net';
import { pathToFileURL } from 'node:url';

// js-redis-server listens on every address of the machine; this process must be reached from this machine only.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenHere(port) {
  return listen.call(this, port, '127.0.0.1');
};

const [modulePath, port] = process.argv.slice(2);
const { createRedisServer } = await import(pathToFileURL(modulePath).href);
const { state, server } = await createRedisServer({ port: Number(port) });
// Redis lets scripts call SPOP, by which pollers take bots; js-redis-server refuses it.
const pop = server.executor.getCommandDefinition('spop');
pop.flags = pop.flags.filter((flag) => flag !== 'noscript');
state.requirepass = process.env.MEMORY_REDIS_PASSWORD;

process.once('SIGTERM', () => process.exit(0));
