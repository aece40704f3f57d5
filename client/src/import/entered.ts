/** What a person has entered to be read. It stays until something is made of it. */
export interface Entered {
  readonly way: 'text' | 'file' | 'address';
  readonly content: string;
  /** What was pasted with its headings and lists, as long as `content` is what came with it; null otherwise. */
  readonly html: string | null;
  readonly file: File | null;
  readonly address: string;
}

export const NOTHING_ENTERED: Entered = { way: 'text', content: '', html: null, file: null, address: '' };

/** Whether there is something to read. */
export function isEntered({ way, content, file, address }: Entered): boolean {
  if (way === 'file') return file !== null;
  return (way === 'address' ? address : content).trim() !== '';
}

/** Elements that say more than the letters alone. */
const TELLING = 'h1, h2, h3, h4, h5, h6, ul, ol, blockquote, a[href], b, strong, em, i, table, p + p';

/** What is pasted as HTML, where it holds more than letters; null otherwise. */
export function richOf(data: DataTransfer): string | null {
  const html = data.getData('text/html');
  if (html === '') return null;
  // Parsed by the inert parser: nothing in it runs or is fetched.
  return new DOMParser().parseFromString(quiet(html), 'text/html').querySelector(TELLING) ? html : null;
}

/** Without styles and handlers, which the page's security policy reads in any document made here. */
function quiet(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/[\s/"'](style|on[a-z]+)\s*=/gi, ' data-off='));
}
