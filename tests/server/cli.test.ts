import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { addressOf, ConfigError, readConfig } from '@sanad/server/config';
import { AllowList } from '@sanad/server/import/address/allow-list';
import { LIMITS } from '@sanad/server/sync/limits';
import { lookShape, sessionShape } from '@sanad/shared/person';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startProcess, temporaryFolder } from '../support/desk.ts';
import { PATIENCE } from '../support/patience.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a program of the server until it ends. */
function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join('server/src', program), ...args],
      { cwd: ROOT, env: { PATH: process.env.PATH, SANAD_DATA: folder.path, ...env }, timeout: PATIENCE },
      (failure, out, error) => {
        const code = failure ? (typeof failure.code === 'number' ? failure.code : -1) : 0;
        resolve({ code, out: out.trim(), error: error.trim() });
      },
    );
  });
}
const sanad = (...args: string[]) => run('cli.ts', args);
const oneSentence = /^[^\n]+\.$/;

describe('sanad token', () => {
  test('prints a token that works while the server runs, and is in its person’s name', async () => {
    const desk = await startProcess({ data: folder.path });
    try {
      const { code, out, error } = await sanad('token', '--name', 'Import bot', '--role', 'editor', '--days', '7');
      expect([code, error]).toEqual([0, '']);
      expect(out).toMatch(/^[A-Za-z0-9_-]{43}$/);
      const answer = await fetch(`${desk.url}/api/session`, { headers: { authorization: `Bearer ${out}` } });
      expect(sessionShape.parse(await answer.json()).person).toMatchObject({ name: 'Import bot', role: 'editor' });
      expect(await desk.stop()).toBe(0);
    } finally {
      await desk.kill();
    }
  });
});

describe('a data folder without a desk', () => {
  test.each([
    ['token', '--name', 'N', '--role', 'reader'],
    ['invite', '--role', 'reader'],
  ])('gets none by %s, which says where it looked', async (...args) => {
    const data = join(folder.path, 'mistyped');
    const { code, out, error } = await run('cli.ts', args, { SANAD_DATA: data });
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(oneSentence);
    expect(error).toContain(data);
    expect(existsSync(data)).toBe(false);
  });
});

describe('sanad invite', () => {
  test('prints a link that lets a new person in, or a known one back in', async () => {
    const desk = await startProcess({ data: folder.path });
    try {
      const url = { SANAD_URL: desk.url };
      const look = async (link: string) => {
        expect(link).toMatch(new RegExp(`^${desk.url}/join#[A-Za-z0-9_-]{43}$`));
        const answer = await fetch(`${desk.url}/api/invitations/look`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: link.split('#')[1] }),
        });
        return lookShape.parse(await answer.json());
      };
      const invited = await run('cli.ts', ['invite', '--role', 'checker', '--hours', '2'], url);
      expect(await look(invited.out)).toMatchObject({ role: 'checker', person: null });
      await sanad('token', '--name', 'ليلى', '--role', 'editor');
      const back = await run('cli.ts', ['invite', '--person', 'ليلى'], url);
      expect(await look(back.out)).toMatchObject({ role: 'editor', person: 'ليلى' });
      const nobody = await sanad('invite', '--person', 'nobody');
      expect([nobody.code, nobody.out]).toEqual([2, '']);
      expect(nobody.error).toMatch(oneSentence);
      expect(nobody.error).toContain('nobody');
      await sanad('token', '--name', 'ليلى', '--role', 'reader');
      const several = await run('cli.ts', ['invite', '--person', 'ليلى'], url);
      expect([several.code, several.out]).toEqual([2, '']);
      expect(several.error).toMatch(oneSentence);
    } finally {
      await desk.kill();
    }
  });
});

