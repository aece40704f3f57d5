import { articleText } from '@sanad/shared/article-text';
import { readClaims } from '@sanad/shared/claim';
import { addComment, reopenClaim, settleClaim } from '@sanad/shared/dossier';
import { makeReport, type Report } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';
import * as Y from 'yjs';
import { articleBytes, claimedBytes, story } from '../bench/long-article.ts';
import { arabicReport, englishReport } from '../server/report-samples.ts';
import { markRange } from '../shared/desk-article.ts';

/** An article of `words` words with `claims` claims, some of which overlap; the same for the same seed. */
function storyDoc(words: number, claims: number, seed: number): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, claimedBytes(articleBytes(story(words, seed)), claims, seed));
  return doc;
}

function reportOf(doc: Y.Doc): Report {
  const at = '2026-03-01T10:00:00.000Z';
  const dates = { createdAt: at, changedAt: at, exportedAt: at };
  const about = { id: 'story', title: '', language: 'ar', source: NO_SOURCE, exportedBy: 'نور' };
  return makeReport(doc, { ...about, ...dates, nameOf: (id) => id });
}

/** With claims that go over the breaks between paragraphs as well, into one another. */
function overlapping(): Report {
  const doc = storyDoc(1500, 360, 7);
  const { text } = articleText(doc);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    markRange(doc, Math.max(0, at - 60), at + 25, 'verified');
    markRange(doc, Math.max(0, at - 20), at + 700, 'disputed');
  }
  return reportOf(doc);
}

/** The same with a thread of a hundred entries on its first claim, settled and reopened on the way. */
function longThread(): Report {
  const doc = storyDoc(900, 80, 3);
  const [claim] = readClaims(doc);
  if (!claim) throw new RangeError('no claims');
  const hand = (i: number) => ({
    by: i % 2 ? 'ليلى' : 'Omar',
    at: new Date(Date.UTC(2026, 2, 1, 10, i)).toISOString(),
  });
  for (let i = 0; i < 97; i++) {
    const text = i % 3 ? `الردّ رقم ${i}:\nمن قال ذلك (Reuters)؟` : `Reply ${i}: who says so, «النقابة»?`;
    addComment(doc, claim.id, `entry-${i}`, hand(i), { text, mentions: [], replyTo: i > 0 ? `entry-${i - 1}` : null });
  }
  const settled = { how: 'stands', reason: 'ثبت.', wording: null, quote: claim.quote.exact } as const;
  settleClaim(doc, claim.id, 'settlement-1', hand(97), settled);
  reopenClaim(doc, claim.id, () => 'reopening-1', hand(98), 'ظهر مصدر');
  settleClaim(doc, claim.id, 'settlement-2', hand(99), settled);
  return reportOf(doc);
}

/** Reports to open elsewhere, by what they are called. */
export function officeReports(): Readonly<Record<string, Report>> {
  return {
    arabic: arabicReport(true),
    english: englishReport(),
    overlaps: overlapping(),
    thread: longThread(),
  };
}
