import { isIP } from 'node:net';
import { isPrivateAddress } from './private-addresses.js';

/**
 * May a tenant give this address for the fleet to call? Plain http only to what is no place of the internet; such a place is
 * called only where the operator allows it (`ALLOW_PRIVATE_ADDRESSES`). It holds neither a name nor a password, nor a #.
 */
export function isTenantAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /[#@]/.test(text)) return false;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isInside = isIP(host) === 0 ? !host.includes('.') : isPrivateAddress(host);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isInside);
}
