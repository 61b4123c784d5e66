import { isIP } from 'node:net';
import type { Middleware } from 'koa';

/**
 * Lets `ctx.ip` be the address of who asks. Of `X-Forwarded-For` only as many entries are believed as proxies stand
 * before us (`hops`), each of which wrote down whom it saw; whatever a client wrote itself lies before those.
 */
export const tellClient =
  (hops: number): Middleware =>
  (ctx, next) => {
    const peer = ctx.socket.remoteAddress ?? '';
    ctx.request.ip = hops > 0 ? (forwarded(ctx.get('x-forwarded-for'), hops) ?? peer) : peer;
    return next();
  };

/** The entry that the outermost of our proxies wrote; undefined when there are fewer, or it is no address. */
function forwarded(header: string, hops: number): string | undefined {
  const written = header.split(',').at(-hops)?.trim() ?? '';
  return [written, withoutPort(written)].find((address) => isIP(address) > 0);
}

/** Some proxies write the port too: 203.0.113.7:4711, [2001:db8::7]:4711. */
const withoutPort = (written: string): string =>
  written.startsWith('[') ? written.slice(1, written.indexOf(']')) : (written.split(':')[0] ?? '');
