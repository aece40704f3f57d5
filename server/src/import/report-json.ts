import { articleSchema } from '@sanad/shared/article';
import { CLAIM_LIMIT, NOTE_LIMIT } from '@sanad/shared/claim';
import { claimantShape } from '@sanad/shared/claimant';
import { directionOfBlock, guessLanguage } from '@sanad/shared/direction';
import { EVIDENCE_LIMIT, evidenceRequest } from '@sanad/shared/evidence';
import type { ImportRemark } from '@sanad/shared/import';
import { LANGUAGE_TAG } from '@sanad/shared/protocol';
import type { Report, ReportClaim } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import { COMMENT_LIMIT, REASON_LIMIT, THREAD_LIMIT, type ThreadEntry } from '@sanad/shared/thread';
import type { Node } from 'prosemirror-model';
import { type About, BLOCK_LIMIT, cleanText, type Imported, TooManyBlocks } from './imported.ts';
import type { ImportedAside, ImportedClaim, ImportedEntry, ImportedPlace, Signature } from './imported-claim.ts';
import { Unimportable } from './unimportable.ts';

/**
 * Makes an article of a report: the text as it stood, with its claims, verdicts, evidence and threads. A report is a file
 * that anybody can have written: its people stay names (see `outsiderId`), also where the desk has somebody of that name.
 * What is confidential in it is left out, since it is never in an article's document, and is told in a remark.
 * @throws RangeError when its text holds no words; Unimportable `no-report` for what no desk would have written: evidence that
 * could not be added, a comment without words.
 */
export function articleOfReport(report: Report, about: About): Imported {
  const { article } = report;
  if (article.text.trim() === '') throw new RangeError('a report without words is no article');
  if (!report.claims.every(isFit) || !article.blocks.every((block) => isSound(block)))
    throw new Unimportable('no-report');
  if (blocksIn(article.blocks) > BLOCK_LIMIT) throw new TooManyBlocks();
  // A tag that is none would keep every report of the article from being made.
  const language =
    about.language ?? (LANGUAGE_TAG.test(article.language) ? article.language : guessLanguage(article.text));
  const blocks = article.blocks.map(nodeOf);
  const [first] = blocks;
  const titled = first?.type.name === 'title';
  const title = cleanText(about.title ?? article.title)
    .replace(/\s+/g, ' ')
    .trim();
  const retitled = titled && about.title !== undefined && title !== '' && title !== first.textContent.trim();
  if (retitled)
    blocks[0] = articleSchema.node(
      'title',
      { dir: directionOfBlock(title, article.direction) },
      articleSchema.text(title),
    );
  const place = placer(article.text, retitled ? { from: first.content.size, to: title.length } : null);
  const secrets = report.claims.reduce((sum, { confidential }) => sum + (confidential?.length ?? 0), 0);
  const claims = report.claims.map((claim) => importedClaim(claim, place));
  const remarks: ImportRemark[] = [
    ...(claims.length > 0 ? [{ kind: 'claims', count: claims.length } as const] : []),
    ...(secrets > 0 ? [{ kind: 'confidential-left-out', count: secrets } as const] : []),
  ];
  return {
    content: articleSchema.node('doc', null, blocks),
    title: title || article.title,
    language,
    source: article.source,
    claims,
    asides: report.setAside.flatMap((aside): ImportedAside[] => {
      const held = place(aside.start, aside.end);
      return held ? [{ place: held, by: { named: aside.by, at: aside.at } }] : [];
    }),
    remarks,
  };
}

/** How deep a report's lists and quotes may be: deeper than any reader makes them, and no deeper than screens can draw. */
const DEPTH_LIMIT = 48;

/** Whether a block could have been written at a desk: its letters are letters, and it is not deeper than any article. */
function isSound(block: ReportBlock, depth = 0): boolean {
  if ('runs' in block) return block.runs.every(({ text }) => cleanText(text) === text && !text.includes('\n'));
  return depth < DEPTH_LIMIT && block.children.length > 0 && block.children.every((child) => isSound(child, depth + 1));
}

function blocksIn(blocks: readonly ReportBlock[]): number {
  return blocks.reduce((count, block) => count + 1 + ('runs' in block ? 0 : blocksIn(block.children)), 0);
}

/** Whether what gathers around a claim could have been written at a desk. */
function isFit({ quote, originalQuote, judgements, evidence, comments, claimant }: ReportClaim): boolean {
  const short = (text: string, most: number) => text.length <= most && !text.includes('\0');
  const told = (text: string, most: number) => text.trim() !== '' && short(text, most);
  return (
    [quote, originalQuote].every((words) => told(words, CLAIM_LIMIT)) &&
    judgements.every((given) => short(given.quote, CLAIM_LIMIT) && short(given.note, NOTE_LIMIT)) &&
    evidence.length <= EVIDENCE_LIMIT &&
    evidence.every(({ id: _id, by: _by, at: _at, ...said }) => evidenceRequest.safeParse(said).success) &&
    comments.length <= THREAD_LIMIT &&
    comments.every((entry) => {
      if (entry.kind === 'comment') return told(entry.text, COMMENT_LIMIT);
      if (entry.kind === 'deleted') return true;
      if (!told(entry.reason, REASON_LIMIT)) return false;
      return entry.kind === 'reopening' || (short(entry.quote, CLAIM_LIMIT) && short(entry.wording ?? '', CLAIM_LIMIT));
    }) &&
    (claimant === null || claimantShape.safeParse(claimant).success)
  );
}

