import { type Ground, groundOf, makeAnchor, trimRange } from '@sanad/shared/anchor';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { cleanName, outsiderId } from '@sanad/shared/author';
import {
  type Anchor,
  CLAIM_LIMIT,
  draftAside,
  draftClaim,
  judgeClaim,
  NOTE_LIMIT,
  type Quote,
  readClaim,
  recordOf,
  showClaim,
} from '@sanad/shared/claim';
import { type Hand, putEntry, putEvidence, setClaimant } from '@sanad/shared/dossier';
import { EVIDENCE_LIMIT, evidenceShape } from '@sanad/shared/evidence';
import { quoteAt } from '@sanad/shared/quote';
import { COMMENT_LIMIT, type Entry, REASON_LIMIT, THREAD_LIMIT } from '@sanad/shared/thread';
import * as Y from 'yjs';
import type { ImportedAside, ImportedClaim, ImportedEntry, ImportedPlace, Signature } from './imported-claim.ts';

/** Who imports (person id), when (ISO 8601, UTC), and what makes ids, fit for claims and for what gathers around them. */
export interface Importer {
  readonly by: string;
  readonly at: string;
  readonly newId: () => string;
}

/**
 * Writes the claims that came with a text into the document that was made of it, before anything else is in it. Who is
 * named in the file stays named, by an id that nobody of the desk has (`outsiderId`). A detached claim hangs on a letter
 * that is gone, and is found again when its words come. What is dated later than `importer.at` is of then.
 * Answers with how many claims could not be written: without a letter to stand on, or longer than a claim can be.
 */
export function writeClaims(
  doc: Y.Doc,
  claims: readonly ImportedClaim[],
  asides: readonly ImportedAside[],
  importer: Importer,
): number {
  let unwritten = 0;
  const nowhere = claims.some(({ place, recovered }) => place === null || recovered) ? anchorInNothing(doc) : null;
  doc.transact(() => {
    const ground = groundOf(doc, articleText(doc));
    for (const claim of claims) {
      const held = claim.place && heldAt(ground, claim.place);
      const quote = held?.quote ?? (claim.place === null ? claim.quote : null);
      const anchor = held && !claim.recovered ? held.anchor : nowhere;
      if (quote && anchor && quote.exact.trim() !== '' && quote.exact.length <= CLAIM_LIMIT) {
        writeClaim(doc, claim, quote, anchor, importer);
      } else unwritten++;
    }
    for (const { place, by } of asides) {
      const held = heldAt(ground, place);
      if (!held || held.quote.exact.length > CLAIM_LIMIT) continue;
      const id = importer.newId();
      draftAside(doc, { id, ...signed(by, importer), ...held });
      showClaim(doc, id);
    }
  });
  return unwritten;
}

/** The anchor and the words of a place, cut at whole letters; null where no letter is left. */
function heldAt(ground: Ground, place: ImportedPlace): { readonly anchor: Anchor; readonly quote: Quote } | null {
  const range = trimRange(ground.article, place.start, place.end);
  if (!range) return null;
  return { anchor: makeAnchor(ground, range.start, range.end), quote: quoteAt(ground.article, range.start, range.end) };
}

/** An anchor on a letter that stood at the end of the text and is gone. */
function anchorInNothing(doc: Y.Doc): Anchor {
  const text = textRoot(doc);
  const letter = new Y.XmlText('.');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [letter]);
  text.insert(text.length, [paragraph]);
  const anchor = {
    start: Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(letter, 0, 0)),
    end: Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(letter, 1, -1)),
  };
  text.delete(text.length - 1, 1);
  return anchor;
}

/** What somebody is called whom a file leaves without a name: it is not the one who imports it. */
const NAMELESS = '?';

function signed({ named, at }: Signature, importer: Importer): Hand {
  const by = named === null ? importer.by : outsiderId(cleanName(named) || NAMELESS);
  return { by, at: at === null || at > importer.at ? importer.at : at };
}

function writeClaim(doc: Y.Doc, claim: ImportedClaim, quote: Quote, anchor: Anchor, importer: Importer): void {
  const id = importer.newId();
  draftClaim(doc, { id, ...signed(claim.made, importer), anchor, quote });
  const { original } = claim;
  if (original && original.exact.trim() !== '' && original.exact.length <= CLAIM_LIMIT) {
    recordOf(doc, id).set('original', original);
  }
  if (claim.claimant) setClaimant(doc, id, claim.claimant);
  for (const { verdict, note, quote: judged, by } of claim.judgements) {
    const hand = signed(by, importer);
    judgeClaim(doc, id, { verdict, ...hand, quote: judged ?? quote.exact, note: fitted(note, NOTE_LIMIT) });
  }
  for (const { signature, ...said } of claim.evidence.slice(0, EVIDENCE_LIMIT)) {
    putEvidence(doc, id, importer.newId(), evidenceShape.parse({ ...said, ...signed(signature, importer) }));
  }
  const ids: string[] = [];
  for (const entry of claim.entries.slice(0, THREAD_LIMIT)) {
    const entryId = importer.newId();
    putEntry(doc, id, entryId, entryOf(entry, claim, quote.exact, ids, importer));
    ids.push(entryId);
  }
  showClaim(doc, id);
  // What cannot be read is nowhere to be seen: it would be lost without a word.
  if (!readClaim(recordOf(doc, id))) throw new Error(`the imported claim ${id} cannot be read`);
}

/** An entry as the thread holds it; `ids` are those of the entries before it. */
function entryOf(
  entry: ImportedEntry,
  { judgements }: ImportedClaim,
  words: string,
  ids: readonly string[],
  importer: Importer,
): Entry {
  const hand = signed(entry.by, importer);
  switch (entry.kind) {
    case 'comment': {
      const replyTo = entry.replyTo === null ? null : (ids[entry.replyTo] ?? null);
      const text = fitted(entry.text, COMMENT_LIMIT);
      return { kind: 'comment', ...hand, text, replyTo, mentions: [], editedAt: null };
    }
    case 'settlement': {
      const { how, wording, quote } = entry;
      const last = judgements.at(-1);
      const over = { verdict: last?.verdict ?? 'unchecked', verdictBy: last ? signed(last.by, importer).by : null };
      const reason = fitted(entry.reason, REASON_LIMIT);
      return { kind: 'settlement', ...hand, how, reason, wording, ...over, quote: quote ?? words };
    }
    case 'reopening': {
      const reason = fitted(entry.reason, REASON_LIMIT);
      return { kind: 'reopening', ...hand, of: ids[entry.of] ?? importer.newId(), reason };
    }
  }
}

/** A text as a record takes it: whole letters, no NUL, at most so many UTF-16 units. */
function fitted(text: string, most: number): string {
  return text.replaceAll('\0', '').slice(0, most).toWellFormed();
}
