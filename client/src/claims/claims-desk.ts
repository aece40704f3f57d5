import type { Verdict } from '@sanad/shared/claim';
import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { createContext, use } from 'react';
import type * as Y from 'yjs';
import type { ArticleEditor, PlacedMark } from '../editor/article-editor.ts';
import type { Unread } from '../notices/use-unread.ts';
import type { SecondPersonDesk } from '../second-person/second-person-desk.ts';
import type { Face } from '../ui/avatar.tsx';
import type { DossierDesk } from './dossier-desk.ts';

/** What a card does with its claim. Each tells what it did and offers to take it back. */
export interface ClaimDeeds {
  /** Gives this person's verdict, with the note they are writing. Does nothing where it already stands as theirs. */
  judge(mark: PlacedMark, verdict: Verdict): void;
  /**
   * Says that all is right: the place a claim was found at, and where its words are others than the judged ones, the
   * verdict for them, in this person's own name. A verdict given for these very words needs no other.
   */
  confirm(mark: PlacedMark): void;
  /** Says that the place a claim was found at is right, and nothing of its verdict. */
  confirmPlace(mark: PlacedMark): void;
  /** Puts a claim on the words selected in the text. */
  attach(mark: PlacedMark): void;
  /** Makes the words in the text those again that were judged. */
  putBack(mark: PlacedMark): void;
  mayPutBack(mark: PlacedMark): boolean;
  /** Writes the note of this person's own standing verdict; keeps it as a draft when somebody else has judged since. */
  write(mark: PlacedMark, note: string): void;
  remove(mark: PlacedMark): void;
  mayRemove(mark: PlacedMark): boolean;
}

/** What is told of the chosen claim when a colleague has touched it. */
export interface ClaimNotice {
  readonly claim: string;
  readonly text: string;
}

/** Everything the cards of one article share. */
export interface ClaimsDesk {
  readonly articleId: string;
  readonly doc: Y.Doc;
  readonly editor: ArticleEditor;
  readonly person: Person;
  /** The article's language and direction, for what is quoted from it. */
  readonly language: string;
  readonly direction: Direction;
  readonly deeds: ClaimDeeds;
  readonly dossier: DossierDesk;
  readonly second: SecondPersonDesk;
  nameOf(person: string): string;
  /** Colleagues on a claim now, by claim. */
  readonly holders: ReadonlyMap<string, readonly Face[]>;
  /** The claim whose note is being written. */
  readonly writing: string | null;
  setWriting(claim: string | null): void;
  /** Notes begun and not saved, by claim. */
  readonly drafts: Map<string, string>;
  readonly notice: ClaimNotice | null;
  /** Claims that colleagues have made or changed just now: their cards wash in once. */
  readonly fresh: ReadonlySet<string>;
  /** What others said in the threads while this person was away. */
  readonly unread: Unread;
}

export const ClaimsDeskContext = createContext<ClaimsDesk | null>(null);

/** What the cards of this article share. @throws when there is no article around. */
export function useClaimsDesk(): ClaimsDesk {
  const desk = use(ClaimsDeskContext);
  if (!desk) throw new Error('useClaimsDesk needs a claims desk above it');
  return desk;
}
