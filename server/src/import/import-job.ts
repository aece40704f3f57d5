import type { Direction } from '@sanad/shared/direction';
import type { ImportRefusal } from '@sanad/shared/import';
import type { ImportDraft, ImportPhase } from '@sanad/shared/import-draft';
import type { Source } from '@sanad/shared/source';
import type { TextEncoding } from '@sanad/shared/text-encoding';
import type { Rewriting } from '../reimport/rewriting.ts';
import type { Material } from './readers.ts';

// What is asked of a thread that reads, and what it answers.

/** How a text is to be read. */
export interface Reading {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly direction?: Direction | undefined;
  /** Null: as the bytes say. */
  readonly encoding: TextEncoding | null;
  readonly withoutHiddenSigns: boolean;
}

/** An article whose text an import is to be compared with, as a Yjs update. */
export interface Against {
  readonly state: Uint8Array;
}

export type ImportJob =
  /** Reads a text, for somebody to look at; `against`: as the coming text of that article. */
  | { readonly kind: 'draft'; readonly material: Material; readonly reading: Reading; readonly against: Against | null }
  /** Reads a text and writes it as an article, by the person `by` at `at` (ISO 8601, UTC). */
  | {
      readonly kind: 'article';
      readonly material: Material;
      readonly reading: Reading;
      readonly by: string;
      readonly at: string;
    };

/** What a draft says besides its id. */
export type DraftFacts = Omit<ImportDraft, 'id'>;

/** A text that was read. */
export interface DraftMade {
  readonly facts: DraftFacts;
  /** Where it was compared with an article: what has to be done there, and the text it had, for a way back. */
  readonly rewriting: Rewriting | null;
  readonly former: Uint8Array | null;
}

/** An article that was written, not stored yet. */
export interface ArticleMade {
  readonly update: Uint8Array;
  readonly client: number;
  readonly title: string;
  readonly language: string;
  readonly source: Partial<Source>;
  /** How many claims came with it. */
  readonly claims: number;
}

export type ImportAnswer =
  | { readonly kind: 'progress'; readonly phase: ImportPhase }
  | { readonly kind: 'done'; readonly value: DraftMade | ArticleMade }
  | { readonly kind: 'refused'; readonly why: ImportRefusal }
  | { readonly kind: 'failed'; readonly message: string };