describe('sanad sign-out', () => {
  test('ends the sessions of a person while the server runs', async () => {
    const desk = await startProcess({ data: folder.path });
    try {
      const { out: token } = await sanad('token', '--name', 'ليلى', '--role', 'editor');
      const session = () => fetch(`${desk.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
      expect((await session()).status).toBe(200);
      const ended = await sanad('sign-out', '--person', 'ليلى');
      expect([ended.code, ended.out]).toEqual([0, 'ليلى is signed out everywhere; 1 sessions and tokens were open.']);
      expect((await session()).status).toBe(401);
      const nobody = await sanad('sign-out', '--person', 'nobody');
      expect([nobody.code, nobody.error]).toEqual([2, 'Nobody of the desk is called "nobody".']);
    } finally {
      await desk.kill();
    }
  });
});

describe('the command line', () => {
  test('explains itself', async () => {
    for (const args of [['--help'], ['-h'], ['help'], []]) {
      const { code, out } = await sanad(...args);
      expect([args, code]).toEqual([args, 0]);
      expect(out).toContain('sanad token --name NAME --role ROLE [--days N]');
    }
  });

  test.each([
    [['token', '--name', 'N', '--role', 'king'], 'reader, checker, editor, admin'],
    [['token', '--role', 'reader'], '--name'],
    [['token', '--name', 'a\u202eb', '--role', 'reader'], '--name'],
    [['token', '--name', 'N', '--role', 'reader', '--days', '0'], '--days'],
    [['token', '--name', 'N', '--role', 'reader', '--days', 'x'], '--days'],
    [['invite', '--hours', '1000', '--role', 'reader'], '--hours'],
    [['invite', '--person', 'N', '--role', 'reader'], 'not both'],
    [['token', '--nme', 'N'], '--nme'],
    [['revoke'], 'revoke'],
    [['sign-out'], '--person'],
    [['token', 'extra'], 'extra'],
  ])('says in one sentence what is wrong with %j', async (args, named) => {
    const { code, out, error } = await sanad(...args);
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(oneSentence);
    expect(error).toContain(named);
  });
});

describe('the server', () => {
  const start = (env: Record<string, string>) => run('main.ts', [], { SANAD_PORT: '0', ...env });

  test('prints one line with the link until somebody has joined, then one with its address; ends well when asked', async () => {
    const first = await startProcess({ data: folder.path });
    try {
      expect(first.firstLink).toMatch(new RegExp(`^${first.url}/join#[A-Za-z0-9_-]{43}$`));
      const joined = await fetch(`${first.url}/api/join`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: first.firstLink?.split('#')[1], name: 'First' }),
      });
      expect(joined.status).toBe(200);
      expect(await first.stop()).toBe(0);
    } finally {
      await first.kill();
    }
    const second = await startProcess({ data: folder.path });
    try {
      expect(second.firstLink).toBeNull();
      expect(await second.stop()).toBe(0);
    } finally {
      await second.kill();
    }
  });

  test.each([
    ['SANAD_PORT', 'eighty'],
    ['SANAD_PORT', '70000'],
    ['SANAD_PORT', '-1'],
    ['SANAD_HOST', 'http://example.org'],
    ['SANAD_URL', 'example.org'],
    ['SANAD_URL', 'ftp://example.org'],
    ['SANAD_URL', 'https://example.org/desk'],
    ['SANAD_MAX_FRAME', '2 MB'],
    ['SANAD_MAX_ARTICLE', '0'],
    ['SANAD_MAX_UNREAD', '-1'],
    ['SANAD_MAX_MESSAGES', '1.5'],
    ['SANAD_MAX_BYTES', 'many'],
    ['SANAD_MAX_CONNECTIONS_PERSON', '0'],
    ['SANAD_MAX_CONNECTIONS_ARTICLE', 'ten'],
    ['SANAD_MAX_REFUSALS', '0'],
    ['SANAD_LOG_LEVEL', 'loud'],
    ['SANAD_IMPORT_ADDRESSES', 'no'],
    ['SANAD_IMPORT_ALLOW', 'cms.example.org, 0.0.0.0/0'],
    ['SANAD_IMPORT_ALLOW', 'http://cms.example.org'],
  ])('a wrong %s (%s) is refused in one sentence that names it', (name, value) => {
    const refused = () => readConfig({ [name]: value });
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(new RegExp(`^${name} is .*\\.$`));
  });

  test.each(['too-short', 'with a space in it', 'بالعربية بالعربية'])(
    'a token for figures such as %j is refused without saying it',
    (value) => {
      const refused = () => readConfig({ SANAD_METRICS_TOKEN: value });
      expect(refused).toThrow(/^SANAD_METRICS_TOKEN has to have .*\.$/);
      expect(refused).not.toThrow(value);
    },
  );

  test('settings that are missing or empty are the usual ones', () => {
    const usual = {
      host: '127.0.0.1',
      port: 4747,
      data: join(ROOT, 'data'),
      url: null,
      client: join(ROOT, 'client/dist'),
      oidc: null,
      limits: LIMITS,
      metricsToken: null,
      logLevel: 'info',
      importAddresses: AllowList.EMPTY,
    };
    expect(readConfig({})).toEqual(usual);
    expect(readConfig({ SANAD_HOST: ' ', SANAD_PORT: '', SANAD_DATA: '', SANAD_URL: '' })).toEqual(usual);
    expect(readConfig({ SANAD_MAX_MESSAGES: '1000' }).limits).toEqual({ ...LIMITS, messages: 1000 });
    const more = readConfig({ SANAD_METRICS_TOKEN: ' for-the-collector ', SANAD_LOG_LEVEL: 'debug' });
    expect([more.metricsToken, more.logLevel]).toEqual(['for-the-collector', 'debug']);
    expect(readConfig({ SANAD_URL: 'https://Sanad.example.org:8443/' }).url).toBe('https://sanad.example.org:8443');
  });

  test('pages are imported from public hosts and those that are named, or not at all', () => {
    const opened = (env: Record<string, string>) => {
      const { importAddresses } = readConfig(env);
      return importAddresses instanceof AllowList && importAddresses.names('cms.example.org', 8080);
    };
    expect(opened({})).toBe(false);
    expect(opened({ SANAD_IMPORT_ALLOW: ' CMS.example.org:8080 , 10.0.0.0/8 ' })).toBe(true);
    expect(opened({ SANAD_IMPORT_ALLOW: 'cms.example.org:8080', SANAD_IMPORT_ADDRESSES: 'on' })).toBe(true);
    expect(
      readConfig({ SANAD_IMPORT_ALLOW: 'cms.example.org:8080', SANAD_IMPORT_ADDRESSES: 'off' }).importAddresses,
    ).toBe('off');
  });

  const provider = {
    SANAD_OIDC_ISSUER: 'https://id.example.org/desk',
    SANAD_OIDC_CLIENT_ID: 'sanad',
    SANAD_OIDC_CLIENT_SECRET: 'a secret',
  };

  test('a sign-in provider is an issuer with an id and a secret; its name is the host’s, and it admits nobody', () => {
    const usual = {
      issuer: 'https://id.example.org/desk',
      clientId: 'sanad',
      clientSecret: 'a secret',
      name: 'id.example.org',
      role: null,
    };
    expect(readConfig(provider).oidc).toEqual(usual);
    const more = { ...provider, SANAD_OIDC_NAME: ' مفتاح الدار ', SANAD_OIDC_ROLE: 'checker' };
    expect(readConfig(more).oidc).toEqual({ ...usual, name: 'مفتاح الدار', role: 'checker' });
    expect(readConfig({ ...provider, SANAD_OIDC_ISSUER: 'http://localhost:9000' }).oidc?.issuer).toBe(
      'http://localhost:9000/',
    );
  });

  test.each([
    ['SANAD_OIDC_ISSUER', 'id.example.org'],
    ['SANAD_OIDC_ISSUER', 'http://id.example.org'],
    ['SANAD_OIDC_ISSUER', 'https://id.example.org/?tenant=1'],
    ['SANAD_OIDC_ISSUER', 'https://me:secret@id.example.org'],
    ['SANAD_OIDC_ISSUER', ''],
    ['SANAD_OIDC_CLIENT_ID', ' '],
    ['SANAD_OIDC_CLIENT_SECRET', ''],
    ['SANAD_OIDC_NAME', 'x'.repeat(41)],
    ['SANAD_OIDC_ROLE', 'king'],
    ['SANAD_OIDC_ROLE', 'admin'],
  ])('a sign-in provider with %s set to %j is refused in one sentence, without the secret', (name, value) => {
    const refused = () => readConfig({ ...provider, [name]: value });
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*\\.$`));
    expect(refused).not.toThrow(/secret@|a secret/);
  });

  test('links name an address that can be opened, whatever the desk listens on', () => {
    expect(addressOf({ host: '0.0.0.0', url: null }, 80)).toBe('http://127.0.0.1:80');
    expect(addressOf({ host: '::1', url: null }, 80)).toBe('http://[::1]:80');
    expect(addressOf({ host: '0.0.0.0', url: 'https://a.example' }, 80)).toBe('https://a.example');
  });

  test('a setting that only the system can refuse ends it with one sentence too', async () => {
    const { code, out, error } = await start({ SANAD_HOST: '203.0.113.77' });
    expect([code, out, error]).toEqual([1, '', expect.stringMatching(/^[^\n]*SANAD_HOST[^\n]*\.$/)]);
    const wrong = await start({ SANAD_PORT: 'eighty' });
    expect([wrong.code, wrong.out, wrong.error]).toEqual([1, '', expect.stringMatching(/^[^\n]*SANAD_PORT[^\n]*\.$/)]);
  });

  test('a data folder that cannot be written, and one that another server has, end it with one sentence', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const unwritable = await start({ SANAD_DATA: join(folder.path, 'file', 'data') });
    expect([unwritable.code, unwritable.error]).toEqual([
      1,
      expect.stringMatching(/^The data folder .*SANAD_DATA.*\.$/),
    ]);
    const desk = await startProcess({ data: folder.path });
    try {
      const second = await start({});
      expect([second.code, second.error]).toEqual([1, expect.stringMatching(/^Another Sanad .*SANAD_DATA.*\.$/)]);
    } finally {
      await desk.kill();
    }
  });

  test('a port in use ends it with one sentence', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(address && typeof address === 'object' ? address.port : 0);
      });
    });
    const { code, error } = await start({ SANAD_PORT: String(port) });
    other.close();
    expect([code, error]).toEqual([1, expect.stringMatching(new RegExp(`^Port ${port} .*SANAD_PORT.*\\.$`))]);
  });

  test('a database from a newer Sanad ends it with one sentence', async () => {
    const database = new DatabaseSync(join(folder.path, 'sanad.db'));
    database.exec('pragma user_version = 1000');
    database.close();
    const { code, error } = await start({});
    expect([code, error]).toEqual([1, expect.stringMatching(/^The database .*newer Sanad.*update Sanad\.$/)]);
  });
});
