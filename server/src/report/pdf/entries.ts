import { addressFault, evidenceName } from '@sanad/shared/evidence';
import type { ReportClaim } from '@sanad/shared/report';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import type { ThreadEntry } from '@sanad/shared/thread';
import type { Verdict } from '@sanad/shared/verdict';
import { plainAddress } from './marked-text.ts';
import { dayOf, momentOf, type Paper, type Voiced, voiced, voicedAs } from './paper.ts';

/** Something said by somebody at some time: what kind of thing, whose, when, and the words. */
export interface Said {
  readonly title: string;
  readonly by: Voiced;
  readonly at: string;
  readonly imported: boolean;
  readonly words: readonly Labelled[];
  /** Whether it answers another. */
  readonly reply: boolean;
  readonly verdict: Verdict | null;
}

/** Words with what they are; '' where nothing has to be said. `quoted` are words of the article. */
export interface Labelled {
  readonly label: string;
  readonly words: Voiced;
  readonly quoted: boolean;
}

/** A piece of evidence as it is set. */
export interface SetEvidence {
  readonly stance: ReportEvidence['stance'];
  readonly name: Voiced;
  readonly link: string | null;
  readonly address: Voiced | null;
  readonly about: readonly Voiced[];
  readonly archive: string | null;
  readonly excerpt: Voiced | null;
  readonly note: Voiced | null;
}

/** A claim as it is set. */
export interface SetEntry {
  readonly number: number;
  readonly verdict: Verdict;
  readonly stale: boolean;
  /** Whether its number leads to a place in the text. */
  readonly held: boolean;
  readonly flags: readonly string[];
  readonly quote: Voiced;
  readonly earlier: readonly Labelled[];
  readonly unjudged: boolean;
  readonly by: Voiced;
  readonly at: string;
  readonly imported: boolean;
  readonly assignee: Voiced | null;
  readonly claimant: { readonly name: Voiced; readonly link: string | null } | null;
  readonly note: Voiced | null;
  readonly settlement: Said | null;
  readonly evidence: readonly SetEvidence[];
  readonly confidential: readonly SetEvidence[];
  readonly judgements: readonly Said[];
  readonly thread: readonly Said[];
}

/** Every claim of the report, ready to be set. `begun` are the numbers of those that have a place in the text. */
export function entriesOf(paper: Paper, begun: ReadonlySet<number>): SetEntry[] {
  return paper.report.claims.map((claim) => entryOf(claim, begun.has(claim.number), paper));
}

function entryOf(claim: ReportClaim, held: boolean, paper: Paper): SetEntry {
  const { words, report } = paper;
  const own = report.article.direction;
  const name = (text: string) => voiced(text, words.direction, paper);
  const flags = [
    ...(claim.attachment === 'detached' ? [words.tagDetached] : []),
    ...(claim.attachment === 'recovered' ? [words.tagRecovered] : []),
    ...(claim.stale ? [words.tagStale] : []),
  ];
  return {
    number: claim.number,
    verdict: claim.verdict,
    stale: claim.stale,
    held,
    flags,
    quote: voiced(claim.quote, own, paper),
    earlier: earlierOf(claim, paper),
    unjudged: claim.verdictBy === null,
    by: name(claim.verdictBy ?? claim.createdBy),
    at: momentOf(claim.verdictAt ?? claim.createdAt, paper),
    imported: claim.verdictBy === null ? claim.imported === true : claim.judgements.at(-1)?.imported === true,
    assignee: claim.assignee === null ? null : name(claim.assignee),
    claimant: claim.claimant && {
      name: name(claim.claimant.name),
      link: linkOf(claim.claimant.address),
    },
    note: claim.note.trim() ? name(claim.note) : null,
    settlement: claim.settlement && {
      title: words.settlements[claim.settlement.how],
      by: name(claim.settlement.by),
      at: momentOf(claim.settlement.at, paper),
      imported: false,
      reply: false,
      verdict: null,
      words: [
        labelled('', claim.settlement.reason, false, paper),
        ...(claim.settlement.wording === null
          ? []
          : [labelled(words.newWording, claim.settlement.wording, true, paper)]),
      ],
    },
    evidence: claim.evidence.map((piece) => evidenceOf(piece, paper)),
    confidential: (claim.confidential ?? []).map((piece) => evidenceOf(piece, paper)),
    judgements: claim.judgements.length > 1 ? judgementsOf(claim, paper) : [],
    thread: threadOf(claim, paper),
  };
}

