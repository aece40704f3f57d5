import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseAst } from 'vitest/node';

/** A source file as the rules of the house see it. Paths are relative to the root, with `/`. */
export interface Module {
  readonly path: string;
  /** Everything it imports or re-exports, as written, in order. */
  readonly imports: readonly string[];
  /** It does nothing but hand on what others export. */
  readonly isBarrel: boolean;
  /** It reads the environment itself: `process.env` anywhere but as what `readConfig` is given. */
  readonly readsEnvironment: boolean;
  /** The names it gives where it takes a root from a Y.Doc: `getMap('claims')`. */
  readonly namedRoots: readonly string[];
}

interface Syntax {
  readonly type: string;
  readonly [key: string]: unknown;
}

const ROOT_METHODS = new Set(['getArray', 'getMap', 'getText', 'getXmlElement', 'getXmlFragment']);
const HANDED_ON = new Set(['ExportAllDeclaration', 'ImportDeclaration']);

/** Reads one source text. @throws SyntaxError when it is not TypeScript. */
export function readModule(path: string, source: string): Module {
  const program = parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path) as unknown as Syntax;
  const imports: string[] = [];
  const namedRoots: string[] = [];
  let readsEnvironment = false;

  const visit = (node: Syntax, parent: Syntax | null) => {
    const from = isSyntax(node.source) ? textOf(node.source) : null;
    if (from !== null && /^(TS)?(Import|Export)/.test(node.type)) imports.push(from);
    if (isMember(node, 'process', 'env')) {
      const given = parent?.type === 'CallExpression' && isNamed(parent.callee, 'readConfig');
      if (!given) readsEnvironment = true;
    }
    if (node.type === 'CallExpression' && isSyntax(node.callee) && isSyntax(node.callee.property)) {
      const [first] = node.arguments as readonly unknown[];
      const name = isSyntax(first) ? textOf(first) : null;
      if (name !== null && ROOT_METHODS.has(String(node.callee.property.name))) namedRoots.push(name);
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) visit(child, node);
    }
  };
  visit(program, null);

  const statements = program.body as readonly Syntax[];
  const handsOn = (statement: Syntax) =>
    HANDED_ON.has(statement.type) || (statement.type === 'ExportNamedDeclaration' && statement.declaration === null);
  return {
    path,
    imports,
    isBarrel: statements.some(({ type }) => type.startsWith('Export')) && statements.every(handsOn),
    readsEnvironment,
    namedRoots,
  };
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function textOf(node: Syntax): string | null {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function isNamed(node: unknown, name: string): boolean {
  return isSyntax(node) && node.type === 'Identifier' && node.name === name;
}

function isMember(node: Syntax, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && isNamed(node.object, object) && isNamed(node.property, property);
}

/** Reads every TypeScript source below a folder. */
export function readModules(root: string, folder: string): Module[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => readModule(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

/** The path a relative import of a module leads to; null for the import of a package. */
export function target({ path }: Pick<Module, 'path'>, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
}

/** The cycles among modules, each as the paths along it; every module is in at most one of them. */
export function cyclesIn(modules: readonly Module[]): string[][] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: readonly string[]) => {
    const module = byPath.get(path);
    if (!module || state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path]);
      return;
    }
    state.set(path, 'open');
    for (const specifier of module.imports) {
      const next = target(module, specifier);
      if (next !== null) visit(next, [...trail, path]);
    }
    state.set(path, 'done');
  };
  for (const { path } of modules) visit(path, []);
  return cycles;
}
