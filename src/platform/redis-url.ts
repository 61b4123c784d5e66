import type { RedisOptions } from 'ioredis';
import { checkServerAddress } from './server-address.js';

/** What `REDIS_URL` names: one server, a Cluster by some of its nodes, or the master that Sentinels watch. */
export type RedisTarget =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'cluster'; readonly nodes: readonly RedisNode[]; readonly options: RedisOptions }
  | { readonly kind: 'sentinel'; readonly options: RedisOptions };

interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** The three ways to write it; shown with every fault. */
const redisUrlForms =
  'write redis://:password@host:6379/0, redis-cluster://host:6379,host:6379 or redis-sentinel://host:26379,host:26379/master (rediss… for TLS)';

const schemes = /^(redis|rediss|unix|rediss?-cluster|rediss?-sentinel):\/\//;
const severalHosts = /^rediss?-(?:cluster|sentinel):\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * Reads `REDIS_URL`. Of a Cluster two or three nodes are enough, it names the others. Of Sentinel the path is the
 * master's name and, after another slash, the database; `?sentinel_password=` is the Sentinels' own.
 * Throws an Error whose message continues "REDIS_URL …" and shows nothing of the address, which may be of a password.
 */
export function readRedisUrl(url: string): RedisTarget {
  const scheme = schemes.exec(url)?.[1];
  if (!scheme) throw new Error(`must begin with redis:// or rediss://; ${redisUrlForms}`);
  checkServerAddress(url, { several: scheme.includes('-') });
  if (!scheme.includes('-')) return { kind: 'server', url: url.replace(/^unix:\/\//, '') };
  const [, login, hosts = '', path = '', query = ''] = severalHosts.exec(url) ?? [];
  const isCluster = scheme.endsWith('cluster');
  const nodes = hosts.split(',').map((host) => readNode(host, isCluster ? 6379 : 26_379));
  const options = { ...readLogin(login), ...(scheme.startsWith('rediss') && { tls: {} }) };
  if (!isCluster) return { kind: 'sentinel', options: { ...options, ...readMaster(nodes, path, query) } };
  if (path !== '' && path !== '0') throw new Error('names a database after its nodes; a Cluster has only 0');
  return { kind: 'cluster', nodes, options };
}

function readNode(text: string, defaultPort: number): RedisNode {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (!host || Number(port) > 65_535)
    throw new Error(`has something else where host:port should be; ${redisUrlForms}`);
  return { host, port: Number(port ?? defaultPort) };
}

function readLogin(login: string | undefined): RedisOptions {
  if (!login) return {};
  const [username, ...password] = login.split(':');
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password.length && { password: decodeURIComponent(password.join(':')) }),
  };
}

function readMaster(sentinels: readonly RedisNode[], path: string, query: string): RedisOptions {
  const [name, database = '0', ...more] = path.split('/');
  if (!name || more.length || !/^\d+$/.test(database))
    throw new Error(`lacks the name of the master after the Sentinels; ${redisUrlForms}`);
  const sentinelPassword = new URLSearchParams(query).get('sentinel_password');
  return {
    sentinels: [...sentinels],
    name: decodeURIComponent(name),
    db: Number(database),
    ...(sentinelPassword && { sentinelPassword }),
  };
}
