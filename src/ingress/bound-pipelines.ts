import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { log } from '#platform/log.js';

/** Requests of one connection that may be unanswered at a time: clients and proxies wait for each answer, or for a few. */
export const mostUnanswered = 16;

/**
 * Cuts a connection off that sends many requests and takes no answers. Node hands on at once whatever is in one read, more
 * than a thousand small requests, which would hold all others up.
 */
export function boundPipelines(handle: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    if (socket.destroyed) return; // What came in the same read as the one too many.
    const count = (unanswered.get(socket) ?? 0) + 1;
    if (count > mostUnanswered) {
      log.info({ address: socket.remoteAddress, code: 'request.pipelined' }, 'request');
      socket.destroy();
      return;
    }
    unanswered.set(socket, count);
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    handle(request, response);
  };
}
