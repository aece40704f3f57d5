import { AllowList } from '@sanad/server/import/address/allow-list';
import { fetchPage } from '@sanad/server/import/address/page-fetch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NameServer, openNameServer } from '../support/name-server.ts';
import { openWebSite, type WebSite } from '../support/web-site.ts';
import { NAMED, REDIRECTED, WRITTEN } from './address-attacks.ts';

// Whatever the guard lets through reaches this site, which stands for every host outside and inside. The name server is real.
let names: NameServer;
let site: WebSite;

const PAGE = '<!doctype html><title>Inside</title><p>What nobody outside may read.</p>';
const ALLOW = AllowList.read('cms.newsroom.example, desk.newsroom.example:9200');

beforeAll(async () => {
  names = await openNameServer();
});
afterAll(() => names.close());

beforeEach(async () => {
  site = await openWebSite();
  site.answer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE));
  names.tell('news.example', { addresses: ['93.184.216.34'] });
  names.tell('inside.attacker.example', { addresses: ['10.0.0.1'] });
  names.tell('cms.newsroom.example', { addresses: ['10.0.0.9'] });
  names.tell('desk.newsroom.example', { addresses: ['10.0.0.9'] });
  return () => site.close();
});

const fetched = (address: string, allow = ALLOW) =>
  fetchPage(address, { allow, resolver: names.resolver(), dial: site.dial });

