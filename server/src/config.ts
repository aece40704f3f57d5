import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROLES, type Role } from '@sanad/shared/policy';
import { LOG_LEVELS, type LogLevel } from './http/log.ts';
import { AllowList } from './import/address/allow-list.ts';
import { LIMITS, type Limits } from './sync/limits.ts';

/** Everything a desk has to be told. */
export interface Config {
  /** The interface to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The folder that holds the desk's database. */
  readonly data: string;
  /** The address people reach the desk at, without a final slash; null: the one it listens on. */
  readonly url: string | null;
  /** The folder of the built client, served when it exists. */
  readonly client: string;
  readonly limits: Limits;
  /** The OpenID Connect provider that people may sign in with; none when it is missing. */
  readonly oidc?: OidcSettings | null;
  /** What `/metrics` may be read with, besides an admin's token; none when it is missing. */
  readonly metricsToken?: string | null;
  /** The private hosts that pages may be imported from, besides every public one; none when it is missing. `off`: nothing is. */
  readonly importAddresses?: AllowList | 'off';
  /** The least that the log tells; `info` when it is missing. */
  readonly logLevel?: LogLevel;
}

/** An OpenID Connect provider, and this desk as its client. */
export interface OidcSettings {
  /** The provider's issuer identifier. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call the provider. */
  readonly name: string;
  /** The role of whoever the provider knows and the desk does not; null: they need an invitation. */
  readonly role: Role | null;
}

/** A setting that cannot be used. The message is one sentence that names it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** The address a desk is reached at when it listens on `port`; a host that means all interfaces is reached by loopback. */
export function addressOf({ host, url }: Pick<Config, 'host' | 'url'>, port: number): string {
  if (url) return url;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Reads the settings from the environment; the only code that does. Data and client folders are absolute.
 * @throws ConfigError when a setting has a value that cannot be used.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const host = env.SANAD_HOST?.trim() || '127.0.0.1';
  if (/[\s/]/.test(host)) {
    throw new ConfigError(`SANAD_HOST is "${host}", but it has to be a host name or an address such as 127.0.0.1.`);
  }
  return {
    host,
    port: readPort(env.SANAD_PORT),
    data: resolve(root, env.SANAD_DATA?.trim() || 'data'),
    url: readUrl(env.SANAD_URL),
    client: resolve(root, 'client/dist'),
    oidc: readOidc(env),
    limits: readLimits(env),
    metricsToken: readMetricsToken(env.SANAD_METRICS_TOKEN),
    importAddresses: readImportAddresses(env.SANAD_IMPORT_ADDRESSES, env.SANAD_IMPORT_ALLOW),
    logLevel: readLogLevel(env.SANAD_LOG_LEVEL),
  };
}

/** What is wrong with a secret is told without telling the secret. */
function readMetricsToken(value: string | undefined): string | null {
  const given = value?.trim();
  if (!given) return null;
  if (/^[\x21-\x7e]{16,200}$/.test(given)) return given;
  throw new ConfigError('SANAD_METRICS_TOKEN has to have 16 to 200 letters, digits and signs, and no space.');
}

function readImportAddresses(addresses: string | undefined, allow: string | undefined): AllowList | 'off' {
  const given = addresses?.trim() || 'on';
  if (given !== 'on' && given !== 'off') {
    throw new ConfigError(`SANAD_IMPORT_ADDRESSES is "${given}", but it has to be on or off.`);
  }
  try {
    const list = AllowList.read(allow ?? '');
    return given === 'off' ? 'off' : list;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError(
      `SANAD_IMPORT_ALLOW is "${error.message}" in part, but it has to name private hosts: cms.example.org:8080, 10.1.0.0/16.`,
    );
  }
}

