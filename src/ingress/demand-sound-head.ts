import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.js';

/** Longest address with its query, in characters: a search in Persian with a cursor and filters takes a tenth. */
const longestUrl = 8_192;
const mostHeaders = 100;

/**
 * Refuses, before anything reads them, an address and a head that are longer than any of ours (Problem 414, 431), and a
 * head without a host (400): HTTP/1.1 asks for it; older clients, such as plain health checks, need not say it.
 */
export function demandSoundHead({ url = '', rawHeaders, headers, httpVersion }: IncomingMessage): void {
  if (url.length > longestUrl)
    throw new Problem(414, 'request.url_too_long', `The address has more than ${longestUrl} characters.`);
  if (rawHeaders.length > 2 * mostHeaders)
    throw new Problem(431, 'request.headers_too_large', `The request has more than ${mostHeaders} headers.`);
  if (headers.host === undefined && httpVersion === '1.1')
    throw new Problem(400, 'request.malformed', 'The request names no Host.');
}