function labelled(label: string, text: string, quoted: boolean, paper: Paper): Labelled {
  const otherwise = quoted ? paper.report.article.direction : paper.words.direction;
  return { label, words: voiced(text, otherwise, paper), quoted };
}

/** The words the verdict was given for and the words the claim was made on, where they are no longer the claim's. */
function earlierOf(claim: ReportClaim, paper: Paper): Labelled[] {
  const { words } = paper;
  const { quote, verdictQuote, originalQuote } = claim;
  return [
    ...(claim.stale && verdictQuote !== null && verdictQuote !== quote
      ? [labelled(words.judgedWords, verdictQuote, true, paper)]
      : []),
    ...(originalQuote !== quote && originalQuote !== verdictQuote
      ? [labelled(words.originalWords, originalQuote, true, paper)]
      : []),
  ];
}

function judgementsOf(claim: ReportClaim, paper: Paper): Said[] {
  const { words } = paper;
  return claim.judgements.map(({ verdict, by, at, quote, note, imported }) => ({
    title: words.verdicts[verdict],
    by: voiced(by, words.direction, paper),
    at: momentOf(at, paper),
    imported: imported === true,
    reply: false,
    verdict,
    words: [
      ...(quote === claim.quote ? [] : [labelled(words.judgedWords, quote, true, paper)]),
      ...(note.trim() ? [labelled('', note, false, paper)] : []),
    ],
  }));
}

/** The thread without the settlement that stands: that one is said above. */
function threadOf(claim: ReportClaim, paper: Paper): Said[] {
  const { words, own } = paper;
  const standing = claim.settlement;
  const isStanding = (entry: ThreadEntry) =>
    entry.kind === 'settlement' && standing !== null && entry.at === standing.at && entry.by === standing.by;
  return claim.comments
    .filter((entry) => !isStanding(entry))
    .map((entry) => {
      const said = {
        by: voiced(entry.by, words.direction, paper),
        at: momentOf(entry.at, paper),
        imported: 'imported' in entry && entry.imported === true,
        reply: 'replyTo' in entry && entry.replyTo !== null,
        verdict: null,
      };
      switch (entry.kind) {
        case 'comment':
          return {
            ...said,
            title: entry.editedAt === null ? '' : own.edited,
            words: [labelled('', entry.text, false, paper)],
          };
        case 'deleted':
          return { ...said, title: '', words: [labelled('', own.deleted, false, paper)] };
        case 'reopening':
          return { ...said, title: own.reopened, words: [labelled('', entry.reason, false, paper)] };
        case 'settlement':
          return {
            ...said,
            title: words.settlements[entry.how],
            words: [
              labelled('', entry.reason, false, paper),
              ...(entry.wording === null ? [] : [labelled(words.newWording, entry.wording, true, paper)]),
            ],
          };
      }
    });
}

function evidenceOf(piece: ReportEvidence, paper: Paper): SetEvidence {
  const { words } = paper;
  const text = (value: string) => voiced(value, words.direction, paper);
  const link = linkOf(piece.address);
  return {
    stance: piece.stance,
    name: piece.title.trim() ? text(evidenceName(piece)) : voicedAs('ltr', piece.address, paper),
    link,
    // Paper has no links to follow.
    address: piece.title.trim() && piece.address ? voicedAs('ltr', piece.address, paper) : null,
    about: [
      text(words.stances[piece.stance]),
      text(words.kinds[piece.kind]),
      ...[piece.publisher, piece.locator].filter((each) => each.trim()).map(text),
      ...(piece.accessed ? [text(`${words.accessed} ${dayOf(piece.accessed, paper)}`)] : []),
      text(piece.by),
    ],
    archive: linkOf(piece.archive),
    excerpt: piece.excerpt.trim() ? text(piece.excerpt) : null,
    note: piece.note.trim() ? text(piece.note) : null,
  };
}

/** What stands in a document is not to be trusted by those who make links of it. */
export function linkOf(address: string): string | null {
  return address === '' || addressFault(address) !== null ? null : plainAddress(address);
}
