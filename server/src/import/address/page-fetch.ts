import { Client, errors } from 'undici';
import { Unimportable } from '../unimportable.ts';
import { AllowList } from './allow-list.ts';
import { type Dial, dial, guardedConnector } from './connection.ts';
import type { NameResolver } from './name-resolver.ts';
import { PACKINGS, PAGE_LIMIT, readBody } from './page-body.ts';
import { FETCH_TIMES, type FetchTimes, Patience } from './patience.ts';
import { hostOf, redirectTarget, webAddress } from './web-address.ts';

/** A page as it came. Can be handed to a worker thread as it is. */
export interface FetchedPage {
  /** The body, unpacked. */
  readonly bytes: Uint8Array;
  /** The encoding that the site names in its header; null: none. */
  readonly charset: string | null;
  /** Where it stands, after redirects, without a fragment. */
  readonly address: string;
}

/** How far a page has come: what is being done, and the bytes there are; `of` is null while nobody knows how many come. */
export type FetchStep =
  | { readonly step: 'connecting'; readonly host: string }
  | { readonly step: 'loading'; readonly bytes: number; readonly of: number | null };

export interface FetchOptions {
  /** Gives the page up: sockets and look-ups end at once, and the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The private hosts that this desk may read from, besides every public one; `off`: it reads from none at all. */
  readonly allow: AllowList | 'off';
  /** Who says which addresses a name has, for this page; the machine's name servers when it is missing. */
  readonly resolver?: NameResolver;
  readonly progress?: (step: FetchStep) => void;
  readonly times?: FetchTimes;
  /** How checked addresses are connected to; over the network when it is missing. */
  readonly dial?: Dial;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;
const HEADER_LIMIT = 32 * 1024;

/** What a site is told: who asks, and what is read. No cookie, no name, no page that led here. */
const HEADERS = {
  'user-agent': 'Sanad (reads one article for a news desk, asked by a person)',
  accept: 'text/html, application/xhtml+xml;q=0.9',
  'accept-encoding': PACKINGS,
};

/** What came of one address: a page, or another address. */
type Answer =
  | { readonly kind: 'page'; readonly page: FetchedPage }
  | { readonly kind: 'redirect'; readonly location: string };

/**
 * Fetches the web page at `address`, as anybody without a name could. Never touches a host that is not public, unless
 * the allow-list names it; a public page cannot lead to one that is on the list.
 * @throws Unimportable; the signal's reason.
 */
export async function fetchPage(address: string, options: FetchOptions): Promise<FetchedPage> {
  if (options.allow === 'off') throw new Unimportable('addresses-off');
  let { allow } = options;
  let url = webAddress(address, allow);
  const patience = new Patience(options.times ?? FETCH_TIMES, options.signal);
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const hop = new Hop(url, allow, options, patience);
      const answer = await hop.answer();
      if (answer.kind === 'page') return answer.page;
      // What a public page says may not choose what is read inside.
      if (!hop.wentInside) allow = AllowList.EMPTY;
      url = redirectTarget(answer.location, url, allow);
    }
    throw new Unimportable('too-many-redirects');
  } finally {
    patience.end();
  }
}

/** One request to one address. */
class Hop {
  /** Whether it went to a private host, by the allow-list. */
  wentInside = false;
  readonly #url: URL;
  readonly #options: FetchOptions;
  readonly #patience: Patience;
  readonly #client: Client;

  constructor(url: URL, allow: AllowList, options: FetchOptions, patience: Patience) {
    this.#url = url;
    this.#options = options;
    this.#patience = patience;
    this.#client = new Client(url.origin, {
      connect: guardedConnector({
        allow,
        resolver: options.resolver ?? null,
        dial: options.dial ?? dial,
        signal: patience.signal,
        onWay: ({ isInside }) => {
          this.wentInside = isInside;
        },
        onConnected: () => patience.waitFor('answering'),
      }),
      maxHeaderSize: HEADER_LIMIT,
      headersTimeout: 0, // `patience` counts, to the millisecond
      bodyTimeout: 0,
    });
  }

  async answer(): Promise<Answer> {
    const { signal } = this.#patience;
    try {
      signal.throwIfAborted();
      this.#options.progress?.({ step: 'connecting', host: hostOf(this.#url) });
      this.#patience.waitFor('connecting');
      const path = `${this.#url.pathname}${this.#url.search}`;
      const response = await this.#client.request({ path, method: 'GET', headers: HEADERS, reset: true, signal });
      return await this.#read(response);
    } catch (error) {
      signal.throwIfAborted();
      throw refusalOf(error);
    } finally {
      // Whatever is still coming or being connected ends here.
      await this.#client.destroy();
    }
  }

  async #read({ statusCode, headers, body }: Awaited<ReturnType<Client['request']>>): Promise<Answer> {
    // Nobody reads it where the answer is known before; its end is then no failure of anybody's.
    body.on('error', () => {});
    const header = (name: string) => [headers[name]].flat()[0] ?? '';
    if (REDIRECTS.has(statusCode) && header('location')) return { kind: 'redirect', location: header('location') };
    const [type, charset] = mediaType(header('content-type'));
    const fault = faultOf(statusCode);
    if (fault) throw new Unimportable(fault);
    if (type !== 'text/html' && type !== 'application/xhtml+xml') throw new Unimportable('no-page');
    const declared = /^\d+$/.test(header('content-length')) ? Number(header('content-length')) : null;
    if ((declared ?? 0) > PAGE_LIMIT) throw new Unimportable('too-large');
    this.#patience.waitFor('pausing');
    const bytes = await readBody(body, {
      packing: header('content-encoding'),
      signal: this.#patience.signal,
      onBytes: (come) => {
        this.#patience.waitFor('pausing');
        this.#options.progress?.({ step: 'loading', bytes: come, of: declared });
      },
    });
    return { kind: 'page', page: { bytes, charset, address: this.#url.href } };
  }
}

/** The media type of a header, without parameters, and the encoding that it names. */
function mediaType(header: string): [type: string, charset: string | null] {
  const [type = '', ...parameters] = header.split(';');
  const named = parameters.map((each) => /^\s*charset\s*=\s*"?([\w.:-]{1,40})"?\s*$/i.exec(each)?.[1]).find(Boolean);
  return [type.trim().toLowerCase(), named?.toLowerCase() ?? null];
}

function faultOf(status: number): 'page-missing' | 'page-closed' | 'site-trouble' | 'no-page' | null {
  if (status === 200 || status === 203) return null;
  if (status === 404 || status === 410) return 'page-missing';
  if (status >= 400 && status < 500) return 'page-closed';
  return status >= 500 ? 'site-trouble' : 'no-page';
}

function refusalOf(error: unknown): Error {
  if (error instanceof Unimportable) return error;
  if (error instanceof errors.HeadersOverflowError) return new Unimportable('too-large');
  return new Unimportable('unreachable');
}
