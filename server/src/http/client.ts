import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Addresses } from './addresses.ts';
import { HttpProblem, nothingHere, sendProblem } from './problem.ts';

/**
 * Serves the built client from `folder`: its files, and its page for every address that is none of a file and none of
 * the API. Files whose names carry a hash are kept by browsers for good, the page is asked for each time. Strangers may
 * have all of it: it holds nothing of the desk. What comes to one of the `addresses` with a method it does not take is told
 * which ones it takes (405).
 */
export async function serveClient(app: FastifyInstance, folder: string, addresses: Addresses): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  const page = built ? readFileSync(join(folder, 'index.html'), 'utf8') : null;
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      dotfiles: 'ignore',
      cacheControl: false,
      allowedPath: (path) => path !== '/index.html', // only with its nonce, below
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  // The file server takes the bare folder for a forbidden listing.
  app.get('/', (_request, reply) => (page === null ? sendProblem(reply, notBuilt()) : sendPage(reply, page)));
  app.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) {
      const methods = addresses.methodsAt(request.url.split('?')[0] ?? '');
      if (methods.length === 0 || methods.includes(request.method)) return sendProblem(reply, nothingHere());
      return sendProblem(reply.header('allow', methods.join(', ')), otherMethod(request.method, methods));
    }
    if (page === null) return sendProblem(reply, notBuilt());
    return sendPage(reply, page);
  });
}

function isNavigation(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (/^\/(api|sync)(\/|$)/.test(path) || (path.includes('.') && path !== '/index.html')) return false;
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  // The client's components put a few styles into the page by themselves; they look here for leave to.
  const nonce = `<meta property="csp-nonce" nonce="${reply.cspNonce.style}" />`;
  return reply
    .code(200)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replace('<head>', `<head>${nonce}`));
}

function otherMethod(method: string, methods: readonly string[]): HttpProblem {
  return new HttpProblem(405, 'other-method', `This address takes no ${method}; it takes ${methods.join(' and ')}.`);
}

function notBuilt(): HttpProblem {
  return new HttpProblem(503, 'client-not-built', 'The pages of this desk are not built yet; run "npm start".');
}
