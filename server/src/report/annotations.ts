import type { Direction } from '@sanad/shared/direction';
import type { Report, ReportClaim, ReportJudgement } from '@sanad/shared/report';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import type { ThreadEntry } from '@sanad/shared/thread';
import {
  type Annotation,
  type Body,
  collectionOf,
  inLanguage,
  moment,
  named,
  type Source,
  type Target,
  uriOf,
  written,
} from './annotation-model.ts';
import { plainMoment } from './plain-dossier.ts';
import type { Rendering } from './rendering.ts';
import { TEXT_WORDS, type TextWords } from './text-words.ts';
import { REPORT_WORDS, type ReportLanguage, type ReportWords } from './words.ts';

/** What every annotation of one report shares. */
interface Frame {
  readonly url: string;
  readonly source: Source;
  readonly language: ReportLanguage;
  /** The direction of what has no letters to tell it by. */
  readonly own: Direction;
  readonly words: ReportWords;
  readonly text: TextWords;
}

/**
 * The report as a W3C Web Annotation collection with its one page inside, in JSON-LD. Each claim is an annotation of its words:
 * by quote, and, where they stand in the text, by position in code points of the article's plain text, the end exclusive. A
 * verdict that holds is its `assessing`, classified by the verdict's name; a verdict that was given for other words is an
 * annotation of those words in the state that the article had then, and the claim's own is then a `highlighting`. Evidence is
 * `linking` to what is cited, the thread `commenting` and `replying`, a settlement `moderating`. Ids are under
 * `rendering.url`; times are UTC.
 */
export function renderAnnotations(report: Report, { language, url, version }: Rendering): string {
  const [words, text] = [REPORT_WORDS[language], TEXT_WORDS[language]];
  const { article } = report;
  const address = uriOf(article.source.address);
  const here = uriOf(url) ?? url;
  const source = address === null ? here : { id: here, canonical: address };
  const frame: Frame = { url: here, source, language, own: article.direction, words, text };
  const signed =
    version && text.versionOf(version.number, plainMoment(version.signedAt), version.signedBy, version.hash);
  const label = [
    `${words.report}: ${article.title || words.untitled}`,
    ...(signed ? [signed] : []),
    ...(report.choice ? [text.narrowed] : []),
    ...(report.counts.confidential === undefined ? [] : [words.holdsConfidential(report.counts.confidential)]),
  ];
  const collection = collectionOf({
    id: `${here}/annotations`,
    label,
    creator: named(report.exportedBy),
    created: report.exportedAt,
    modified: article.changedAt,
    annotations: report.claims.flatMap((claim) => annotationsOf(claim, frame)),
  });
  return linesOf(collection);
}

