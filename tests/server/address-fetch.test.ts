import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createPlainServer, type Server } from 'node:net';
import { setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { AllowList } from '@sanad/server/import/address/allow-list';
import { type FetchStep, fetchPage } from '@sanad/server/import/address/page-fetch';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NameServer, openNameServer } from '../support/name-server.ts';
import { openWebSite, type WebSite } from '../support/web-site.ts';

// Over the network of this machine: the allow-list names the host, the name server says where it is.
const HOST = 'news.newsroom.example';
const TIMES = { connecting: 20_000, answering: 20_000, pausing: 20_000, all: 60_000 };
const MEGABYTE = 1024 * 1024;

let names: NameServer;
let site: WebSite;

beforeAll(async () => {
  names = await openNameServer();
});
afterAll(() => names.close());

beforeEach(async () => {
  names.tell(HOST, { addresses: ['127.0.0.1'] });
  site = await openWebSite();
  return () => site.close();
});

type Options = Partial<Parameters<typeof fetchPage>[1]>;
const allow = (port = site.port) => AllowList.read(`${HOST}:${port}`);
const address = (path = '/', port = site.port) => `http://${HOST}:${port}${path}`;
const fetched = (path = '/', options: Options = {}) =>
  fetchPage(address(path), { allow: allow(), resolver: names.resolver(), times: TIMES, ...options });
const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const refusal = (why: string) => ({ name: 'Unimportable', why });

/** Answers every request with this page. */
function serve(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): void {
  site.answer((_request, response) =>
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body),
  );
}

