import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where a link leads: to a named place of the same file, to a height on a page of it, or to an address. */
export interface PdfLink {
  readonly place: string | null;
  /** Pages count from 1, heights in points from the bottom. */
  readonly spot: { readonly page: number; readonly height: number } | null;
  readonly address: string | null;
  /** The page it stands on. */
  readonly on: number;
}

/** A PDF as a reader other than a person has it. */
export interface ReadPdf {
  readonly language: string;
  readonly title: string;
  /** The XMP packet, where a file says which standards it keeps. */
  readonly metadata: string;
  readonly tagged: boolean;
  readonly places: readonly string[];
  readonly links: readonly PdfLink[];
  /** Titles of the bookmarks, deeper ones behind more spaces. */
  readonly bookmarks: readonly string[];
  /** What the structure is made of, by how often. */
  readonly roles: ReadonlyMap<string, number>;
  /** The text of each page, a line for each tagged part, in reading order; what is only decoration last. */
  readonly pages: readonly string[];
}

/** Reads a PDF back with a reader that knows nothing of how it was made. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0, useSystemFonts: false });
  const pdf = await task.promise;
  try {
    const { info, metadata } = await pdf.getMetadata();
    const named = info as { Language?: string; Title?: string };
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
    const roles = new Map<string, number>();
    const texts: string[] = [];
    const links: PdfLink[] = [];
    for (const page of pages) {
      texts.push(await textOf(page, roles));
      links.push(...(await linksOf(page, pdf)));
    }
    return {
      language: named.Language ?? '',
      title: named.Title ?? '',
      metadata: metadata?.getRaw() ?? '',
      tagged: entriesIn(await pdf.getMarkInfo()).get('Marked') === true,
      places: [...entriesIn(await pdf.getDestinations()).keys()],
      links,
      bookmarks: await bookmarksOf(pdf),
      roles,
      pages: texts,
    };
  } finally {
    await task.destroy();
  }
}

/** What is handed out as a Map by one version of the reader and as an object by another. */
function entriesIn(value: unknown): ReadonlyMap<string, unknown> {
  return value instanceof Map ? value : new Map(Object.entries(value ?? {}));
}

interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

async function bookmarksOf(pdf: PDFDocumentProxy): Promise<string[]> {
  const told = (items: readonly Bookmark[], deep: number): string[] =>
    items.flatMap(({ title, items: inner }) => ['  '.repeat(deep) + title, ...told(inner, deep + 1)]);
  return told((await pdf.getOutline()) ?? [], 0);
}

async function linksOf(page: PDFPageProxy, pdf: PDFDocumentProxy): Promise<PdfLink[]> {
  const annotations: { subtype: string; dest?: unknown; url?: string }[] = await page.getAnnotations();
  const links = annotations.filter(({ subtype }) => subtype === 'Link');
  return Promise.all(
    links.map(async ({ dest, url }) => ({
      place: typeof dest === 'string' ? dest : null,
      spot: Array.isArray(dest) ? { page: (await pdf.getPageIndex(dest[0])) + 1, height: Number(dest[3]) } : null,
      address: url ?? null,
      on: page.pageNumber,
    })),
  );
}

interface Fragment {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly rightToLeft: boolean;
}
interface Tagged {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Tagged[];
}

async function textOf(page: PDFPageProxy, roles: Map<string, number>): Promise<string> {
  const { parts, loose } = await partsOf(page);
  const lines: string[] = [];
  const visit = (node: Tagged): Fragment[] => {
    if (node.type === 'content') return parts.get(node.id ?? '') ?? [];
    const role = node.role ?? '';
    if (role !== '') roles.set(role, (roles.get(role) ?? 0) + 1);
    const fragments = (node.children ?? []).flatMap(visit);
    if (!/^(P|H\d?|TH|TD|LBody|Lbl|TOCI|Caption|Div|Root|Document|)$/.test(role) || fragments.length === 0)
      return fragments;
    lines.push(`${role || 'Root'}: ${inReadingOrder(fragments)}`);
    return [];
  };
  const tree: Tagged | null = await page.getStructTree();
  const rest = tree ? visit(tree) : [];
  if (rest.length > 0) lines.push(inReadingOrder(rest));
  if (loose.length > 0) lines.push(`Artifact: ${inReadingOrder(loose)}`);
  return lines.join('\n');
}

async function partsOf(page: PDFPageProxy): Promise<{ parts: Map<string, Fragment[]>; loose: Fragment[] }> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const parts = new Map<string, Fragment[]>();
  const loose: Fragment[] = [];
  const open: (string | null)[] = [];
  for (const item of items) {
    if ('str' in item) {
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
      const fragment = { text: item.str, x, y, rightToLeft: item.dir === 'rtl' };
      const id = open.findLast((each) => each !== null);
      if (item.str === '') continue;
      if (id === undefined || id === null) loose.push(fragment);
      else parts.set(id, [...(parts.get(id) ?? []), fragment]);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push('id' in item && typeof item.id === 'string' ? item.id : null);
  }
  return { parts, loose };
}

/** Line by line from the top; in a line with letters from right to left, from the right. */
function inReadingOrder(fragments: readonly Fragment[]): string {
  const lines: Fragment[][] = [];
  for (const fragment of fragments) {
    const line = lines.find(([first]) => first !== undefined && Math.abs(first.y - fragment.y) < 9);
    if (line) line.push(fragment);
    else lines.push([fragment]);
  }
  return lines
    .map((line) => {
      const rightToLeft = line.some((each) => each.rightToLeft);
      const ordered = rightToLeft ? [...line].sort((a, b) => b.x - a.x) : line;
      return ordered.map(({ text }) => text).join('');
    })
    .join(' ')
    .replace(/[\u2060\u200e\u200f\u202a-\u202e]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