function readLogLevel(value: string | undefined): LogLevel {
  const given = value?.trim() || 'info';
  const level = LOG_LEVELS.find((each) => each === given);
  if (!level) throw new ConfigError(`SANAD_LOG_LEVEL is "${given}", but it has to be one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

/** The setting of each limit, and the least it may be: below it nobody could work. */
const LIMIT_SETTINGS = {
  frame: ['SANAD_MAX_FRAME', 65_536],
  article: ['SANAD_MAX_ARTICLE', 1_048_576],
  unread: ['SANAD_MAX_UNREAD', 1_048_576],
  messages: ['SANAD_MAX_MESSAGES', 10],
  bytes: ['SANAD_MAX_BYTES', 65_536],
  connectionsOfPerson: ['SANAD_MAX_CONNECTIONS_PERSON', 1],
  connectionsInArticle: ['SANAD_MAX_CONNECTIONS_ARTICLE', 1],
  refusals: ['SANAD_MAX_REFUSALS', 1],
} as const satisfies Record<keyof Limits, readonly [string, number]>;

function readLimits(env: Readonly<Record<string, string | undefined>>): Limits {
  const limit = (name: keyof Limits) => {
    const [setting, least] = LIMIT_SETTINGS[name];
    const given = env[setting]?.trim();
    if (!given) return LIMITS[name];
    const value = Number(given);
    if (/^\d{1,12}$/.test(given) && value >= least) return value;
    throw new ConfigError(`${setting} is "${given}", but it has to be a whole number from ${least} on.`);
  };
  return {
    frame: limit('frame'),
    article: limit('article'),
    unread: limit('unread'),
    messages: limit('messages'),
    bytes: limit('bytes'),
    connectionsOfPerson: limit('connectionsOfPerson'),
    connectionsInArticle: limit('connectionsInArticle'),
    refusals: limit('refusals'),
  };
}

function readPort(value: string | undefined): number {
  const given = value?.trim();
  if (!given) return 4747;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) {
    throw new ConfigError(`SANAD_PORT is "${given}", but it has to be a whole number from 0 to 65535.`);
  }
  return port;
}

function readUrl(value: string | undefined): string | null {
  const given = value?.trim();
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`SANAD_URL is "${given}", but it has to be an address such as https://sanad.example.org.`);
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new ConfigError(`SANAD_URL is "${given}", but it has to be a host alone, such as https://sanad.example.org.`);
  }
  return url.origin;
}

function readOidc(env: Readonly<Record<string, string | undefined>>): OidcSettings | null {
  const given = (name: string) => env[`SANAD_OIDC_${name}`]?.trim() || null;
  const [issuer, clientId, clientSecret] = [given('ISSUER'), given('CLIENT_ID'), given('CLIENT_SECRET')];
  if (!issuer) {
    const lone = ['CLIENT_ID', 'CLIENT_SECRET', 'NAME', 'ROLE'].find(given);
    if (!lone) return null;
    throw new ConfigError(`SANAD_OIDC_${lone} is set, but SANAD_OIDC_ISSUER is not; set both or neither.`);
  }
  const address = readIssuer(issuer);
  if (!clientId) {
    throw new ConfigError('SANAD_OIDC_CLIENT_ID is missing; set it to the id that the provider gave this desk.');
  }
  if (!clientSecret) {
    throw new ConfigError(
      'SANAD_OIDC_CLIENT_SECRET is missing; set it to the secret that the provider gave this desk.',
    );
  }
  const name = given('NAME') ?? address.hostname;
  if ([...name].length > 40 || /\p{Cc}/u.test(name)) {
    throw new ConfigError('SANAD_OIDC_NAME is what the button says; it has to have 40 characters at most.');
  }
  return { issuer: address.href, clientId, clientSecret, name, role: readEntryRole(given('ROLE')) };
}

/** The issuer as an address. What a provider says is believed, so that it has to come by https or from this machine. */
function readIssuer(given: string): URL {
  const issuer = URL.canParse(given) ? new URL(given) : null;
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(issuer?.hostname ?? '');
  if (!issuer || !(issuer.protocol === 'https:' || (issuer.protocol === 'http:' && local))) {
    throw new ConfigError(
      'SANAD_OIDC_ISSUER has to be the https address that the provider names itself by, such as https://id.example.org.',
    );
  }
  if (issuer.search || issuer.hash || issuer.username || issuer.password) {
    throw new ConfigError('SANAD_OIDC_ISSUER has to be an address alone, without a query, a fragment or a name in it.');
  }
  return issuer;
}

function readEntryRole(given: string | null): Role | null {
  if (given === null) return null;
  // An admin is made by an admin: whoever runs the provider would else run the desk.
  const entries = ROLES.filter((each) => each !== 'admin');
  const role = entries.find((each) => each === given);
  if (!role) throw new ConfigError(`SANAD_OIDC_ROLE is "${given}", but it has to be one of ${entries.join(', ')}.`);
  return role;
}
