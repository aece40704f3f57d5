import { isIP } from 'node:net';
import { addressFault } from '@sanad/shared/evidence';
import { Unimportable } from '../unimportable.ts';
import type { AllowList } from './allow-list.ts';

/** The last label of names that no public name server knows: of this machine, or of a network of somebody's own. */
const INSIDE_NAMES = new Set([
  'arpa',
  'consul',
  'corp',
  'home',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'test',
]);

const NAME_LIMIT = 253;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Reads what a person gave as the address of a page. What comes back is what is connected to: in whichever form a host
 * was written (decimal, octal, percent-encoded, in another script), it is looked at as it is meant.
 * @throws Unimportable when it is no address of a page that may be read.
 */
export function webAddress(text: string, allow: AllowList): URL {
  const given = text.trim();
  // What looks like a path to one reader and like a host to another is not read at all.
  refuseFault(given);
  return checked(new URL(given), allow);
}

/**
 * Where a redirect from `from` leads.
 * @throws Unimportable as `webAddress`; 'insecure-redirect' when it gives up encryption.
 */
export function redirectTarget(location: string, from: URL, allow: AllowList): URL {
  // Header fields come as bytes; sites write them in UTF-8.
  const given = Buffer.from(location, 'latin1').toString('utf8').trim();
  if (/[\p{Cc}\\]/u.test(given) || !URL.canParse(given, from.href)) throw new Unimportable('no-address');
  const target = new URL(given, from.href);
  refuseFault(target.href);
  if (from.protocol === 'https:' && target.protocol === 'http:') throw new Unimportable('insecure-redirect');
  return checked(target, allow);
}

/** The host of an address, without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** The port of an address, whether it stands in it or not. */
export function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

function refuseFault(address: string): void {
  const fault = addressFault(address);
  if (fault) throw new Unimportable(fault === 'secret-inside' ? 'address-refused' : 'no-address');
}

function checked(url: URL, allow: AllowList): URL {
  if (url.username || url.password) throw new Unimportable('address-refused');
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  const [host, port] = [hostOf(url), portOf(url)];
  if (isIP(host) === 0) {
    const labels = host.split('.');
    if (host.length > NAME_LIMIT || !labels.every((label) => LABEL.test(label))) throw new Unimportable('no-address');
    const inside = labels.length < 2 || INSIDE_NAMES.has(labels.at(-1) ?? '');
    if (inside && !allow.names(host, port)) throw new Unimportable('private-address');
  }
  if (!allow.allowsPort(host, port)) throw new Unimportable('address-refused');
  return url;
}
