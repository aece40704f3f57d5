/** What this browser keeps under `key`; null when nothing, or when it may not keep anything. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage switched off by the reader or their organisation
  }
}

/** Keeps a wish of this browser's user; null forgets it. Where nothing may be kept, it holds until the page is left. */
export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // see readStored
  }
}
