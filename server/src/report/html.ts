import { isSafeAddress } from '@sanad/shared/article';
import { coveredShare } from '@sanad/shared/coverage';
import { withoutHiddenSigns } from '@sanad/shared/hidden-signs';
import type { Report, ReportClaim } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';
import { VERDICTS } from '@sanad/shared/verdict';
import { claimTable } from './claim-table.ts';
import { facesFor, fontFaceRule, type ReportFonts } from './fonts.ts';
import { escapeHtml } from './markup.ts';
import { moment, type Page } from './page.ts';
import { asideList } from './page-asides.ts';
import { pageHead } from './page-head.ts';
import { ledgerTable } from './page-ledger.ts';
import { PAGE_WORDS } from './page-words.ts';
import type { Rendering } from './rendering.ts';
import { SIGNS, sign } from './signs.ts';
import { type HeldClaim, isHeld, linesOf, piecesOf, type TextBlock } from './spans.ts';
import { LINE_COUNT, REPORT_STYLE } from './style.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';

/** What a report may do in a browser: show itself. */
export const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

/**
 * The report as one HTML document that asks the network for nothing: the text with its claims, and the table of claims,
 * linked both ways. The language is of the report's own words; the article keeps its language and direction.
 */
export function renderHtml(report: Report, rendering: Rendering, fonts: ReportFonts): string {
  const { language, version } = rendering;
  const words = REPORT_WORDS[language];
  const held = report.claims.filter(isHeld);
  const page: Page = {
    report,
    words,
    more: PAGE_WORDS[language],
    held,
    lines: linesOf(held),
    initials: new Map(),
    version,
  };
  const claims = [claimTable(page), ledgerTable(page), asideList(page)].filter((part) => part !== '');
  const parts = [pageHead(page), '<main>', summary(page), article(page), ...claims, '</main>', footer(page)];
  const body = parts.join('\n');
  // A window's title has no way to keep the turn of a sign within it.
  const title = withoutHiddenSigns(report.article.title).text || words.untitled;
  const emphasis = report.article.blocks.some(hasEmphasis);
  const faces = facesFor(body, fonts).filter(({ style }) => style === 'normal' || emphasis);
  return `<!doctype html>
<html lang="${language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(REPORT_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(`${title} · ${words.report}`)}</title>
<style>
${faces.map(fontFaceRule).join('\n')}
${REPORT_STYLE}
</style>
</head>
<body>
${SIGNS}
${body}
</body>
</html>
`;
}

function hasEmphasis(block: ReportBlock): boolean {
  return 'runs' in block ? block.runs.some((run) => run.em) : block.children.some(hasEmphasis);
}

// ---- what it comes to ----

const JUDGED_FIRST = [...VERDICTS.filter((verdict) => verdict !== 'unchecked'), 'unchecked'] as const;

function summary(page: Page): string {
  const { report, words } = page;
  const { counts } = report;
  const present = JUDGED_FIRST.filter((verdict) => counts[verdict] > 0);
  const bar = present.map((verdict) => `<i class="${verdict}" style="flex:${counts[verdict]}"></i>`).join('');
  const verdicts = JUDGED_FIRST.map(
    (verdict) =>
      `<li class="${verdict}"><b>${counts[verdict]}</b>${sign(verdict)}<span class="m g l0 ${verdict}">${words.verdicts[verdict]}</span></li>`,
  );
  return `<section aria-labelledby="h-summary">
<h2 class="chrome" id="h-summary">${words.summary}</h2>
${present.length > 0 ? `<div class="bar" aria-hidden="true">${bar}</div>\n` : ''}<ul class="counts">
${verdicts.join('\n')}
<li class="unchecked"><b>${counts.stale}</b>${sign('stale')}<span class="g stale">${words.stale}</span></li>
<li class="unchecked"><b>${counts.detached}</b>${sign('detached')}<span>${words.detached}</span></li>
<li class="unchecked"><b>${counts.settled}</b>${sign('settled')}<span>${words.settled}</span></li>
<li class="unchecked"><b>${counts.evidence}</b>${sign('context')}<span>${words.evidencePieces}</span></li>
<li class="sum"><b>${counts.total}</b><span>${words.total}</span></li>
</ul>
${coverage(page)}<p class="guide">${words.guide}</p>
</section>`;
}

