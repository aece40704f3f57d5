import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { claimRoutes } from './articles/claim-routes.ts';
import { dossierRoutes } from './articles/dossier-routes.ts';
import { articleRoutes } from './articles/routes.ts';
import { withdrawalRoutes } from './articles/withdrawal-routes.ts';
import { confidentialRoutes } from './confidential/routes.ts';
import { addressOf, type Config } from './config.ts';
import { deskRoutes } from './desk/routes.ts';
import { Events } from './events/events.ts';
import { eventRoutes } from './events/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { guard } from './http/access.ts';
import { Addresses, type Route } from './http/addresses.ts';
import { serveClient } from './http/client.ts';
import { Guesses } from './http/guesses.ts';
import { healthRoutes } from './http/health.ts';
import { openLog } from './http/log.ts';
import { Metrics, metricsRoutes } from './http/metrics.ts';
import type { Parts } from './http/parts.ts';
import { answerFailure, HttpProblem } from './http/problem.ts';
import { serveSockets } from './http/upgrade.ts';
import { Imports } from './import/imports.ts';
import { importRoutes } from './import/routes.ts';
import { Notices } from './notices/notices.ts';
import { noticeRoutes } from './notices/routes.ts';
import { oidcRoutes } from './oidc/routes.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { firstInvitation, linkOf } from './people/invitations.ts';
import { peopleRoutes } from './people/routes.ts';
import { sessionRoutes } from './people/session-routes.ts';
import { exportRoutes } from './report/export-routes.ts';
import { HeldExports } from './report/held-exports.ts';
import { reportRoutes } from './report/routes.ts';
import { reportSchemaRoutes } from './report/schema-routes.ts';
import { ReportPool } from './report/worker/report-pool.ts';
import { reviewRoutes } from './review/routes.ts';
import { sealedRoutes } from './sealed/routes.ts';
import { SealedVerdicts } from './sealed/sealed-verdicts.ts';
import { signingRoutes } from './signing/routes.ts';
import { lockFolder } from './store/lock.ts';
import type { Store } from './store/store.ts';
import { watchStore } from './store/store-watch.ts';
import { openThreadedSqlite } from './store/threaded-store.ts';
import { Reprojection } from './sync/reprojection.ts';
import { Rooms } from './sync/rooms.ts';

/** A desk that is open: its server listens, its store is at hand. */
export interface Desk {
  /** The address people reach it at, without a final slash. */
  readonly url: string;
  readonly port: number;
  readonly store: Store;
  readonly rooms: Rooms;
  readonly events: Events;
  readonly notices: Notices;
  /** A one-time link that makes its follower admin; null once somebody has joined. */
  readonly firstLink: string | null;
  /** Every route that is served, as the router knows them. */
  readonly routes: readonly Route[];
  /** Closes sockets, server and store, in that order; everything acknowledged is on disk. */
  close(): Promise<void>;
}

/** Where reports are made, and held until they are fetched. */
interface Reports {
  readonly pool: ReportPool;
  readonly held: HeldExports;
}

/** The address to listen on cannot be had. The message is one sentence that says what to change. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/** The largest body of a request that brings no article, in bytes. */
const BODY_LIMIT = 256 * 1024;

/** What is read of somebody before it is known who they are: bytes, and for how long, in milliseconds. */
const STRANGERS = { maxHeaderSize: 16 * 1024, headersTimeout: 5000, requestTimeout: 60_000 };

/**
 * Opens the store, and serves the desk until it is closed.
 * @throws StoreError or ListenError, each with one sentence; then nothing is left open.
 */