function nodeOf(block: ReportBlock): Node {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
      return articleSchema.node(block.kind, { dir: block.direction }, textOf(block.runs, block.kind === 'title'));
    case 'heading':
      return articleSchema.node(
        'heading',
        { dir: block.direction, level: block.level ?? 2 },
        textOf(block.runs, false),
      );
    case 'quote':
      return articleSchema.node('blockquote', null, block.children.map(nodeOf));
    case 'bullet-list':
      return articleSchema.node('bullet_list', null, block.children.map(nodeOf));
    case 'ordered-list':
      return articleSchema.node('ordered_list', { order: block.order ?? 1 }, block.children.map(nodeOf));
    case 'item':
      return articleSchema.node('list_item', null, block.children.map(nodeOf));
  }
}

function textOf(runs: readonly ReportRun[], bare: boolean): Node[] {
  const { strong, em, link } = articleSchema.marks;
  return runs
    .filter(({ text }) => text !== '')
    .map((run) => {
      const marks = [
        ...(run.href !== undefined && link ? [link.create({ href: run.href })] : []),
        ...(run.em && em ? [em.create()] : []),
        ...(run.strong && strong ? [strong.create()] : []),
      ];
      return articleSchema.text(run.text, bare ? [] : marks);
    });
}

/** From code points of the report's text to UTF-16 units of the article's, whose title may be of another length. */
function placer(
  text: string,
  retitled: { readonly from: number; readonly to: number } | null,
): (start: number, end: number) => ImportedPlace | null {
  const units = new Int32Array(text.length + 1);
  let points = 0;
  let at = 0;
  for (const letter of text) {
    units[points++] = at;
    at += letter.length;
  }
  units[points] = at;
  return (start, end) => {
    if (!(start >= 0 && start < end && end <= points)) return null;
    const place = { start: units[start] as number, end: units[end] as number };
    if (!retitled) return place;
    if (place.start < retitled.from) return null; // it was about the title's own words
    const moved = retitled.to - retitled.from;
    return { start: place.start + moved, end: place.end + moved };
  };
}

function importedClaim(claim: ReportClaim, place: (start: number, end: number) => ImportedPlace | null): ImportedClaim {
  const { prefix, suffix } = claim;
  const held = claim.start === null || claim.end === null ? null : place(claim.start, claim.end);
  const changed = claim.originalQuote !== claim.quote;
  return {
    place: held,
    recovered: claim.attachment === 'recovered',
    quote: held ? null : { exact: claim.quote, prefix, suffix },
    original: changed ? { exact: claim.originalQuote, prefix, suffix } : null,
    made: { named: claim.createdBy, at: claim.createdAt },
    judgements: claim.judgements.map(({ verdict, note, quote, by, at }) => ({
      verdict,
      note,
      quote,
      by: { named: by, at },
    })),
    evidence: claim.evidence.map(importedEvidence),
    entries: importedEntries(claim.comments),
    claimant: claim.claimant,
  };
}

function importedEvidence({ id: _id, by, at, ...said }: ReportEvidence): ImportedClaim['evidence'][number] {
  return { ...said, signature: { named: by, at } };
}

function importedEntries(comments: readonly ThreadEntry[]): ImportedEntry[] {
  const entries: ImportedEntry[] = [];
  const indexOf = new Map<string, number>();
  for (const comment of comments) {
    const by: Signature = { named: comment.by, at: comment.at };
    const entry = importedEntry(comment, by, indexOf);
    if (!entry) continue;
    indexOf.set(comment.id, entries.length);
    entries.push(entry);
  }
  return entries;
}

function importedEntry(
  comment: ThreadEntry,
  by: Signature,
  indexOf: ReadonlyMap<string, number>,
): ImportedEntry | null {
  switch (comment.kind) {
    case 'comment': {
      const replyTo = comment.replyTo === null ? null : (indexOf.get(comment.replyTo) ?? null);
      return { kind: 'comment', text: comment.text, replyTo, by };
    }
    case 'settlement': {
      const { how, reason, wording, quote } = comment;
      return { kind: 'settlement', how, reason, wording, quote, by };
    }
    case 'reopening': {
      const of = indexOf.get(comment.of);
      return of === undefined ? null : { kind: 'reopening', of, reason: comment.reason, by };
    }
    case 'deleted':
      return null;
  }
}
