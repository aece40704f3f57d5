const KEY = 'sanad-invitation';

/** What `takeToken` found, for a browser that may keep nothing. */
let held: string | null = null;

/**
 * The secret of the invitation link this page was opened with; null when there is none. It comes in the fragment, is
 * taken out of the address bar and the history at once, and is kept for this tab until `dropToken`, so that a reload
 * before joining does not lose it.
 */
export function takeToken(): string | null {
  const inAddress = decodeFragment(location.hash);
  if (inAddress) {
    held = inAddress;
    try {
      sessionStorage.setItem(KEY, inAddress);
    } catch {
      // nothing may be kept: `held` does until the page is left
    }
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  if (held) return held;
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Forgets the secret: it has been used, or leads nowhere. */
export function dropToken(): void {
  held = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // see takeToken
  }
}

function decodeFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1)).trim();
  } catch {
    return hash.slice(1).trim(); // a link cut in the middle of an escape: the server says that it leads nowhere
  }
}
