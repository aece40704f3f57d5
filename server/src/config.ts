import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
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
    limits: readLimits(env),
  };
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
