import { z } from 'zod';
import { authorId } from './author.ts';
import { freeText } from './free-text.ts';
import type { Verdict } from './verdict.ts';

// Without Yjs and ProseMirror: the queue needs the shapes and no editor.

export const EVIDENCE_KINDS = ['primary', 'secondary'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
export const STANCES = ['supports', 'contradicts', 'context'] as const;
export type Stance = (typeof STANCES)[number];

/** The longest address, in UTF-16 units: what browsers and archives take. */
const ADDRESS_LIMIT = 2000;
/** The most pieces of evidence on one claim. */
export const EVIDENCE_LIMIT = 200;

/** What evidence and entries of a thread are called: no name that an object has by itself. */
export const partId = z.string().regex(/^[A-Za-z0-9-]{6,40}$/);

/** Why a text is no address that a colleague could follow without harm. */
export type AddressFault = 'no-address' | 'not-web' | 'secret-inside' | 'too-long' | 'odd-signs';

// Made once: making it takes longer than what it looks at.
const webAddress = z.url();

/** What is wrong with `address` as the address of a web page; null when nothing is. */
export function addressFault(address: string): AddressFault | null {
  if (address.length > ADDRESS_LIMIT) return 'too-long';
  // A sign that shows nothing, or turns what stands around it, makes an address read as another.
  if (/[\p{Cc}\p{Cf}\s]/u.test(address) || !address.isWellFormed()) return 'odd-signs';
  if (!webAddress.safeParse(address).success)
    return /^[\w.-]+\.[a-z]{2,}(\/|$)/i.test(address) ? 'not-web' : 'no-address';
  if (!/^https?:\/\//i.test(address)) return 'not-web';
  if (/^https?:\/\/[^/?#\\]*@/i.test(address)) return 'secret-inside';
  return /^https?:\/\/[^/?#\\@]+([/?#].*)?$/i.test(address) ? null : 'no-address';
}

const SENTENCES: Readonly<Record<AddressFault, string>> = {
  'no-address': 'This is no address; give one such as https://example.org/page.',
  'not-web': 'Only addresses that begin with http:// or https:// are taken.',
  'secret-inside': 'This address holds a name or password; give it without.',
  'too-long': 'An address has at most 2,000 characters.',
  'odd-signs': 'An address holds no spaces and no signs that cannot be seen.',
};

const addressShape = z.string().superRefine((address, context) => {
  const fault = address === '' ? null : addressFault(address);
  if (fault) context.addIssue({ code: 'custom', message: SENTENCES[fault] });
});

const fields = {
  /** The address of what is cited, '' for what has none: a call, a paper, a book. */
  address: addressShape.default(''),
  /** Where a copy of it is kept as it was. */
  archive: addressShape.default(''),
  title: freeText(300, 'A title').default(''),
  publisher: freeText(200, 'A publisher').default(''),
  /** The words of it that matter, as they stand there. */
  excerpt: freeText(5000, 'An excerpt').default(''),
  /** Where in it: a page, a minute. */
  locator: freeText(200, 'A place in the source').default(''),
  /** The day it was looked at, as YYYY-MM-DD; '' when nobody said. */
  accessed: z.union([z.iso.date(), z.literal('')], 'Give the day as 2026-11-28.').default(''),
  kind: z.enum(EVIDENCE_KINDS).default('primary'),
  stance: z.enum(STANCES).default('supports'),
  note: freeText(2000, 'A note').default(''),
};

const NAMELESS = 'Give an address, or a title for what has none.';
const hasName = ({ address, title }: { readonly address?: string; readonly title?: string }) =>
  Boolean(address) || (title ?? '').trim() !== '';

/** What a person says of a piece of evidence: the body of POST …/claims/:claim/evidence. */
export const evidenceRequest = z.strictObject(fields).refine(hasName, NAMELESS);
export type EvidenceRequest = z.input<typeof evidenceRequest>;

/** PATCH …/claims/:claim/evidence/:evidence: the fields that change. `removed` brings back what was taken away. */
export const evidenceChange = z.strictObject({
  ...(Object.fromEntries(Object.entries(fields).map(([key, shape]) => [key, shape.unwrap().optional()])) as {
    [K in keyof typeof fields]: z.ZodOptional<ReturnType<(typeof fields)[K]['unwrap']>>;
  }),
  removed: z.literal(false).optional(),
});
export type EvidenceChange = z.infer<typeof evidenceChange>;

/** A piece of evidence as it stands in a claim: by whom (an id, see `author.ts`), since when (ISO 8601, UTC), and what. */
export const evidenceShape = z
  .strictObject({
    by: authorId,
    at: z.iso.datetime(),
    ...fields,
    /** Taken away, and kept: whoever takes that back writes in nobody's name. */
    removed: z.boolean().default(false),
  })
  .refine(hasName, NAMELESS);
export type Evidence = Readonly<z.infer<typeof evidenceShape>>;

/** The evidence that was not taken away, by age. */
export function piecesOf(evidence: Readonly<Record<string, Evidence>>): EvidenceView[] {
  return Object.entries(evidence)
    .filter(([, { removed }]) => !removed)
    .map(([id, { removed: _removed, ...one }]) => ({ id, ...one }))
    .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

/** A piece of evidence over HTTP. */
export const evidenceView = z.object({ id: z.string(), by: z.string(), at: z.iso.datetime(), ...fields });
export type EvidenceView = z.infer<typeof evidenceView>;

/** What evidence is called in one line: its title, else its address. */
export function evidenceName({ title, address }: Pick<Evidence, 'title' | 'address'>): string {
  return title.trim() || address;
}

/**
 * Whether a claim is said to be verified and nothing stands behind it. `hasConfidential`: whether there is evidence that not
 * everybody may read; who does not know that cannot say of a claim that it is unbacked.
 */
export function isUnbacked(
  claim: { readonly verdict: Verdict; readonly evidence: { readonly length: number } },
  hasConfidential: boolean,
): boolean {
  return claim.verdict === 'verified' && claim.evidence.length === 0 && !hasConfidential;
}

/** The addresses that stand in a pasted text, each once, in order; empty when something else stands there as well. */
export function addressesIn(text: string): string[] {
  const words = text.trim().split(/\s+/).filter(Boolean);
  return words.every((word) => addressFault(word) === null) ? [...new Set(words)] : [];
}
