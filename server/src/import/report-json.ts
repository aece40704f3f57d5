import { articleSchema } from '@sanad/shared/article';
import { directionOfBlock } from '@sanad/shared/direction';
import type { ImportRemark } from '@sanad/shared/import';
import type { Report, ReportClaim } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import type { ThreadEntry } from '@sanad/shared/thread';
import type { Node } from 'prosemirror-model';
import { type About, cleanText, type Imported } from './imported.ts';
import type { ImportedAside, ImportedClaim, ImportedEntry, ImportedPlace, Signature } from './imported-claim.ts';

/**
 * Makes an article of a report: the text as it stood, with its claims, verdicts, evidence and threads. A report is a file
 * that anybody can have written: its people stay names (see `outsiderId`), also where the desk has somebody of that name.
 * What is confidential in it is left out, since it is never in an article's document, and is told in a remark.
 * @throws RangeError when its text holds no words.
 */
export function articleOfReport(report: Report, about: About): Imported {
  const { article } = report;
  if (article.text.trim() === '') throw new RangeError('a report without words is no article');
  const language = about.language ?? article.language;
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