/** How many of the sentences were looked at; nothing for an article without any. */
function coverage({ report, words }: Page): string {
  const { sentences, touched, setAside, untouched } = report.coverage;
  if (sentences === 0) return '';
  // Rounded down: the whole is said only of the whole.
  const share = Math.floor(coveredShare(report.coverage) * 100) / 100;
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  const parts = (['touched', 'setAside', 'untouched'] as const).filter((part) => report.coverage[part] > 0);
  const bar = parts.map((part) => `<i class="${part}" style="flex:${report.coverage[part]}"></i>`).join('');
  return `<h3 class="cover">${words.coverage} <bdi>${percent}</bdi></h3>
<div class="bar" aria-hidden="true">${bar}</div>
<ul class="counts">
<li><b>${touched}</b><span>${words.touched}</span></li>
<li><b>${setAside}</b><span>${words.setAside}</span></li>
<li><b>${untouched}</b><span>${words.untouched}</span></li>
<li class="sum"><b>${sentences}</b><span>${words.sentences}</span></li>
</ul>
`;
}

// ---- the text ----

function article(page: Page): string {
  const { article } = page.report;
  const blocks = article.blocks.map((block) => renderBlock(block, page)).join('\n');
  return `<section aria-labelledby="h-text">
<h2 class="chrome" id="h-text">${page.words.text}</h2>
<div class="t" lang="${escapeHtml(article.language)}" dir="${article.direction}">
${blocks}
</div>
</section>`;
}

function renderBlock(block: ReportBlock, page: Page): string {
  if ('runs' in block) return renderTextBlock(block, page);
  const inner = block.children.map((child) => renderBlock(child, page)).join('\n');
  switch (block.kind) {
    case 'quote':
      return `<blockquote>\n${inner}\n</blockquote>`;
    case 'bullet-list':
      return `<ul>\n${inner}\n</ul>`;
    case 'ordered-list':
      return `<ol${block.order !== undefined && block.order !== 1 ? ` start="${block.order}"` : ''}>\n${inner}\n</ol>`;
    case 'item':
      return `<li>${inner}</li>`;
  }
}

function renderTextBlock(block: TextBlock, page: Page): string {
  const tag = block.kind === 'title' ? 'h1' : block.kind === 'heading' ? `h${block.level ?? 2}` : 'p';
  let lowest = 0;
  const inner = piecesOf(block, page.held)
    .map((piece) => {
      if (piece.kind === 'number') return numberOf(piece.claim, page.words);
      let html = escapeHtml(piece.text);
      for (const [i, claim] of [...piece.claims].reverse().entries()) {
        const line = Math.min(page.lines.get(claim.id) ?? 0, LINE_COUNT - 1);
        lowest = Math.max(lowest, line);
        const id = piece.opens.includes(claim) ? ` id="t${claim.number}"` : '';
        // Only the innermost claim tints the ground: mixed tints would say a fifth thing.
        const ground = i === 0 ? ' g' : '';
        html = `<span${id} class="m ${claim.verdict} l${line}${ground}${claim.stale ? ' stale' : ''}">${html}</span>`;
      }
      return formatted(html, piece.run);
    })
    .join('');
  return `<${tag} dir="${block.direction}" class="h${lowest}">${inner}</${tag}>`;
}

function formatted(html: string, { strong, em, href }: ReportRun): string {
  let out = html;
  if (em) out = `<em>${out}</em>`;
  if (strong) out = `<strong>${out}</strong>`;
  if (href !== undefined && isSafeAddress(href)) {
    out = `<a href="${escapeHtml(href.trim())}" rel="noopener noreferrer nofollow">${out}</a>`;
  }
  return out;
}

function numberOf(claim: HeldClaim, words: ReportWords): string {
  const label = words.claimLink(claim.number, verdictLabel(claim, words));
  const stale = claim.stale ? sign('stale') : '';
  return `<sup class="n ${claim.verdict}" dir="ltr"><a href="#c${claim.number}" aria-label="${escapeHtml(label)}">${claim.number}${sign(claim.verdict)}${stale}</a></sup>`;
}

function verdictLabel(claim: ReportClaim, words: ReportWords): string {
  return claim.stale ? `${words.verdicts[claim.verdict]} · ${words.tagStale}` : words.verdicts[claim.verdict];
}

function footer({ report, words }: Page): string {
  return `<footer>${words.brand} · ${words.exported}: ${moment(report.exportedAt, words)} · ${words.exportedBy}: <bdi>${escapeHtml(report.exportedBy)}</bdi></footer>`;
}
