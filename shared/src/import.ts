// What importing a text can come to, by name; the server has an English sentence for each, the pages one in their language.

/** Why nothing was made of a file, a text or an address. */
export const IMPORT_REFUSALS = [
  'empty',
  'binary',
  'damaged',
  'damaged-file',
  'too-large',
  'unpacks-too-large',
  'too-many-paragraphs',
  'file-kind',
  'disguised',
  'encrypted',
  'forbidden-xml',
  'no-report',
  'newer-report',
  'no-address',
  'address-refused',
  'private-address',
  'too-many-redirects',
  'unreachable',
  'timed-out',
  'no-page',
  'page-missing',
  'page-closed',
  'site-trouble',
  'insecure-redirect',
  'addresses-off',
] as const;
export type ImportRefusal = (typeof IMPORT_REFUSALS)[number];

/** What a person should know of how a text was read: what was left out, taken over or guessed. */
export const IMPORT_REMARKS = [
  'tracked-changes',
  'footnotes',
  'comments',
  'comments-cut',
  'comments-without-place',
  'comments-shortened',
  'comments-resolved',
  'comments-left-out',
  'claims',
  'confidential-left-out',
  'pictures',
  'tables',
  'hidden-text',
  'page-parts',
  'hidden-signs',
  'links-unsafe',
  'scripts',
  'encoding-guessed',
  'front-matter',
  'report-left-out',
  'for-subscribers',
] as const;
export type ImportRemarkKind = (typeof IMPORT_REMARKS)[number];

/** A remark, and how many there are of what it tells. */
export interface ImportRemark {
  readonly kind: ImportRemarkKind;
  readonly count: number;
}
