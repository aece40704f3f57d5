import type { Direction } from './direction.ts';

/** What a reader of rich text left out or made simpler, by kind; each is counted. */
export type RichLoss =
  | 'scripts'
  | 'hidden-text'
  | 'pictures'
  | 'tables'
  | 'links-unsafe'
  | 'tracked-changes'
  | 'comments'
  | 'page-parts'
  | 'bidi-controls';

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

const HIDDEN = [
  /(?:^|;)\s*display\s*:\s*none/i,
  /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/i,
  /(?:^|;)\s*opacity\s*:\s*0*\.?0+%?\s*(?:;|!|$)/i,
  /(?:^|;)\s*font-size\s*:\s*0*\.?0+(?:[a-z]{2,4}|%)?\s*(?:;|!|$)/i,
  /(?:^|;)\s*font\s*:[^;]*\s0+(?:px|pt|em|rem|%)?[\s/]/i,
  /(?:^|;)\s*mso-hide\s*:\s*all/i,
  /(?:^|;)\s*(?:left|top|right|text-indent|margin-left|margin-right)\s*:\s*-\d{4,}/i,
];

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
  if (/\bMsoCommentReference\b|\bMsoCommentText\b/.test(classes)) meaning.dropped = 'comments';
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

function readStyle(meaning: Writable<Meaning>, style: string): void {
  if (HIDDEN.some((hidden) => hidden.test(style))) {
    meaning.dropped = 'hidden-text';
    return;
  }
  if (/mso-element\s*:\s*comment|mso-special-character\s*:\s*comment|mso-comment-/i.test(style)) {
    meaning.dropped = 'comments';
    return;
  }
  const weight = /(?:^|;)\s*font-weight\s*:\s*([a-z]+|\d+)/i.exec(style)?.[1]?.toLowerCase();
  // Headings are bold by themselves: that is no emphasis.
  if (weight && meaning.frame !== 'heading') {
    if (/^bold|^[6-9]\d\d$|^1000$/.test(weight)) meaning.strong = true;
    else if (/^(normal|lighter|[1-5]\d\d|\d\d?)$/.test(weight)) meaning.strong = false;
  }
  const slant = /(?:^|;)\s*font-style\s*:\s*([a-z]+)/i.exec(style)?.[1]?.toLowerCase();
  if (slant === 'italic' || slant === 'oblique') meaning.em = true;
  else if (slant === 'normal') meaning.em = false;
  const space = /(?:^|;)\s*white-space\s*:\s*(pre|break-spaces)/i.test(style);
  if (space) meaning.kept ??= 'lines';
  const direction = /(?:^|;)\s*direction\s*:\s*(rtl|ltr)/i.exec(style)?.[1]?.toLowerCase();
  if (direction === 'rtl' || direction === 'ltr') meaning.direction = direction;
  if (/mso-list\s*:\s*ignore/i.test(style)) meaning.sign = true;
  else if (meaning.frame === 'block') {
    const level = /mso-list\s*:[^;]*\blevel(\d{1,2})\b/i.exec(style)?.[1];
    if (level) meaning.place = Math.max(Number(level), 1);
  }
}
