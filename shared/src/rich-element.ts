import type { Direction } from './direction.ts';
import type { ImportRemarkKind } from './import.ts';

/** What a reader of rich text left out or made simpler, by kind; each is counted. */
export type RichLoss = Extract<
  ImportRemarkKind,
  | 'scripts'
  | 'hidden-text'
  | 'pictures'
  | 'tables'
  | 'links-unsafe'
  | 'tracked-changes'
  | 'comments-left-out'
  | 'page-parts'
>;

/** An element's attributes by their names in small letters. */
export type Attributes = ReadonlyMap<string, string>;

/** What an element and its styles say of what stands in it; what they do not speak of is undefined. */
export interface Meaning {
  /** Nothing in it is text of the article: why it is left out, or `nothing` where nobody misses it. */
  readonly dropped?: RichLoss | 'nothing';
  readonly frame?:
    | 'block'
    | 'heading'
    | 'quote'
    | 'bullets'
    | 'numbers'
    | 'item'
    | 'term'
    | 'row'
    | 'cell'
    | 'table'
    | 'break';
  readonly level?: number;
  readonly strong?: boolean;
  readonly em?: boolean;
  readonly raised?: 'super' | 'sub';
  /** Line ends in it end lines: `lines`; spaces stand as they are too: `all`. */
  readonly kept?: 'lines' | 'all';
  /** Of a block alone; null for what says that letters decide. */
  readonly direction?: Direction | null;
  /** The level, from 1, of a paragraph in a list that a word processor wrote as paragraphs. */
  readonly place?: number;
  /** It holds the sign of a list's item, and no words. */
  readonly sign?: boolean;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const FRAMES: ReadonlyMap<string, NonNullable<Meaning['frame']>> = new Map(
  Object.entries({
    block:
      'address article aside body caption center details div dl fieldset figcaption figure footer form header hgroup hr html legend main p pre search section summary xmp listing',
    heading: 'h1 h2 h3 h4 h5 h6',
    quote: 'blockquote',
    bullets: 'ul menu dir',
    numbers: 'ol',
    item: 'li',
    term: 'dt dd',
    row: 'tr',
    cell: 'td th',
    table: 'table thead tbody tfoot',
    break: 'br',
  }).flatMap(([frame, names]) => names.split(' ').map((name) => [name, frame as NonNullable<Meaning['frame']>])),
);

const DROPPED: ReadonlyMap<string, RichLoss | 'nothing'> = new Map([
  ...['script', 'object', 'embed', 'applet', 'iframe', 'frame', 'frameset', 'noframes', 'noembed'].map(
    (name) => [name, 'scripts'] as const,
  ),
  ...['style', 'template', 'noscript', 'xml', 'colgroup', 'map', 'datalist', 'title'].map(
    (name) => [name, 'nothing'] as const,
  ),
  ...['img', 'picture', 'svg', 'video', 'audio', 'canvas'].map((name) => [name, 'pictures'] as const),
  ...['nav', 'button', 'select', 'input', 'textarea', 'dialog', 'meter', 'progress'].map(
    (name) => [name, 'page-parts'] as const,
  ),
  ['del', 'tracked-changes'] as const,
]);

/** Whether an element of this name holds or ends lines. */
export function isFrame(name: string): boolean {
  return FRAMES.has(name) && name !== 'br';
}

/** Elements that never have an end. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr'.split(' '),
);

/** The most letters that are read of an element's style. */
const STYLE = 20_000;

/** The declarations of a style, names and values in small letters. */
function declarationsOf(style: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const declaration of style.slice(0, STYLE).toLowerCase().split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const value = declaration.slice(colon + 1).replace(/!\s*important/, '');
    declarations.set(declaration.slice(0, colon).trim(), value.trim());
  }
  return declarations;
}

const NOTHING = /^0*\.?0+(?:[a-z]{1,4}|%)?$/;
const FAR_AWAY = /^-\d{4,}/;