export async function openDesk(config: Config, logger: FastifyBaseLogger = openLog(config.logLevel)): Promise<Desk> {
  const unlock = lockFolder(config.data);
  const open: (() => unknown)[] = [unlock];
  const closeAll = async () => {
    for (const close of open.splice(0).reverse()) await close();
  };
  try {
    const store = await openThreadedSqlite(config.data);
    open.push(() => store.close());
    open.push(watchStore(store, logger));
    const { log, articles, people } = store;
    const now = () => new Date();
    const metrics = new Metrics();
    const events = new Events(people, now, logger);
    const notices = new Notices(store.notices, events, logger);
    open.push(() => notices.close());
    const { limits } = config;
    const rooms = new Rooms({ log, articles, people, logger, now, limits, meter: metrics.meter, witness: notices });
    rooms.ask((await store.settings.get()).secondPerson);
    let url = config.url ?? '';
    const guesses = new Guesses(now);
    const parts: Parts = { store, rooms, events, notices, guesses, meter: metrics.meter, now, url: () => url };
    const sealed = new SealedVerdicts({ table: store.sealed, people, rooms, events, logger, now });
    rooms.tell(sealed);
    const addresses = new Addresses();
    const pool = new ReportPool({ logger, ended: metrics.reported });
    const reports = { pool, held: new HeldExports(now) };
    metrics.watch(rooms, pool);
    open.push(() => reports.held.close());
    open.push(() => reports.pool.close());
    const app = await serverOf(parts, sealed, reports, config, logger, metrics, addresses);
    open.push(() => app.close());
    const closeSockets = serveSockets(app.server, parts, config.limits.frame);
    open.push(closeSockets);
    open.push(() => rooms.close());
    open.push(() => events.close());
    const refresh = (article: string) => rooms.refresh(article);
    const reprojection = new Reprojection(store.claims, refresh, logger);
    open.push(() => reprojection.stop());
    const port = await listen(app, config);
    url = addressOf(config, port);
    sealed.resume().catch((error: unknown) => logger.error({ error }, 'sealed verdicts could not be looked for'));
    const first = await firstInvitation(people, now());
    const firstLink = first && linkOf(url, first);
    return { url, port, store, rooms, events, notices, firstLink, routes: addresses.routes, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** The server with all its routes, not listening yet. */
async function serverOf(
  parts: Parts,
  sealed: SealedVerdicts,
  reports: Reports,
  config: Config,
  logger: FastifyBaseLogger,
  metrics: Metrics,
  addresses: Addresses,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }), // each is told when it is answered, below
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    // A proxy on this machine says who asks; anybody else could say anything.
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    http: { ...STRANGERS, connectionsCheckingInterval: 1000 },
    frameworkErrors: answerFailure,
  });
  app.addHook('onRoute', ({ method, url: path, config: { open = false, least = 'reader' } = {} }) => {
    for (const each of [method].flat()) addresses.add({ method: each, path, least: open ? 'open' : least });
  });
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    request.log.debug({ req: request, status, milliseconds }, 'a request was answered');
    if (status === 429) parts.meter.refused(status, 'too-many-attempts');
  });
  app.setErrorHandler(answerFailure);
  await app.register(fastifyHelmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ({ headers }) => socketsOf(headers.host)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    // Of this host alone: what stands on the hosts below it is not Sanad's to decide.
    strictTransportSecurity: config.url?.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
  });
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_request, { after }) =>
      new HttpProblem(429, 'too-many-attempts', `Too many attempts came from here; try again in ${after}.`),
  });
  await app.register(fastifyMultipart);
  guard(app, parts);
  for (const room of [
    healthRoutes,
    peopleRoutes,
    sessionRoutes,
    claimRoutes,
    dossierRoutes,
    withdrawalRoutes,
    confidentialRoutes,
    reviewRoutes,
  ])
    room(app, parts);
  const imports = new Imports({
    articles: parts.store.articles,
    rooms: parts.rooms,
    now: parts.now,
    ...(config.importAddresses ? { allow: config.importAddresses } : {}),
  });
  app.addHook('onClose', () => imports.close());
  articleRoutes(app, parts, imports);
  importRoutes(app, parts, imports);
  reportSchemaRoutes(app);
  reportRoutes(app, parts, reports.pool);
  exportRoutes(app, parts, reports.pool, reports.held);
  historyRoutes(app, parts);
  eventRoutes(app, parts);
  sealedRoutes(app, parts, sealed);
  noticeRoutes(app, parts);
  deskRoutes(app, parts);
  signingRoutes(app, parts);
  metricsRoutes(app, metrics, config.metricsToken ?? null);
  openApiRoutes(app, addresses.routes, parts.url);
  oidcRoutes(app, parts, config.oidc ?? null);
  await serveClient(app, config.client, addresses);
  return app;
}

/** Sockets of the host that was asked, for browsers that do not count them as the page's own. */
function socketsOf(host: string | undefined): string {
  return host && /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new ListenError(sentenceOf(error, host, port));
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

function sentenceOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use; stop what runs there, or set SANAD_PORT to another port.`;
    case 'EACCES':
      return `Port ${port} may not be used without more rights; set SANAD_PORT to one from 1024 on.`;
    default:
      return `Cannot listen on ${host} (${code}); set SANAD_HOST to an address of this machine.`;
  }
}
