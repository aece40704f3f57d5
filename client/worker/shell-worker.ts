/**
 * Keeps the pages' own files (code, styles, fonts; nothing of the desk) in the browser, so that an article that was opened
 * here before opens again without a connection. The network comes first wherever an answer could have changed.
 */
const shell = self as unknown as ServiceWorkerGlobalScope;
/** The files of this build, as addresses: put in by the build. Another build is another worker, with its own cache. */
declare const SHELL_FILES: readonly string[];
declare const SHELL_BUILD: string;

const CACHE = `shell-${SHELL_BUILD}`;
/** One page serves every address. */
const PAGE = '/';
const files = new Set(SHELL_FILES);

shell.addEventListener('install', (event) => {
  event.waitUntil(keepFiles());
});

shell.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder());
});

shell.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== shell.location.origin) return;
  if (request.mode === 'navigate') {
    if (!/^\/(api|sync)(\/|$)|^\/(healthz|readyz|metrics)$/.test(pathname)) event.respondWith(pageOf(request));
  } else if (files.has(pathname)) event.respondWith(fileOf(request));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...files].map((address) => new Request(address, { cache: 'no-cache' })));
  await shell.skipWaiting();
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await shell.clients.claim();
}

async function pageOf(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (unreachable) {
    const kept = await caches.match(PAGE);
    if (!kept) throw unreachable;
    return kept;
  }
}

async function fileOf(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  return kept ?? fetch(request);
}
