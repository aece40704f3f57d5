import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { cyclesIn, type Module, target } from './module-graph.ts';

/** A rule of the house, and why it is one. */
export interface Rule {
  readonly name: string;
  readonly why: string;
  /** What breaks it, as `file: what`; nothing when all is well. */
  readonly broken: (modules: readonly Module[]) => string[];
}

const PACKAGES = ['shared', 'server', 'client', 'tests'] as const;
type Package = (typeof PACKAGES)[number];

/** The package of the workspace that an import leads to; null when it leads outside the workspace. */
function packageOf(module: Module, specifier: string): Package | null {
  const path = target(module, specifier) ?? specifier.replace(/^@sanad\//, '');
  if (path === specifier && !specifier.startsWith('@sanad/')) return null;
  return PACKAGES.find((name) => path.startsWith(`${name}/`)) ?? null;
}

const within = (folder: string) => (module: Module) => module.path.startsWith(`${folder}/`);

/** Every import of the modules `of` that `isWrong`, told with the import. */
function imports(
  modules: readonly Module[],
  of: (module: Module) => boolean,
  isWrong: (specifier: string, module: Module) => boolean,
): string[] {
  return modules
    .filter(of)
    .flatMap((module) =>
      module.imports
        .filter((specifier) => isWrong(specifier, module))
        .map((specifier) => `${module.path}: imports ${specifier}`),
    );
}

const isReact = (specifier: string) =>
  /^(react|react-dom|react-aria-components|react-intl|@tanstack)(\/|-|$)/.test(specifier);
const isNode = (specifier: string) => specifier.startsWith('node:') || isBuiltin(specifier);

const mayImport: Readonly<Record<Package, readonly Package[]>> = {
  shared: ['shared'],
  server: ['server', 'shared'],
  client: ['client', 'shared'],
  tests: PACKAGES,
};

/** The rules on who may import whom and who may do what. They are told about every module of all packages at once. */
export const HOUSE_RULES: readonly Rule[] = [
  {
    name: 'each package imports only what it may',
    why: 'shared runs in the browser and on the server alike, and client and server meet on the wire alone: an import across would ship one inside the other.',
    broken: (modules) =>
      PACKAGES.flatMap((name) =>
        imports(modules, within(name), (specifier, module) => {
          const to = packageOf(module, specifier);
          return to !== null && !mayImport[name].includes(to);
        }),
      ),
  },
  {
    name: 'shared knows neither Node, nor the DOM, nor React',
    why: 'what shared decides has to come out the same in the browser, on the server and in a script.',
    broken: (modules) =>
      imports(
        modules,
        within('shared'),
        (specifier) => isNode(specifier) || isReact(specifier) || /^(prosemirror-view|ws|fastify)$/.test(specifier),
      ),
  },
  {
    name: 'the client knows no Node and the server no React',
    why: 'neither is there when the code runs.',
    broken: (modules) => [
      ...imports(modules, within('client/src'), isNode),
      ...imports(modules, within('server'), isReact),
    ],
  },
  {
    name: 'only config.ts reads the environment',
    why: 'a setting that is read in one place is checked in one place and documented in one place.',
    broken: (modules) =>
      modules
        .filter((module) => !within('tests')(module) && module.path !== 'server/src/config.ts')
        .filter((module) => module.readsEnvironment)
        .map(({ path }) => `${path}: reads process.env`),
  },
  {
    name: 'only article.ts names the roots of an article',
    why: 'a root named twice is a root misspelt once, and a document with a root that nobody else reads.',
    broken: (modules) =>
      modules
        .filter((module) => !within('tests')(module) && module.path !== 'shared/src/article.ts')
        .flatMap(({ path, namedRoots }) => namedRoots.map((name) => `${path}: names the root '${name}'`)),
  },
  {
    name: 'the primitives of the interface know nothing of the desk',
    why: 'a button that knows what a claim is cannot be used for anything else.',
    broken: (modules) =>
      imports(modules, within('client/src/ui'), (specifier, module) => {
        const to = target(module, specifier);
        if (to === null) return specifier.startsWith('@sanad/');
        return !/^client\/src\/(ui|i18n)\//.test(to);
      }),
  },
  {
    name: 'no module imports itself by way of others',
    why: 'a cycle has no first file: it cannot be read, tested or taken out in parts.',
    broken: (modules) => cyclesIn(modules).map((cycle) => cycle.join(' -> ')),
  },
  {
    name: 'every relative import leads to a file, by its full name',
    why: 'an import that cannot be followed hides what these rules are for.',
    broken: (modules) => {
      const known = new Set(modules.map(({ path }) => path));
      return imports(
        modules,
        () => true,
        (specifier, module) => {
          const to = target(module, specifier);
          if (to === null || (posix.extname(to) !== '' && !/\.[jt]sx?$/.test(to))) return false;
          return !known.has(to) && PACKAGES.some((name) => to.startsWith(`${name}/`));
        },
      );
    },
  },
  {
    name: 'a file is a noun of the domain',
    why: 'barrels, utils and helpers are where a reader loses the way: nothing says what is in them.',
    broken: (modules) =>
      modules.flatMap((module) => [
        ...(module.isBarrel ? [`${module.path}: only hands on what other files export`] : []),
        ...(/(^|\/)(index|utils?|helpers?|misc|common)(\/|\.tsx?$)/.test(module.path)
          ? [`${module.path}: says nothing`]
          : []),
      ]),
  },
];
