/**
 * Lets the browser keep the pages' own files, so that an article opens again without a connection. Does nothing where it
 * cannot: on plain http other than this machine's own, and while developing.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // A browser that refuses works as before, with a connection.
    navigator.serviceWorker.register('/shell-worker.js').catch(() => undefined);
  });
}
