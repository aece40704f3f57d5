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
  const { host } = new URL(origin);
  return host === headers.host?.toLowerCase() || host === new URL(url).host;
}