describe('a page', () => {
  it('comes as it is, with its encoding and the address it stands at', async () => {
    serve('<p>مرحبا</p>', { 'content-type': 'text/html; charset="Windows-1256"' });
    const page = await fetched('/خبر?page=1#top');
    expect(words(page.bytes)).toBe('<p>مرحبا</p>');
    expect(page.charset).toBe('windows-1256');
    expect(page.address).toBe(address('/%D8%AE%D8%A8%D8%B1?page=1'));
  });

  it('is asked for once, without a name, a cookie or a page that led there', async () => {
    let headers: Record<string, unknown> = {};
    site.answer((request, response) => {
      headers = request.headers;
      if (request.url === '/') response.writeHead(302, { location: '/next', 'set-cookie': 'a=1; Path=/' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    });
    await fetched('/');
    expect(site.requests).toEqual([`${HOST}:${site.port} /`, `${HOST}:${site.port} /next`]);
    expect(headers).toEqual({
      host: `${HOST}:${site.port}`,
      connection: 'close',
      'user-agent': expect.stringMatching(/^Sanad /),
      accept: 'text/html, application/xhtml+xml;q=0.9',
      'accept-encoding': 'gzip, br, deflate',
    });
  });

  it('tells how far it has come', async () => {
    serve('x'.repeat(300_000), { 'content-length': '300000' });
    const steps: FetchStep[] = [];
    await fetched('/', { progress: (step) => steps.push(step) });
    expect(steps[0]).toEqual({ step: 'connecting', host: HOST });
    expect(steps.at(-1)).toEqual({ step: 'loading', bytes: 300_000, of: 300_000 });
    expect(steps.length).toBeGreaterThan(2);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['identity', (text: string) => text],
  ] as const)('is unpacked: %s', async (packing, pack) => {
    serve(pack('<p>مرحبا</p>'), { 'content-encoding': packing });
    expect(words((await fetched()).bytes)).toBe('<p>مرحبا</p>');
  });

  it.each(['text/html', 'TEXT/HTML;charset=utf-8', 'application/xhtml+xml'])('may be %s', async (type) => {
    serve('<p>', { 'content-type': type });
    expect(words((await fetched()).bytes)).toBe('<p>');
  });

  it('is found behind five redirects, whatever letters they are written in', async () => {
    site.answer(({ url }, response) => {
      const count = Number(url?.at(-1));
      // As sites write it: UTF-8 in a header.
      const location = Buffer.from(`/خبر-${count + 1}`, 'utf8').toString('latin1');
      if (count < 5) response.writeHead(302, { location }).end('<p>Elsewhere');
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Here');
    });
    const page = await fetched('/0');
    expect(page.address).toBe(address(encodeURI('/خبر-5')));
    expect(words(page.bytes)).toBe('<p>Here');
  });

  it('is reached at its second address when nobody is at the first', async () => {
    names.tell(HOST, { addresses: ['127.0.0.2', '127.0.0.1'] }); // the site listens at the second alone
    serve('<p>Here');
    expect(words((await fetched()).bytes)).toBe('<p>Here');
  });

  it('comes from a name that this machine alone knows, where the allow-list has it', async () => {
    serve('<p>Here');
    const list = AllowList.read(`localhost:${site.port}`);
    expect(words((await fetchPage(`http://localhost:${site.port}/`, { allow: list })).bytes)).toBe('<p>Here');
  });

  it('is not asked for at a desk that imports no addresses', async () => {
    serve('<p>Here');
    await expect(fetched('/', { allow: 'off' })).rejects.toMatchObject(refusal('addresses-off'));
    expect(site.connections).toBe(0);
  });

  it('is not asked for by way of a proxy that the environment names', async () => {
    const proxy = await openWebSite();
    const before = { ...process.env };
    Object.assign(process.env, {
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
      http_proxy: `http://127.0.0.1:${proxy.port}`,
      ALL_PROXY: `http://127.0.0.1:${proxy.port}`,
      NODE_USE_ENV_PROXY: '1',
    });
    try {
      serve('<p>Here');
      expect(words((await fetched()).bytes)).toBe('<p>Here');
      expect(proxy.connections).toBe(0);
    } finally {
      process.env = before;
      await proxy.close();
    }
  });
});

describe('no page comes of', () => {
  it.each([
    [400, 'page-closed'],
    [401, 'page-closed'],
    [403, 'page-closed'],
    [404, 'page-missing'],
    [410, 'page-missing'],
    [429, 'page-closed'],
    [451, 'page-closed'],
    [500, 'site-trouble'],
    [502, 'site-trouble'],
    [503, 'site-trouble'],
    [201, 'no-page'],
    [204, 'no-page'],
    [206, 'no-page'],
    [300, 'no-page'],
    [302, 'no-page'], // without saying where
    [304, 'no-page'],
  ])('an answer with status %i: %s', async (status, why) => {
    site.answer((_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end());
    await expect(fetched()).rejects.toMatchObject(refusal(why));
  });

  it.each(['', 'text/plain', 'application/json', 'application/pdf', 'image/png', 'text/htmlx', 'multipart/form-data'])(
    'another type: %s',
    async (type) => {
      serve('<p>Here', { 'content-type': type });
      await expect(fetched()).rejects.toMatchObject(refusal('no-page'));
    },
  );

  it('an answer that is no HTTP', async () => {
    const server = createPlainServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    const port = await listening(server);
    await expect(
      fetchPage(address('/', port), { allow: allow(port), resolver: names.resolver() }),
    ).rejects.toMatchObject(refusal('unreachable'));
    server.close();
  });

  it('a host that nobody listens at', async () => {
    const server = createPlainServer();
    const port = await listening(server);
    server.close();
    await expect(
      fetchPage(address('/', port), { allow: allow(port), resolver: names.resolver() }),
    ).rejects.toMatchObject(refusal('unreachable'));
  });

  it('a name that does not exist', async () => {
    const list = AllowList.read(`nobody.example:${site.port}`);
    await expect(
      fetchPage(`http://nobody.example:${site.port}/`, { allow: list, resolver: names.resolver() }),
    ).rejects.toMatchObject(refusal('unreachable'));
  });

  it('a page that breaks off', async () => {
    site.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
      response.write('<p>Half', () => response.destroy());
    });
    await expect(fetched()).rejects.toMatchObject(refusal('unreachable'));
  });

  it('redirects in a circle', async () => {
    site.answer((_request, response) => response.writeHead(302, { location: '/' }).end());
    await expect(fetched()).rejects.toMatchObject(refusal('too-many-redirects'));
    expect(site.connections).toBe(6);
  });

  it('six redirects', async () => {
    site.answer(({ url }, response) => {
      const count = Number(url?.slice(1));
      if (count < 6) response.writeHead(302, { location: `/${count + 1}` }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Here');
    });
    await expect(fetched('/0')).rejects.toMatchObject(refusal('too-many-redirects'));
    expect(site.requests.at(-1)).toBe(`${HOST}:${site.port} /5`);
  });
});

describe('too much', () => {
  const quickBrotli = (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

  it('is refused when it is said to come', async () => {
    site.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(9 * MEGABYTE) });
      response.write('<p>');
    });
    await expect(fetched()).rejects.toMatchObject(refusal('too-large'));
    await expect.poll(() => site.open).toBe(0);
  });

  it('is refused when it comes unsaid', async () => {
    let written = 0;
    site.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
      };
      response.on('drain', more);
      more();
    });
    await expect(fetched()).rejects.toMatchObject(refusal('too-large'));
    await expect.poll(() => site.open).toBe(0);
    expect(written).toBeLessThan(32 * MEGABYTE); // what the buffers of the network take, and no more
  });

  it.each([
    ['gzip', gzipSync],
    ['br', quickBrotli],
    ['deflate', deflateSync],
  ] as const)('is refused as it unpacks: %s', async (packing, pack) => {
    serve(pack(Buffer.alloc(64 * MEGABYTE, 'a')), { 'content-encoding': packing });
    const before = process.memoryUsage().arrayBuffers;
    await expect(fetched()).rejects.toMatchObject(refusal('unpacks-too-large'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48 * MEGABYTE);
    await expect.poll(() => site.open).toBe(0);
  });

  it('is refused as it unpacks, however long it would go on', async () => {
    site.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      const bomb = createGzip({ level: 9 });
      bomb.pipe(response);
      const zeros = Buffer.alloc(MEGABYTE);
      const more = () => {
        while (!response.destroyed && bomb.write(zeros));
      };
      bomb.on('drain', more);
      more();
    });
    await expect(fetched()).rejects.toMatchObject(refusal('unpacks-too-large'));
    await expect.poll(() => site.open).toBe(0);
  });

  it('is refused in what stands before the page', async () => {
    site.answer((_request, response) => response.writeHead(200, { 'x-much': 'a'.repeat(60_000) }).end());
    await expect(fetched()).rejects.toMatchObject(refusal('too-large'));
  });

  it.each([
    ['no gzip at all', 'gzip', Buffer.from('<p>Here')],
    ['gzip that breaks off', 'gzip', gzipSync('<p>Here'.repeat(1000)).subarray(0, 40)],
    ['no brotli at all', 'br', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['a packing that nobody knows', 'zip', Buffer.from('<p>Here')],
    ['a packing within a packing', 'gzip, gzip', gzipSync(gzipSync('<p>Here'))],
  ])('or damaged: %s', async (_what, packing, body) => {
    serve(body, { 'content-encoding': packing });
    await expect(fetched()).rejects.toMatchObject(refusal('damaged'));
  });
});