/** Whether a reader of the page sees nothing of what is styled so. */
function isHidden(style: ReadonlyMap<string, string>): boolean {
  const says = (name: string) => style.get(name) ?? '';
  return (
    says('display') === 'none' ||
    /^(?:hidden|collapse)$/.test(says('visibility')) ||
    says('mso-hide') === 'all' ||
    NOTHING.test(says('opacity')) ||
    NOTHING.test(says('font-size')) ||
    (says('font').split('/')[0] ?? '').split(/\s+/).some((part) => NOTHING.test(part)) ||
    ['left', 'top', 'right', 'text-indent', 'margin-left', 'margin-right'].some((name) => FAR_AWAY.test(says(name)))
  );
}

/** What an element means for the article. */
export function meaningOf(name: string, attributes: Attributes): Meaning {
  const meaning: Writable<Meaning> = {};
  const dropped = DROPPED.get(name);
  if (dropped) return { dropped };
  const frame = FRAMES.get(name);
  if (frame) meaning.frame = frame;
  if (frame === 'heading') meaning.level = Number(name[1]);
  switch (name) {
    case 'b':
    case 'strong':
      meaning.strong = true;
      break;
    case 'i':
    case 'em':
      meaning.em = true;
      break;
    case 'sup':
      meaning.raised = 'super';
      break;
    case 'sub':
      meaning.raised = 'sub';
      break;
    case 'pre':
    case 'xmp':
    case 'listing':
      meaning.kept = 'all';
      break;
  }
  if (attributes.size > 0) readAttributes(meaning, attributes);
  return meaning;
}

function readAttributes(meaning: Writable<Meaning>, attributes: Attributes): void {
  if (attributes.has('hidden') || attributes.get('aria-hidden')?.toLowerCase() === 'true') {
    meaning.dropped = 'hidden-text';
    return;
  }
  const role = attributes.get('role')?.toLowerCase();
  if (role === 'navigation' || role === 'search') meaning.dropped = 'page-parts';
  if (role === 'heading' && (meaning.frame === 'block' || !meaning.frame)) {
    meaning.frame = 'heading';
    meaning.level = Number(attributes.get('aria-level')) || 2;
  }
  const style = attributes.get('style');
  const classes = attributes.get('class') ?? '';
  if (/\bMsoCommentReference\b|\bMsoCommentText\b/.test(classes)) meaning.dropped = 'comments-left-out';
  readHeadingClass(meaning, classes);
  if (style) readStyle(meaning, style);
  const direction = attributes.get('dir')?.trim().toLowerCase();
  if (direction === 'rtl' || direction === 'ltr') meaning.direction = direction;
  else if (direction === 'auto') meaning.direction = null;
}

/** Word writes its titles as paragraphs of a class. */
function readHeadingClass(meaning: Writable<Meaning>, classes: string): void {
  if (meaning.frame !== 'block' || !/\bMso(Sub)?[tT]itle\b/.test(classes)) return;
  meaning.frame = 'heading';
  meaning.level = /\bMsoSub/.test(classes) ? 2 : 1;
}

function readStyle(meaning: Writable<Meaning>, written: string): void {
  const style = declarationsOf(written);
  if (isHidden(style)) {
    meaning.dropped = 'hidden-text';
    return;
  }
  const special = `${style.get('mso-element') ?? ''} ${style.get('mso-special-character') ?? ''}`;
  if (/\bcomment/.test(special) || style.has('mso-comment-reference') || style.has('mso-comment-continuation')) {
    meaning.dropped = 'comments-left-out';
    return;
  }
  const weight = style.get('font-weight') ?? '';
  if (/^bold|^[6-9]\d\d$|^1000$/.test(weight)) meaning.strong = true;
  else if (/^(?:normal|lighter|[1-5]?\d?\d)$/.test(weight)) meaning.strong = false;
  const slant = style.get('font-style') ?? '';
  if (/^(?:italic|oblique)/.test(slant)) meaning.em = true;
  else if (slant === 'normal') meaning.em = false;
  if (/^(?:pre|break-spaces)/.test(style.get('white-space') ?? '')) meaning.kept ??= 'lines';
  const direction = style.get('direction');
  if (direction === 'rtl' || direction === 'ltr') meaning.direction = direction;
  const list = style.get('mso-list') ?? '';
  if (list === 'ignore') meaning.sign = true;
  else if (meaning.frame === 'block') {
    const level = /\blevel(\d{1,2})\b/.exec(list)?.[1];
    if (level) meaning.place = Math.max(Number(level), 1);
  }
}
