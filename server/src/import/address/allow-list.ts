import ipaddr from 'ipaddr.js';
import { spaceOf } from './address-space.ts';

/** What one entry of the list opens. `port` null: those that every page may stand at. */
type Entry =
  | { readonly kind: 'name'; readonly name: string; readonly port: number | null }
  | { readonly kind: 'range'; readonly range: Range; readonly port: number | null };
type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The ports that any page may stand at. */
const PAGE_PORTS = new Set([80, 443]);

/** A range this wide or wider, in bits of its prefix, names no network of anybody's. */
const WIDEST = { ipv4: 8, ipv6: 16 } as const;

/** The private hosts that a desk may read pages from, such as its own CMS. */
export class AllowList {
  /** Names no host. */
  static readonly EMPTY = new AllowList([]);
  readonly #entries: readonly Entry[];

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /**
   * Reads a list such as `cms.example.org, 10.1.2.3:8080, [fd00::5]:8443, 10.2.0.0/16`. A host without a port is open at
   * 80 and 443, one with a port at this alone.
   * @throws RangeError whose message is the entry that cannot be used.
   */
  static read(text: string): AllowList {
    return new AllowList(
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '')
        .map(readEntry),
    );
  }

  /** Whether a page of `host`, a name in ASCII or an IP address without brackets, may stand at `port`. */
  allowsPort(host: string, port: number): boolean {
    return PAGE_PORTS.has(port) || this.#entries.some((entry) => entry.port === port && isHostOf(entry, host));
  }

  /** Whether the list names `host` itself, and not only addresses that it may have. */
  names(host: string, port: number): boolean {
    return this.#entries.some((entry) => isPortOf(entry, port) && isHostOf(entry, host));
  }

  /** Whether the private address `ip` of `host` may be connected to. What no page can stand at is never allowed. */
  allowsAddress(host: string, port: number, ip: string): boolean {
    if (spaceOf(ip) !== 'inside') return false;
    return this.#entries.some((entry) => isPortOf(entry, port) && (isHostOf(entry, host) || isIn(entry, ip)));
  }
}

function readEntry(entry: string): Entry {
  if (entry.includes('/')) return { kind: 'range', range: readRange(entry), port: null };
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]+)\]|([^\s:[\]@?#\\]+))(?::(\d{1,5}))?$/i.exec(entry) ?? [];
  const port = digits === undefined ? null : Number(digits);
  const address = bracketed ?? (ipaddr.isValid(entry) ? entry : null);
  const host = hostOf(address ?? plain ?? '');
  if (host === null || port === 0 || (port ?? 0) > 65_535) throw new RangeError(entry);
  if (!ipaddr.isValid(host)) return { kind: 'name', name: host, port };
  if (spaceOf(host) === 'never') throw new RangeError(entry);
  const parsed = ipaddr.parse(host);
  return { kind: 'range', range: [parsed, parsed.kind() === 'ipv4' ? 32 : 128], port };
}

/** A host as the address of a page has it: `0x7f.1` is `127.0.0.1` here as it is there. */
function hostOf(given: string): string | null {
  const address = `http://${given.includes(':') ? `[${given}]` : given}/`;
  if (!URL.canParse(address)) return null;
  const { hostname, pathname } = new URL(address);
  return pathname === '/' ? hostname.replace(/^\[|\]$|\.$/g, '') : null;
}

function readRange(entry: string): Range {
  if (!ipaddr.isValidCIDR(entry)) throw new RangeError(entry);
  const [address, bits] = ipaddr.parseCIDR(entry);
  if (bits < WIDEST[address.kind()]) throw new RangeError(entry);
  return [address, bits];
}

function isPortOf(entry: Entry, port: number): boolean {
  return entry.port === null ? PAGE_PORTS.has(port) : entry.port === port;
}

function isHostOf(entry: Entry, host: string): boolean {
  return entry.kind === 'name' ? entry.name === host : ipaddr.isValid(host) && isIn(entry, host);
}

function isIn(entry: Entry, ip: string): boolean {
  if (entry.kind !== 'range') return false;
  const address = ipaddr.parse(ip);
  const [range, bits] = entry.range;
  return address.kind() === range.kind() && address.match(range, bits);
}
