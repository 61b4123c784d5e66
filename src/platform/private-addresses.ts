import { BlockList, isIP } from 'node:net';

/** IPv4 that is not on the internet: this host, private, CGNAT, link-local, documentation, tests, multicast, reserved. */
const closedFour = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/**
 * Of IPv6 only 2000::/3 is the internet. Loopback, link-local, unique-local, multicast, IPv4-mapped and NAT64 addresses
 * lie outside of it; inside of it are tunnels that carry an IPv4 address (Teredo, 6to4) and what documents speak of.
 */
const closedSix = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closed = new BlockList();
for (const [net, prefix] of closedFour) closed.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of closedSix) closed.addSubnet(net, prefix, 'ipv6');
const internetSix = new BlockList();
internetSix.addSubnet('2000::', 3, 'ipv6');

/** Is this IP address one that the internet does not lead to? What is no IP address at all counts as one. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return closed.check(address, 'ipv4');
  if (family === 6) return !internetSix.check(address, 'ipv6') || closed.check(address, 'ipv6');
  return true;
}
