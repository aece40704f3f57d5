import { z } from 'zod';
import { addressFault } from './evidence.ts';
import { freeText } from './free-text.ts';

// Without Yjs and ProseMirror: the list of articles needs the shape and no editor.

const fields = {
  /** The public address of the article, the canonical one; '' while it has none. */
  address: z
    .string()
    .refine(
      (address) => address === '' || addressFault(address) === null,
      'Give an address such as https://example.org/page.',
    ),
  /** The name of the site or paper. */
  site: freeText(200, 'A name'),
  byline: freeText(300, 'A byline'),
  /** When it was published: a day as YYYY-MM-DD or a moment in ISO 8601; '' when nobody knows. */
  publishedAt: z.union(
    [z.iso.date(), z.iso.datetime({ offset: true }), z.literal('')],
    'Give the day as 2026-11-28, or the moment as 2026-11-28T09:30:00Z.',
  ),
  /** The name of the file it was imported from. */
  file: freeText(300, 'A file name'),
};

/** Where an article comes from, or where it stands in public. Every part is '' where it is not known. */
export const sourceShape = z.strictObject(fields);
export type Source = Readonly<z.infer<typeof sourceShape>>;

export const NO_SOURCE: Source = { address: '', site: '', byline: '', publishedAt: '', file: '' };

/** What an editor says of where an article comes from: the parts that change. */
export const sourceChange = sourceShape.partial();