/** As JSON, an annotation a line: thousands of them, each with a line for every name, would be twice as long. */
function linesOf(collection: ReturnType<typeof collectionOf>): string {
  const { first } = collection;
  const lines = first.items.map((annotation) => `      ${JSON.stringify(annotation)}`);
  const items = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n    ]`;
  const frame = JSON.stringify({ ...collection, first: { ...first, items: [] } }, null, 2);
  // No text can look so: its quotation marks are escaped.
  return `${frame.replace('"items": []', () => `"items": ${items}`)}\n`;
}

function annotationsOf(claim: ReportClaim, frame: Frame): Annotation[] {
  const id = `${frame.url}/claims/${encodeURIComponent(claim.id)}`;
  const target = targetOf(claim, frame);
  // The last verdict is the claim's own annotation, while it is for the words that the claim has.
  const standing = claim.stale ? null : (claim.judgements.at(-1) ?? null);
  const earlier = standing ? claim.judgements.slice(0, -1) : claim.judgements;
  return [
    claimAnnotation(id, claim, standing, target, frame),
    ...earlier.map((judgement, index) => earlierVerdict(`${id}/verdicts/${index + 1}`, judgement, frame)),
    ...claim.evidence.map((piece) => link(id, piece, target, false, frame)),
    ...(claim.confidential ?? []).map((piece) => link(id, piece, target, true, frame)),
    ...claim.comments.map((entry) => said(id, entry, claim.comments, frame)),
  ];
}

function claimAnnotation(
  id: string,
  claim: ReportClaim,
  standing: ReportJudgement | null,
  target: Target,
  frame: Frame,
): Annotation {
  const { words, text, language, own } = frame;
  const told: [string, string][] = [
    ...(claim.attachment === 'detached' ? [['detached', words.tagDetached] as [string, string]] : []),
    ...(claim.attachment === 'recovered' ? [['recovered', words.tagRecovered] as [string, string]] : []),
    ...(claim.stale ? [['stale', words.tagStale] as [string, string]] : []),
  ];
  const { claimant } = claim;
  const bodies: Body[] = [
    ...(standing ? verdictBodies(standing, frame) : []),
    ...(claim.judgements.length === 0 ? [inLanguage('unchecked', 'classifying', 'en')] : []),
    ...(claim.imported ? [inLanguage('imported', 'classifying', 'en')] : []),
    ...told.flatMap(([name, sentence]) => [
      inLanguage(name, 'classifying', 'en'),
      inLanguage(sentence, 'describing', language),
    ]),
    ...(claim.originalQuote === claim.quote
      ? []
      : [written(`${words.originalWords}: ${text.quoted(claim.originalQuote)}`, 'describing', own)]),
    ...(claimant ? [written(`${text.claimant}: ${claimant.name}`, 'describing', own)] : []),
    ...(claimant && uriOf(claimant.address) ? [cited(uriOf(claimant.address) as string, 'identifying')] : []),
  ];
  return {
    id,
    type: 'Annotation',
    motivation: standing && standing.verdict !== 'unchecked' ? 'assessing' : 'highlighting',
    creator: named(claim.createdBy),
    ...moment('created', claim.createdAt),
    ...(standing ? moment('modified', standing.at) : {}),
    ...(bodies.length > 0 ? { body: bodies } : {}),
    target,
  };
}

/** Where the claim's words are: by quote; by position as well while they stand in the text. */
function targetOf({ quote, prefix, suffix, start, end, createdAt }: ReportClaim, { source }: Frame): Target {
  const quoted = {
    type: 'TextQuoteSelector' as const,
    exact: quote,
    ...(prefix ? { prefix } : {}),
    ...(suffix ? { suffix } : {}),
  };
  if (start === null || end === null) {
    // The text had these words when the claim was made, and no longer has.
    return { type: 'SpecificResource', source, selector: quoted, state: stateAt(createdAt) };
  }
  const selector = [quoted, { type: 'TextPositionSelector' as const, start, end }];
  return { type: 'SpecificResource', source, selector };
}

function stateAt(at: string) {
  return { type: 'TimeState' as const, ...moment('sourceDate', at) };
}

/** A verdict on the words it was given for, where the claim has others now or another verdict followed. */
function earlierVerdict(id: string, judgement: ReportJudgement, frame: Frame): Annotation {
  const { source } = frame;
  const { quote, at, by } = judgement;
  return {
    id,
    type: 'Annotation',
    motivation: 'assessing',
    creator: named(by),
    ...moment('created', at),
    body: verdictBodies(judgement, frame),
    target: {
      type: 'SpecificResource',
      source,
      selector: { type: 'TextQuoteSelector', exact: quote },
      state: stateAt(at),
    },
  };
}

/** A verdict: by its name, which is the same in every language; in words; and what was noted with it. */
function verdictBodies(judgement: ReportJudgement, { words, language, own }: Frame): Body[] {
  const { verdict, by, at, note, imported } = judgement;
  const giver = { creator: named(by), ...moment('created', at) };
  return [
    { ...inLanguage(verdict, 'classifying', 'en'), ...giver },
    { ...inLanguage(words.verdicts[verdict], 'assessing', language), ...giver },
    ...(imported ? [{ ...inLanguage('imported', 'classifying', 'en'), ...giver }] : []),
    ...(note === '' ? [] : [{ ...written(note, 'commenting', own), ...giver }]),
  ];
}

/** A piece of evidence, linked to the words it is about. */
function link(claim: string, piece: ReportEvidence, target: Target, secret: boolean, frame: Frame): Annotation {
  const { words, own } = frame;
  const address = uriOf(piece.address);
  const about = [piece.title, piece.publisher, piece.locator].map((part) => part.trim()).filter((part) => part !== '');
  const excerpt = piece.excerpt === '' ? null : piece.excerpt;
  const bodies: Body[] = [
    ...(address === null ? [] : [cited(address, 'linking', piece)]),
    inLanguage(piece.stance, 'classifying', 'en'),
    inLanguage(piece.kind, 'classifying', 'en'),
    ...(secret ? [inLanguage('confidential', 'classifying', 'en')] : []),
    written([words.stances[piece.stance], words.kinds[piece.kind], ...about].join(' · '), 'describing', own),
    ...(address === null && excerpt !== null ? [written(excerpt, 'describing', own)] : []),
    ...(piece.note === '' ? [] : [written(piece.note, 'commenting', own)]),
  ];
  return {
    id: `${claim}/${secret ? 'confidential' : 'evidence'}/${encodeURIComponent(piece.id)}`,
    type: 'Annotation',
    motivation: 'linking',
    creator: named(piece.by),
    ...moment('created', piece.at),
    body: bodies,
    target,
  };
}

/** Something on the web: which words of it matter, when it was looked at, and where a copy is kept. */
function cited(source: string, purpose: 'linking' | 'identifying', piece?: ReportEvidence): Body {
  const cached = piece ? uriOf(piece.archive) : null;
  // A state has to say of when it is: the day somebody said they looked, else the moment they cited it.
  const seen = piece && moment('sourceDate', piece.accessed ? `${piece.accessed}T00:00:00Z` : piece.at);
  return {
    type: 'SpecificResource',
    source,
    purpose,
    ...(piece?.excerpt ? { selector: { type: 'TextQuoteSelector', exact: piece.excerpt } } : {}),
    ...(seen?.sourceDate ? { state: { type: 'TimeState', ...seen, ...(cached === null ? {} : { cached }) } } : {}),
  };
}

/** An entry of the thread. One that was deleted has no body: that it was there is all that is left of it. */
function said(claim: string, entry: ThreadEntry, thread: readonly ThreadEntry[], frame: Frame): Annotation {
  const idOf = (of: string) => `${claim}/thread/${encodeURIComponent(of)}`;
  const answered = 'replyTo' in entry ? entry.replyTo : entry.kind === 'reopening' ? entry.of : null;
  const isThere = thread.some(({ id }) => id === answered);
  return {
    id: idOf(entry.id),
    type: 'Annotation',
    motivation: entry.kind === 'settlement' ? 'moderating' : answered === null ? 'commenting' : 'replying',
    creator: named(entry.by),
    ...moment('created', entry.at),
    ...(entry.kind === 'comment' && entry.editedAt ? moment('modified', entry.editedAt) : {}),
    ...(entry.kind === 'deleted' ? moment('modified', entry.deletedAt) : {}),
    ...(entry.kind === 'deleted' ? {} : { body: entryBodies(entry, frame) }),
    target: answered !== null && isThere ? idOf(answered) : claim,
  };
}

function entryBodies(entry: Exclude<ThreadEntry, { kind: 'deleted' }>, { words, text, language, own }: Frame): Body[] {
  switch (entry.kind) {
    case 'comment':
      return [written(entry.text, entry.replyTo === null ? 'commenting' : 'replying', own)];
    case 'settlement':
      return [
        inLanguage(entry.how, 'classifying', 'en'),
        inLanguage(words.settlements[entry.how], 'describing', language),
        written(entry.reason, 'commenting', own),
        ...(entry.wording === null ? [] : [written(entry.wording, 'editing', own)]),
      ];
    case 'reopening':
      return [inLanguage('reopened', 'classifying', 'en'), inLanguage(text.reopened, 'describing', language)].concat(
        written(entry.reason, 'replying', own),
      );
  }
}