describe('the corpus', () => {
  it('holds a hundred attacks and more, no two by one name', () => {
    const all = [...WRITTEN, ...NAMED, ...REDIRECTED].map(({ name }) => name);
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(['http://news.example/', 'http://93.184.216.34/', 'http://[2606:2800:220:1:248:1893:25c8:1946]/'])(
    'would be let through where it is public: %s',
    async (address) => {
      const page = await fetched(address);
      expect(new TextDecoder().decode(page.bytes)).toBe(PAGE);
      expect(site.connections).toBe(1);
    },
  );
});

describe('an address that leads inside by itself', () => {
  it.each(WRITTEN)('is refused before anything is asked or connected to: $name', async ({ address, refused }) => {
    const asked = names.asked.length;
    await expect(fetched(address)).rejects.toMatchObject({ name: 'Unimportable', why: refused });
    expect(site.dialled).toEqual([]);
    expect(site.connections).toBe(0);
    expect(names.asked.slice(asked)).toEqual([]);
  });
});

describe('a name that leads inside', () => {
  it.each(NAMED)('is refused before anything is connected to: $name', async ({ address, refused, says }) => {
    const host = new URL(address).hostname.replace(/\.$/, '');
    names.tell(host, ...says);
    const asked = names.asked.length;
    await expect(fetched(address)).rejects.toMatchObject({ name: 'Unimportable', why: refused });
    expect(names.asked.slice(asked).sort()).toEqual([`A ${host}`, `AAAA ${host}`]);
    expect(site.dialled).toEqual([]);
    expect(site.connections).toBe(0);
  });
});

describe('a public page that leads inside', () => {
  it.each(REDIRECTED)('is not followed: $name', async ({ address, refused }) => {
    site.answer((_request, response) => {
      response.writeHead(302, { location: address }).end();
    });
    await expect(fetched('http://news.example/')).rejects.toMatchObject({ name: 'Unimportable', why: refused });
    expect(site.dialled).toEqual(['93.184.216.34:80']);
    expect(site.requests).toEqual(['news.example /']);
    expect(site.connections).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])('is not followed whatever kind of redirect it is: %i', async (status) => {
    site.answer((_request, response) => response.writeHead(status, { location: 'http://10.0.0.1/' }).end());
    await expect(fetched('http://news.example/')).rejects.toMatchObject({ why: 'private-address' });
    expect(site.requests).toEqual(['news.example /']);
  });

  it('is not followed at the last of several redirects', async () => {
    site.answer(({ url }, response) => {
      const next = { '/': '/a', '/a': '/b', '/b': '/c', '/c': 'http://192.168.0.1/' }[url ?? ''];
      response.writeHead(302, { location: next }).end();
    });
    await expect(fetched('http://news.example/')).rejects.toMatchObject({ why: 'private-address' });
    expect(site.requests).toEqual(['news.example /', 'news.example /a', 'news.example /b', 'news.example /c']);
  });

  it('is not followed by what a page asks of a browser', async () => {
    site.answer((_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'text/html',
          refresh: '0; url=http://10.0.0.1/',
          link: '<http://10.0.0.1/>; rel=preload',
        })
        .end('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/"><base href="http://10.0.0.1/"><p>Hello'),
    );
    await fetched('http://news.example/');
    expect(site.requests).toEqual(['news.example /']);
  });
});

describe('a name that changes its mind', () => {
  it('is looked up once, and connected to where it was looked at', async () => {
    names.tell(
      'rebind.attacker.example',
      { addresses: ['93.184.216.34'], ttl: 0 },
      { addresses: ['127.0.0.1'], ttl: 0 },
    );
    const asked = names.asked.length;
    await fetched('http://rebind.attacker.example/');
    expect(names.asked.slice(asked).sort()).toEqual(['A rebind.attacker.example', 'AAAA rebind.attacker.example']);
    expect(site.dialled).toEqual(['93.184.216.34:80']);
  });

  it('is looked at anew when a redirect leads back to it', async () => {
    names.tell(
      'again.attacker.example',
      { addresses: ['93.184.216.34'], ttl: 0 },
      { addresses: ['127.0.0.1'], ttl: 0 },
    );
    site.answer((_request, response) => response.writeHead(302, { location: '/second' }).end());
    await expect(fetched('http://again.attacker.example/')).rejects.toMatchObject({ why: 'private-address' });
    expect(site.dialled).toEqual(['93.184.216.34:80']);
    expect(site.requests).toEqual(['again.attacker.example /']);
  });

  it('is refused however the two kinds of its addresses take turns', async () => {
    names.tell(
      'turns.attacker.example',
      { addresses: ['127.0.0.1'], ttl: 0 },
      { addresses: ['93.184.216.34'], ttl: 0 },
    );
    await expect(fetched('http://turns.attacker.example/')).rejects.toMatchObject({ why: 'private-address' });
    expect(site.connections).toBe(0);
  });
});

describe('the allow-list', () => {
  it('opens the host it names, and lets its redirects go on to hosts it names', async () => {
    site.answer(({ headers }, response) => {
      if (headers.host === 'cms.newsroom.example')
        response.writeHead(302, { location: 'http://desk.newsroom.example:9200/b' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    });
    const page = await fetched('http://cms.newsroom.example/a');
    expect(page.address).toBe('http://desk.newsroom.example:9200/b');
    expect(site.dialled).toEqual(['10.0.0.9:80', '10.0.0.9:9200']);
  });

  it.each<[string, string, string]>([
    ['a host at another port', 'cms.newsroom.example:8080', 'http://cms.newsroom.example/'],
    ['a name under it', 'newsroom.example', 'http://cms.newsroom.example/'],
    ['another host at the same address', 'desk.newsroom.example', 'http://cms.newsroom.example/'],
    ['an address beside its range', '10.0.0.8/32', 'http://cms.newsroom.example/'],
    ['what no page stands at', 'cloud.newsroom.example', 'http://cloud.newsroom.example/'],
    ['a mapped address of its range', '10.0.0.0/8', 'http://[::ffff:10.0.0.9]/'],
  ])('does not open %s', async (_what, list, address) => {
    names.tell('cloud.newsroom.example', { addresses: ['169.254.169.254'] });
    await expect(fetched(address, AllowList.read(list))).rejects.toMatchObject({ why: 'private-address' });
    expect(site.connections).toBe(0);
  });

  it.each<[string, string, string]>([
    ['a name by its address', '10.0.0.9', 'http://cms.newsroom.example/'],
    ['a name by its range', '10.0.0.0/24', 'http://cms.newsroom.example/'],
    ['an address at a port', '10.0.0.9:8080', 'http://10.0.0.9:8080/'],
    ['an address in another form', '10.9', 'http://0xa.0.0.9/'],
    ['an IPv6 address at a port', '[fd00::5]:8443', 'http://[fd00::5]:8443/'],
    ['a name in another script', 'خبر.example:81', 'http://خبر.example:81/'],
    ['a name without a dot', 'localhost:3000', 'http://localhost:3000/'],
  ])('opens %s', async (_what, list, address) => {
    names.tell(new URL('http://خبر.example').hostname, { addresses: ['10.0.0.7'] });
    names.tell('localhost', { addresses: ['127.0.0.1'] });
    const page = await fetched(address, AllowList.read(list));
    expect(new TextDecoder().decode(page.bytes)).toBe(PAGE);
  });

  it('refuses a private address beside the one it opens', async () => {
    names.tell('two.newsroom.example', { addresses: ['10.0.0.9', '10.0.1.9'] });
    await expect(fetched('http://two.newsroom.example/', AllowList.read('10.0.0.0/24'))).rejects.toMatchObject({
      why: 'private-address',
    });
    expect(site.connections).toBe(0);
  });

  it.each([
    '169.254.169.254',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.1:99999',
    'cms:0',
    'http://cms.example',
    'cms.example/path',
    'a b',
    '10.0.0.1/33',
    'user@cms.example',
  ])('cannot be read with %s in it', (entry) => {
    expect(() => AllowList.read(`cms.example, ${entry}`)).toThrow(new RangeError(entry));
  });
});
