import ipaddr from 'ipaddr.js';

/**
 * What an IP address is for us: `public`, one of the whole Internet; `inside`, one of a network of somebody's own or of
 * this machine; `never`, one that no page can stand at, or that leads to another by way of a translator or a tunnel.
 */
export type AddressSpace = 'public' | 'inside' | 'never';

/** The ranges in which people run servers of their own. Link-local is not among them: clouds hand out secrets there. */
const INSIDE = new Set(['loopback', 'private', 'carrierGradeNat', 'uniqueLocal']);

/** All that has been given out to the Internet so far; the rest of IPv6 is somebody's own, special, or not there. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Where the address `ip` lies, as a socket or a resolver writes it; what is no IP address is `never`. */
export function spaceOf(ip: string): AddressSpace {
  if (!ipaddr.isValid(ip) || ip.includes('%')) return 'never';
  const address = ipaddr.parse(ip);
  const range = address.range();
  if (range === 'unicast') return isTunnel(address) ? 'never' : 'public';
  return INSIDE.has(range) ? 'inside' : 'never';
}

/** Whether an address outside every special range is none of the Internet's, or has an IPv4 address of its own inside. */
function isTunnel(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!('parts' in address)) return false;
  // ISATAP: the last four bytes are an IPv4 address, most often one of a network of somebody's own.
  const isatap = (address.parts[4] ?? 0) % 0x200 === 0 && address.parts[5] === 0x5efe;
  return isatap || !address.match(GLOBAL_V6);
}
