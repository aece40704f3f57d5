import { coveredShare } from '@sanad/shared/coverage';
import { addressFault, evidenceName } from '@sanad/shared/evidence';
import type { Report, ReportClaim } from '@sanad/shared/report';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import { VERDICTS } from '@sanad/shared/verdict';
import { articleText, indented, isolated } from './markdown-blocks.ts';
import { linkOf, literal, literalLines } from './markdown-text.ts';
import { entryLine, judgementLine, type PlainWords, plainMoment, plainName, statesOf } from './plain-dossier.ts';
import type { Rendering } from './rendering.ts';
import { isHeld } from './spans.ts';
import { TEXT_WORDS } from './text-words.ts';
import { REPORT_WORDS } from './words.ts';

/**
 * The report as Markdown (CommonMark with footnotes): the article with a footnote for each claim behind its words, then what
 * is said of the report, the claims that are no longer in the text, and every verdict as it was given. Whatever was written
 * reads as it was written: no sign of it is Markdown or HTML. The only HTML are `<div dir>` around what runs the other way
 * than Markdown does.
 */
export function renderMarkdown(report: Report, { language, version }: Rendering): string {
  const plain: PlainWords = { words: REPORT_WORDS[language], text: TEXT_WORDS[language] };
  const { words, text } = plain;
  const { counts, claims } = report;
  const held = claims.filter(isHeld);
  const gone = claims.filter((claim) => !isHeld(claim));
  const signed =
    version && text.versionOf(version.number, plainMoment(version.signedAt), version.signedBy, version.hash);
  const notices = [
    ...(counts.confidential === undefined ? [] : [words.holdsConfidential(counts.confidential)]),
    ...(report.choice ? [text.narrowed] : []),
  ];
  const parts = [
    ...notices.map((notice) => `> **${literal(notice)}**`),
    articleText(report.article.blocks, held),
    '---',
    isolated(aboutReport(report, signed, plain), words.direction),
    ...(gone.length === 0
      ? []
      : [
          isolated(
            section(
              text.gone,
              gone.map((claim) => item(claim, plain)),
            ),
            words.direction,
          ),
        ]),
    isolated(ledger(report, plain), words.direction),
    ...held.map((claim) => footnote(claim, plain)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string {
  return [`## ${literal(title)}`, items.join('\n')].join('\n\n');
}

function aboutReport(report: Report, signed: string | null, { words, text }: PlainWords): string {
  const { article, counts, coverage } = report;
  const verdicts = VERDICTS.map((verdict) => `${words.verdicts[verdict]} ${counts[verdict]}`).join(' · ');
  const share = coverage.sentences === 0 ? null : Math.floor(coveredShare(coverage) * 100);
  const { address, site, byline, publishedAt } = article.source;
  const from = [site, byline, publishedAt].filter((part) => part.trim() !== '').map(literal);
  const lines = [
    literal(`${words.report}: ${article.title || words.untitled}`),
    ...(address !== '' || from.length > 0
      ? [[`${literal(text.publishedAt)}:`, ...(address === '' ? [] : [linked(address, address)]), ...from].join(' ')]
      : []),
    literal(`${words.exported}: ${plainMoment(report.exportedAt)} UTC · ${report.exportedBy}`),
    ...(signed ? [literal(signed)] : []),
    literal(`${words.total}: ${counts.total} · ${verdicts}`),
    literal(
      `${words.stale}: ${counts.stale} · ${words.detached}: ${counts.detached} · ${words.settled}: ${counts.settled} · ${words.evidencePieces}: ${counts.evidence}`,
    ),
    ...(share === null ? [] : [literal(`${words.coverage}: ${share}% (${coverage.sentences})`)]),
  ];
  return section(
    words.summary,
    lines.map((line) => `- ${line}`),
  );
}

/** Every verdict as it was given, claim by claim: who checked what, and when. */
function ledger({ claims }: Report, plain: PlainWords): string {
  const lines = claims.flatMap(({ number, judgements }) =>
    judgements.map((judgement) => `- ${literalLines(`${number} · ${judgementLine(judgement, plain)}`)}`),
  );
  const items =
    lines.length > 0 ? lines.map((line) => line.replaceAll('\n', '\n  ')) : [`- ${literal(plain.text.noLedger)}`];
  return section(plain.text.ledger, items);
}

function footnote(claim: ReportClaim, plain: PlainWords): string {
  const [first = '', ...others] = detailsOf(claim, plain);
  return [`[^${claim.number}]: ${indented(first, 4)}`, ...others.map((part) => `    ${indented(part, 4)}`)].join(
    '\n\n',
  );
}

function item(claim: ReportClaim, plain: PlainWords): string {
  const [first = '', ...others] = detailsOf(claim, plain);
  return [`- **${claim.number}** · ${indented(first, 2)}`, ...others.map((part) => `  ${indented(part, 2)}`)].join(
    '\n\n',
  );
}

/** What is said of a claim: paragraphs and lists, the verdict first. */
function detailsOf(claim: ReportClaim, plain: PlainWords): string[] {
  const { words, text } = plain;
  const { verdictBy, verdictAt, verdictQuote, quote, originalQuote, settlement, claimant } = claim;
  const last = claim.judgements.at(-1);
  const who =
    verdictBy === null
      ? `${words.markedOnly} ${plainName(claim.createdBy, claim.imported, plain)} · ${plainMoment(claim.createdAt)}`
      : `${plainName(verdictBy, last?.imported, plain)} · ${plainMoment(verdictAt ?? claim.createdAt)}`;
  const quoted = (label: string, said: string) => literalLines(`${label}: ${text.quoted(said)}`);
  const isJudgedElse = claim.stale && verdictQuote !== null && verdictQuote !== quote;
  const list = (items: readonly string[]) => items.map((each) => `- ${indented(each, 2)}`).join('\n');
  return [
    [`**${literal(words.verdicts[claim.verdict])}**`, ...[who, ...statesOf(claim, words)].map(literal)].join(' · '),
    literalLines(text.quoted(quote)),
    literalLines(claim.note),
    ...(isJudgedElse ? [quoted(words.judgedWords, verdictQuote)] : []),
    ...(originalQuote !== quote && originalQuote !== verdictQuote ? [quoted(words.originalWords, originalQuote)] : []),
    ...(claimant ? [`${literal(text.claimant)}: ${linked(claimant.name, claimant.address)}`] : []),
    ...(settlement
      ? [
          `**${literal(words.settlements[settlement.how])}** · ${literalLines(`${settlement.by} · ${plainMoment(settlement.at)} · ${settlement.reason}`)}`,
          ...(settlement.wording === null ? [] : [quoted(words.newWording, settlement.wording)]),
        ]
      : []),
    ...evidence(claim.evidence, words.evidence, plain, list),
    ...evidence(claim.confidential ?? [], words.confidential, plain, list),
    ...(claim.comments.length === 0
      ? []
      : [`${literal(text.thread)}:`, list(claim.comments.map((entry) => literalLines(entryLine(entry, plain))))]),
  ].filter((part) => part !== '');
}

function evidence(
  pieces: readonly ReportEvidence[],
  title: string,
  plain: PlainWords,
  list: (items: readonly string[]) => string,
): string[] {
  return pieces.length === 0 ? [] : [`${literal(title)}:`, list(pieces.map((piece) => pieceOf(piece, plain)))];
}

function pieceOf(piece: ReportEvidence, { words, text }: PlainWords): string {
  const about = [words.stances[piece.stance], words.kinds[piece.kind], piece.publisher, piece.locator]
    .concat(piece.accessed ? `${words.accessed} ${piece.accessed}` : [])
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(literal);
  const archived = piece.archive ? [linked(words.archived, piece.archive)] : [];
  const first = [linked(evidenceName(piece), piece.address), ...about, ...archived, literal(piece.by)].join(' · ');
  const rest = [piece.excerpt ? text.quoted(piece.excerpt) : '', piece.note].map(literalLines);
  return [first, ...rest.filter((part) => part !== '')].join('\\\n');
}

/** Words that lead to an address; the words alone where it is none to follow. */
function linked(words: string, address: string): string {
  return address !== '' && addressFault(address) === null ? linkOf(words, address) : literal(words);
}
