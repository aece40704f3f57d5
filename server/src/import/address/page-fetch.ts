import type { AllowList } from './allow-list.ts';
import type { NameResolver } from './name-resolver.ts';

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
  /** The private hosts that this desk may read from. */
  readonly allow: AllowList;
  /** Who says which addresses a name has; the machine's own resolver when it is missing. */
  readonly resolver?: NameResolver;
  readonly progress?: (step: FetchStep) => void;
}

/**
 * Fetches the web page at `address`, as anybody without a name could. Never touches a host that is not public, unless
 * the allow-list names it.
 * @throws Unimportable.
 */
export declare function fetchPage(address: string, options: FetchOptions): Promise<FetchedPage>;
