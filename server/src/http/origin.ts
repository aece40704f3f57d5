import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request may have been sent by the desk's own pages: its `Origin` names the host that was asked, or the
 * host of `url`. Without an `Origin` the browser's own `Sec-Fetch-Site` decides; a request that has neither is no
 * browser's, and nobody can be tricked into sending it.
 */
export function isFromHere(headers: IncomingHttpHeaders, url: string): boolean {
  const { origin } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (!URL.canParse(origin)) return false;
  const [asked, own] = [new URL(origin), new URL(url)];
  // At the desk's own address its scheme counts too: what came in the clear may be anybody's.
  if (asked.host === own.host) return asked.protocol === own.protocol;
  return asked.host === headers.host?.toLowerCase();
}
