import type { Middleware } from 'koa';
import { Problem } from '../problem.js';

/** Longest address with its query, in characters: a search in Persian with a cursor and filters takes a tenth. */
const longestUrl = 8_192;
const mostHeaders = 100;

/** Refuses addresses and heads of requests that are longer than any of ours, before anything reads them. */
export const boundRequests: Middleware = (ctx, next) => {
  if ((ctx.req.url ?? '').length > longestUrl)
    throw new Problem(414, 'request.url_too_long', `The address has more than ${longestUrl} characters.`);
  if (ctx.req.rawHeaders.length > 2 * mostHeaders)
    throw new Problem(431, 'request.headers_too_large', `The request has more than ${mostHeaders} headers.`);
  return next();
};