describe('what takes too long', () => {
  const timely = (times: Partial<typeof TIMES>) => fetched('/', { times: { ...TIMES, ...times } });

  it('is given up while a name is looked up', async () => {
    names.tell(HOST, 'silent');
    const begun = performance.now();
    await expect(timely({ connecting: 150 })).rejects.toMatchObject(refusal('timed-out'));
    expect(performance.now() - begun).toBeLessThan(9000); // before the resolver itself gives up
    expect(site.connections).toBe(0);
  });

  it('is given up while encryption is agreed on', async () => {
    const server = createPlainServer(() => {}); // takes the connection and says nothing
    const port = await listening(server);
    const going = fetchPage(`https://${HOST}:${port}/`, {
      allow: allow(port),
      resolver: names.resolver(),
      times: { ...TIMES, connecting: 150 },
    });
    await expect(going).rejects.toMatchObject(refusal('timed-out'));
    server.close();
  });

  it('is given up when the site does not begin to answer', async () => {
    site.answer(() => {});
    await expect(timely({ answering: 150 })).rejects.toMatchObject(refusal('timed-out'));
    await expect.poll(() => site.open).toBe(0);
  });

  it('is given up when headers come letter by letter', async () => {
    const server = createPlainServer((socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x-a: b\r\n'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    const port = await listening(server);
    const options = { allow: allow(port), resolver: names.resolver(), times: { ...TIMES, answering: 200 } };
    await expect(fetchPage(address('/', port), options)).rejects.toMatchObject(refusal('timed-out'));
    server.close();
    await once(server, 'close'); // nothing is left open
  });

  it('is given up when the page stops in the middle', async () => {
    site.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<p>Half');
    });
    await expect(timely({ pausing: 150 })).rejects.toMatchObject(refusal('timed-out'));
    await expect.poll(() => site.open).toBe(0);
  });

  it('is given up when the page goes on for ever, a little at a time, packed or not', async () => {
    for (const packing of ['identity', 'gzip']) {
      site.answer((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': packing });
        const out = packing === 'gzip' ? createGzip({ flush: 2 }) : response;
        if (out !== response) out.pipe(response);
        const drip = setInterval(() => out.write('<p>More'), 20);
        response.once('close', () => clearInterval(drip));
      });
      await expect(timely({ pausing: 150, all: 500 })).rejects.toMatchObject(refusal('timed-out'));
      await expect.poll(() => site.open).toBe(0);
    }
  });

  it('is given up when redirects take their time, one after the other', async () => {
    site.answer((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/' }).end(), 150);
    });
    await expect(timely({ all: 400 })).rejects.toMatchObject(refusal('timed-out'));
    expect(site.requests.length).toBeLessThan(4);
  });
});

