/** How addresses that a tenant gave are called: never into the network that the fleet itself stands in. */
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { PermanentError } from './errors.js';
import { isPrivateAddress } from './private-addresses.js';

const refusal = (host: string): PermanentError =>
  new PermanentError('address.private', {
    message: `${host} leads into a private network`,
    context: { host },
  });

/** Names of this machine by definition (RFC 6761), whatever a name server says. */
const localName = /(?:^|\.)localhost\.?$/i;

/**
 * Finds the addresses of a name, IPv4 first, and hands them on only when none is refused: the connection goes to one of
 * these and asks no second time. It asks the name servers itself: the machine's own way (getaddrinfo) has four threads for
 * the whole process, which a tenant's slow name server could keep busy.
 */
export const checkedLookup =
  (isRefused = isPrivateAddress): LookupFunction =>
  (host, options, callback) => {
    const done = (error: Error | null, found: dns.LookupAddress[] = []): void => {
      if (error ?? options.all) return callback(error, found);
      const [first] = found;
      return callback(null, first?.address ?? '', first?.family);
    };
    resolveAll(host).then(
      (found) => done(found.some(({ address }) => isRefused(address)) ? refusal(host) : null, found),
      (error: unknown) => done(error as Error),
    );
  };

async function resolveAll(host: string): Promise<dns.LookupAddress[]> {
  const asked = [dns.promises.resolve4(host), dns.promises.resolve6(host)];
  const [four, six] = (await Promise.allSettled(asked)) as [Found, Found];
  const found = [four, six].flatMap((answer, index) =>
    answer.status === 'fulfilled'
      ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
      : [],
  );
  if (found.length === 0)
    throw four.status === 'rejected' ? four.reason : new Error(`${host} has no address`);
  return found;
}
type Found = PromiseSettledResult<string[]>;

/** Without keep-alive: each exchange is checked anew. */
const lookup = checkedLookup();
const agents = { 'http:': new http.Agent({ lookup }), 'https:': new https.Agent({ lookup }) };

/**
 * The agent for an address that a tenant gave. Throws PermanentError `address.private` where it names a private address
 * itself (odd spellings are even by then: `URL` reads decimal, octal and hexadecimal ones), and `address.invalid` when it
 * is not http(s).
 */
export function guardedAgent(address: string): http.Agent {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new PermanentError('address.invalid');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (localName.test(host) || (isIP(host) !== 0 && isPrivateAddress(host))) throw refusal(host);
  return agents[url.protocol];
}
