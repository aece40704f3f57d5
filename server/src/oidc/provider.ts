import { joinRequest, type SignInFailure } from '@sanad/shared/person';
import * as client from 'openid-client';
import type { OidcSettings } from '../config.ts';
import type { Identity } from '../store/store.ts';
import type { Flow } from './flows.ts';

/** How long the provider may take for an answer, in seconds. */
const PATIENCE = 10;

/** Whom the provider vouches for. `name` is null when it told none that can be used. */
export interface Voucher {
  readonly identity: Identity;
  readonly name: string | null;
}

/** The provider does not vouch for anybody. `sign` says more for the log, and nothing secret. */
export class NotVouched extends Error {
  override readonly name = 'NotVouched';
  readonly why: SignInFailure;
  readonly sign: string;

  constructor(why: SignInFailure, sign: string) {
    super(`${why}: ${sign}`);
    this.why = why;
    this.sign = sign;
  }
}

/**
 * An OpenID Connect provider. It is looked up when it is first needed, and again until that has worked: a desk opens
 * whether its provider can be reached or not.
 */
export class Provider {
  readonly #settings: OidcSettings;
  #found: Promise<client.Configuration> | null = null;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /**
   * The address to send a browser to, which comes back to `callback`, and what its coming back has to fit.
   * @throws NotVouched when the provider cannot be reached.
   */
  async begin(callback: string): Promise<{ readonly url: string } & Pick<Flow, 'state' | 'nonce' | 'verifier'>> {
    const config = await this.#config();
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return { url: url.href, state, nonce, verifier };
  }

  /**
   * Whom the provider vouches for: `answer` is the address it sent the browser back to.
   * @throws NotVouched when it does for nobody, or the answer does not fit the flow.
   */
  async finish(answer: URL, { state, nonce, verifier }: Flow): Promise<Voucher> {
    const config = await this.#config();
    try {
      const tokens = await client.authorizationCodeGrant(config, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new NotVouched('failed', 'no id token');
      const { iss, sub: subject } = claims;
      const { issuer } = this.#settings;
      // Some answer for many issuers by one address; here one is trusted, and its subjects are told apart by themselves.
      if (URL.parse(iss)?.href !== issuer) throw new NotVouched('mismatch', 'another issuer');
      const told = nameIn(claims) ?? nameIn(await this.#userInfo(config, tokens.access_token, subject));
      return { identity: { issuer, subject }, name: told };
    } catch (error) {
      throw notVouched(error);
    }
  }

  /** What the provider tells of a person beside the token; many tell their names only there. */
  async #userInfo(config: client.Configuration, token: string, subject: string): Promise<Record<string, unknown>> {
    if (!config.serverMetadata().userinfo_endpoint) return {};
    return { ...(await client.fetchUserInfo(config, token, subject)) };
  }

  #config(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = null;
      throw notVouched(error, 'unreachable');
    });
    return this.#found;
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const insecure = issuer.startsWith('http:');
    const options = { timeout: PATIENCE, ...(insecure ? { execute: [client.allowInsecureRequests] } : {}) };
    const found = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
    const metadata = found.serverMetadata();
    // What is not said is basic; some providers take only the other.
    const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = ways.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost;
    const config = new client.Configuration(metadata, clientId, clientSecret, way(clientSecret));
    config.timeout = PATIENCE;
    if (insecure) client.allowInsecureRequests(config);
    client.enableNonRepudiationChecks(config);
    return config;
  }
}

/** The first of the usual claims that makes a name; one that is too long is cut. */
function nameIn(claims: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['name', 'preferred_username', 'nickname', 'given_name']) {
    const claim = claims[key];
    if (typeof claim !== 'string') continue;
    const name = joinRequest.shape.name.safeParse([...claim.trim()].slice(0, 80).join('').slice(0, 80).toWellFormed());
    if (name.success && name.data) return name.data;
  }
  return null;
}

function notVouched(error: unknown, otherwise: SignInFailure = 'failed'): NotVouched {
  if (error instanceof NotVouched) return error;
  if (error instanceof client.AuthorizationResponseError) {
    const asides: Readonly<Record<string, SignInFailure>> = {
      access_denied: 'denied',
      temporarily_unavailable: 'unreachable',
      server_error: 'unreachable',
    };
    return new NotVouched(asides[error.error] ?? 'failed', signOf(error.error));
  }
  if (error instanceof client.ResponseBodyError) {
    return new NotVouched(error.error === 'invalid_grant' ? 'expired' : otherwise, signOf(error.error));
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
      return new NotVouched('unreachable', code);
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return new NotVouched('mismatch', code);
    default:
      // What fetch throws when there is nobody to be reached.
      return new NotVouched(error instanceof TypeError && code === '' ? 'unreachable' : otherwise, signOf(code));
  }
}

/** A word of the provider's as it may stand in a log: it chose it freely. */
function signOf(word: string): string {
  return /^[\w-]{1,60}$/.test(word) ? word : 'unnamed';
}