describe('whoever gives a page up', () => {
  const reason = new Error('the person went away');

  it('gives it up before anything is done', async () => {
    await expect(fetched('/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(site.connections).toBe(0);
  });

  it('gives up looking its name up, and asks no further', async () => {
    names.tell(HOST, 'silent');
    const asking = names.resolver();
    let open = 0;
    const counted = async (question: Promise<string[]>) => {
      open++;
      return question.finally(() => open--);
    };
    const resolver = {
      resolve4: (name: string) => counted(asking.resolve4(name)),
      resolve6: (name: string) => counted(asking.resolve6(name)),
      cancel: () => asking.cancel(),
    };
    const person = new AbortController();
    const going = fetched('/', { resolver, signal: person.signal });
    await expect.poll(() => open).toBe(2);
    const begun = performance.now();
    person.abort(reason);
    await expect(going).rejects.toBe(reason);
    await expect.poll(() => open, { interval: 5 }).toBe(0);
    expect(performance.now() - begun).toBeLessThan(9000); // the resolver itself asks for ten seconds
  });

  it.each(['before it answers', 'in the middle of the page', 'in the middle of a packed page'])(
    'frees the connection at once %s',
    async (when) => {
      const person = new AbortController();
      site.answer((_request, response) => {
        setTimeout(() => person.abort(reason), 50);
        if (when === 'before it answers') return;
        const packing = when.includes('packed') ? 'gzip' : 'identity';
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': packing });
        response.write(packing === 'gzip' ? gzipSync('<p>Half'.repeat(100)).subarray(0, 30) : '<p>Half');
      });
      await expect(fetched('/', { signal: person.signal })).rejects.toBe(reason);
      await expect.poll(() => site.open).toBe(0);
    },
  );

  it('leaves nothing that keeps a program running, and neither does a page that came', async () => {
    site.answer(({ url }, response) => {
      if (url === '/here') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Here');
    });
    const program = `
      import { AllowList } from '@sanad/server/import/address/allow-list';
      import { fetchPage } from '@sanad/server/import/address/page-fetch';
      const allow = AllowList.read('127.0.0.1:${site.port}');
      await fetchPage('http://127.0.0.1:${site.port}/here', { allow });
      await fetchPage('http://127.0.0.1:${site.port}/never', { allow, signal: AbortSignal.timeout(50) }).catch(() => {});
      console.log('done');`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('done\n');
    const begun = performance.now();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - begun).toBeLessThan(15_000); // what it waits for at most is forty seconds
  });
});

describe('an encrypted page', () => {
  const certified = async (name: string, notAfterDate?: Date) => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date('2020-01-01'),
      notAfterDate: notAfterDate ?? new Date('2099-01-01'),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
    });
    return { cert, key };
  };
  /** What comes of a page at a site that shows this certificate. */
  const shown = async (tls: { cert: string; key: string }) => {
    const secure = await openWebSite(tls);
    secure.answer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Here'));
    try {
      return await fetchPage(`https://${HOST}:${secure.port}/`, {
        allow: allow(secure.port),
        resolver: names.resolver(),
      });
    } finally {
      expect(secure.requests.length).toBeLessThanOrEqual(1);
      await secure.close();
    }
  };
  const trusted = async (tls: { cert: string; key: string }) => {
    setDefaultCACertificates([tls.cert]);
    return shown(tls);
  };

  it('comes when its certificate is one to be trusted', async () => {
    expect(words((await trusted(await certified(HOST))).bytes)).toBe('<p>Here');
  });

  it('is refused when it vouches for itself', async () => {
    await expect(shown(await certified(HOST))).rejects.toMatchObject(refusal('unreachable'));
  });

  it('is refused when it vouches for itself and the environment asks for no certificate', async () => {
    const before = { ...process.env };
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await expect(shown(await certified(HOST))).rejects.toMatchObject(refusal('unreachable'));
    } finally {
      process.env = before;
    }
  });

  it('is refused when its certificate is for another name', async () => {
    await expect(trusted(await certified('other.example'))).rejects.toMatchObject(refusal('unreachable'));
  });

  it('is refused when its certificate has run out', async () => {
    await expect(trusted(await certified(HOST, new Date('2021-01-01')))).rejects.toMatchObject(refusal('unreachable'));
  });

  it('is not left for one that is not', async () => {
    const tls = await certified(HOST);
    setDefaultCACertificates([tls.cert]);
    const secure = await openWebSite(tls);
    secure.answer((_request, response) => response.writeHead(302, { location: address('/') }).end());
    const list = AllowList.read(`${HOST}:${secure.port}, ${HOST}:${site.port}`);
    const going = fetchPage(`https://${HOST}:${secure.port}/`, { allow: list, resolver: names.resolver() });
    await expect(going).rejects.toMatchObject(refusal('insecure-redirect'));
    expect(site.connections).toBe(0);
    await secure.close();
  });
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  return typeof place === 'object' && place ? place.port : 0;
}
