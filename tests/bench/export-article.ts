import { groundOf, makeAnchor } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import { draftClaim, judgeClaim, showClaim } from '@sanad/shared/claim';
import { addComment, putEvidence, settleClaim } from '@sanad/shared/dossier';
import { evidenceShape } from '@sanad/shared/evidence';
import { quoteAt } from '@sanad/shared/quote';
import { VERDICTS } from '@sanad/shared/verdict';
import * as Y from 'yjs';
import { articleBytes, claimRanges, story } from './long-article.ts';

/** How large the article is that is exported: words and claims. */
export interface Size {
  readonly words: number;
  readonly claims: number;
}

/**
 * An Arabic article on which a desk has worked: each claim judged once or twice, every other one with a piece of evidence,
 * up to three comments on each, every ninth settled. The bytes of its Y.Doc, the same for the same size and people.
 */
export function workedArticle({ words, claims }: Size, people: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, articleBytes(story(words, 7)));
  doc.clientID = 2;
  const ground = groundOf(doc, articleText(doc));
  const { text } = ground.article;
  const person = (seed: number) => people[seed % people.length] ?? 'p';
  const hand = (seed: number) => ({
    by: person(seed),
    at: new Date(Date.UTC(2026, 0, 5, 9) + seed * 41_000).toISOString(),
  });
  const told = (seed: number) => text.slice((seed * 37) % (text.length - 200)).slice(0, 60 + (seed % 100));
  doc.transact(() => {
    for (const [index, { start, end }] of claimRanges(ground.article, claims, 11).entries()) {
      const id = `claim-${String(index).padStart(6, '0')}`;
      const quote = quoteAt(text, start, end);
      draftClaim(doc, { id, ...hand(index), anchor: makeAnchor(ground, start, end), quote });
      showClaim(doc, id);
      const verdict = VERDICTS[index % VERDICTS.length] ?? 'disputed';
      const judged = { verdict, quote: quote.exact, note: index % 3 === 0 ? told(index) : '' };
      judgeClaim(doc, id, { ...judged, ...hand(index + 1) });
      if (index % 4 === 1) judgeClaim(doc, id, { ...judged, ...hand(index + 2) });
      if (index % 2 === 0) {
        const said = {
          address: `https://example.org/${index}`,
          title: told(index + 5).slice(0, 40),
          publisher: 'وكالة',
          excerpt: told(index + 9),
          accessed: '2026-01-05',
          kind: 'primary',
          stance: index % 4 === 0 ? 'supports' : 'contradicts',
        };
        putEvidence(doc, id, `evidence-${index}`, evidenceShape.parse({ ...said, ...hand(index + 3) }));
      }
      for (let turn = 0; turn < index % 4; turn++) {
        const said = { text: told(index + turn), mentions: [], replyTo: turn > 0 ? `comment-${index}-0` : null };
        addComment(doc, id, `comment-${index}-${turn}`, hand(index + 4 + turn), said);
      }
      if (verdict !== 'unchecked' && index % 9 === 0) {
        const settled = { how: 'stands', reason: told(index), wording: null, quote: quote.exact } as const;
        settleClaim(doc, id, `settlement-${index}`, hand(index + 8), settled);
      }
    }
  });
  return Y.encodeStateAsUpdate(doc);
}
