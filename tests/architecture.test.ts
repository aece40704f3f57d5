import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HOUSE_RULES } from './support/house-rules.ts';
import { type Module, readModule, readModules } from './support/module-graph.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['shared/src', 'server/src', 'client/src', 'tests'];
const byFolder = new Map(
  folders.map((folder) => [
    folder,
    readModules(root, folder).filter(({ path }) => !path.includes('/node_modules/') && !path.startsWith('tests/out/')),
  ]),
);
const modules = [...byFolder.values()].flat();

describe('the house', () => {
  it.each(folders)('was read: %s has sources', (folder) => {
    expect(byFolder.get(folder)?.length).toBeGreaterThan(5);
  });

  it.each(HOUSE_RULES)('holds: $name', ({ broken, why }) => {
    const found = broken(modules);
    expect(found, `${why}\n${found.join('\n')}`).toEqual([]);
  });
});

/** A made-up house: path -> source. */
function house(sources: Readonly<Record<string, string>>): Module[] {
  return Object.entries(sources).map(([path, source]) => readModule(path, source));
}

function brokenBy(sources: Readonly<Record<string, string>>): string[] {
  const made = house(sources);
  return HOUSE_RULES.filter(({ broken }) => broken(made).length > 0).map(({ name }) => name);
}

describe('a rule notices', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'shared that imports the server',
      { 'shared/src/claim.ts': "import { openDesk } from '@sanad/server/app'; export const x = openDesk;" },
      'each package imports only what it may',
    ],
    [
      'a client that reaches into the server by a path',
      {
        'client/src/api.ts': "import type { Store } from '../../server/src/store.ts'; export type S = Store;",
        'server/src/store.ts': 'export interface Store { a: 1 }',
      },
      'each package imports only what it may',
    ],
    [
      'a server that imports the client while running',
      { 'server/src/app.ts': "export const load = () => import('@sanad/client/main');" },
      'each package imports only what it may',
    ],
    [
      'a test that a package imports',
      { 'server/src/app.ts': "export { openTestDesk } from '@sanad/tests/support'; export const a = 1;" },
      'each package imports only what it may',
    ],
    [
      'Node in shared',
      { 'shared/src/fold.ts': "import { readFileSync } from 'fs'; export const f = readFileSync;" },
      'shared knows neither Node, nor the DOM, nor React',
    ],
    [
      'React in shared, if only its types',
      { 'shared/src/fold.ts': "import type { ReactNode } from 'react'; export type N = ReactNode;" },
      'shared knows neither Node, nor the DOM, nor React',
    ],
    [
      'a type that is imported in passing',
      { 'shared/src/fold.ts': "export type N = import('node:fs').Stats;" },
      'shared knows neither Node, nor the DOM, nor React',
    ],
    [
      'Node in the client',
      { 'client/src/api.ts': "import { join } from 'node:path'; export const j = join;" },
      'the client knows no Node and the server no React',
    ],
    [
      'a setting read on the side',
      { 'server/src/app.ts': 'export const port = process.env.SANAD_PORT;' },
      'only config.ts reads the environment',
    ],
    [
      'a root that another file names',
      { 'server/src/sync/room.ts': "export const claims = (doc) => doc.getMap('claims');" },
      'only article.ts names the roots of an article',
    ],
    [
      'a primitive that knows a verdict',
      { 'client/src/ui/sign.tsx': "import type { Verdict } from '@sanad/shared/claim'; export type V = Verdict;" },
      'the primitives of the interface know nothing of the desk',
    ],
    [
      'a cycle of three',
      {
        'shared/src/a.ts': "import { b } from './b.ts'; export const a = b;",
        'shared/src/b.ts': "import { c } from './c.ts'; export const b = c;",
        'shared/src/c.ts': "import { a } from './a.ts'; export const c = a;",
      },
      'no module imports itself by way of others',
    ],
    [
      'a file that is not there',
      { 'shared/src/a.ts': "import { b } from './b.ts'; export const a = b;" },
      'every relative import leads to a file, by its full name',
    ],
    [
      'an import without its ending',
      { 'shared/src/a.ts': "import { b } from './b'; export const a = b;", 'shared/src/b.ts': 'export const b = 1;' },
      'every relative import leads to a file, by its full name',
    ],
    [
      'a barrel',
      { 'shared/src/all.ts': "export * from './a.ts';", 'shared/src/a.ts': 'export const a = 1;' },
      'a file is a noun of the domain',
    ],
    ['a folder of helpers', { 'client/src/helpers/dates.ts': 'export const a = 1;' }, 'a file is a noun of the domain'],
  ])('%s', (_, sources, rule) => {
    expect(brokenBy(sources)).toEqual([rule]);
  });

  it('nothing in a house that is in order', () => {
    const sources = {
      'shared/src/article.ts': "import * as Y from 'yjs'; export const root = (doc: Y.Doc) => doc.getMap('claims');",
      'shared/src/claim.ts': "import { root } from './article.ts'; export const read = (doc) => root(doc).get('id');",
      'server/src/config.ts': 'export const readConfig = (env) => env; export const now = process.env.SANAD_PORT;',
      'server/src/main.ts': "import { readConfig } from './config.ts'; readConfig(process.env);",
      'client/src/ui/button.tsx': "import './button.css'; export const Button = () => <button type='button' />;",
      'client/src/app.tsx': "import { Button } from './ui/button.tsx'; export const App = () => <Button />;",
      'tests/app.test.ts': "import { readConfig } from '@sanad/server/config'; readConfig({});",
    };
    expect(brokenBy(sources)).toEqual([]);
  });
});
