import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** A part that the shell of the package lacks. */
export interface Part {
  /** Where in the package, without a slash in front. */
  readonly path: string;
  readonly content: string;
  /** Its media type; null where the ending tells it. */
  readonly type: string | null;
  /** The relationship that leads from the document to it; null for what others lead to. */
  readonly relationship: string | null;
}

/** What goes into the shell. */
export interface Contents {
  /** Between the tags of the body, in front of the properties of its section. */
  readonly body: string;
  /** Relationships of the document besides those to `parts`. */
  readonly relationships: string;
  readonly parts: readonly Part[];
  /** Parts of the shell that are other ones now, by their path. */
  readonly instead: Readonly<Record<string, string>>;
}

/** What every file in the package is dated: the first day a zip can say. The dates of the report are in its properties. */
const NO_DATE = new Date(1980, 0, 1);

/** Puts contents into the shell of a package. The same shell and contents make the same bytes, wherever and whenever. */
export function packed(shell: Uint8Array, { body, relationships, parts, instead }: Contents): Uint8Array {
  const files = new Map(Object.entries(unzipSync(shell)).map(([path, bytes]) => [path, strFromU8(bytes)]));
  const edit = (path: string, before: string, insert: string) => {
    const held = files.get(path);
    const at = held?.lastIndexOf(before) ?? -1;
    if (held === undefined || at === -1) throw new Error(`the shell has no ${before} in ${path}`);
    files.set(path, held.slice(0, at) + insert + held.slice(at));
  };
  edit('word/document.xml', '<w:sectPr', body);
  const led = parts
    .filter(({ relationship }) => relationship !== null)
    .map(({ path, relationship }, i) => {
      const target = path.startsWith('word/') ? path.slice('word/'.length) : `../${path}`;
      return `<Relationship Id="rIdPart${i + 1}" Type="${relationship}" Target="${target}"/>`;
    });
  edit('word/_rels/document.xml.rels', '</Relationships>', led.join('') + relationships);
  const types = parts
    .filter(({ type }) => type !== null)
    .map(({ path, type }) => `<Override PartName="/${path}" ContentType="${type}"/>`);
  edit('[Content_Types].xml', '</Types>', types.join(''));
  for (const [path, content] of Object.entries(instead)) files.set(path, content);
  for (const { path, content } of parts) files.set(path, content);
  // Word, and whoever sniffs the type of a file, wants the types first.
  const order = (path: string) => (path === '[Content_Types].xml' ? 0 : path === '_rels/.rels' ? 1 : 2);
  const zipped: Zippable = Object.fromEntries(
    [...files]
      .sort(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))
      .map(([path, content]) => [path, strToU8(content)]),
  );
  return zipSync(zipped, { level: 6, mtime: NO_DATE });
}
