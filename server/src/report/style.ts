import { VERDICTS, type Verdict } from '@sanad/shared/verdict';

/** The line under the words of each verdict, as CSS names it. */
const LINES: Readonly<Record<Verdict, string>> = {
  verified: 'solid',
  disputed: 'double',
  unsourced: 'dotted',
  unchecked: 'dashed',
};

/** How many lines under the words are told apart; a claim further down takes the last. */
export const LINE_COUNT = 6;

/** The colours of a report. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly rule: string;
  readonly accent: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
}

/** The colours by day, and on paper. */
export const DAY: Palette = {
  paper: '#ffffff',
  ink: '#1c1b19',
  soft: '#55524b',
  rule: '#d9d4c8',
  accent: '#0f5c61',
  verdicts: { unchecked: '#3d4b5a', verified: '#267853', disputed: '#8c1218', unsourced: '#8a5a00' },
};
const NIGHT: Palette = {
  paper: '#171614',
  ink: '#e9e6df',
  soft: '#b3aea3',
  rule: '#3a3732',
  accent: '#72bfc0',
  verdicts: { unchecked: '#a3b8d4', verified: '#8fe3b6', disputed: '#e2736c', unsourced: '#e8b044' },
};

function properties({ verdicts, ...others }: Palette): string {
  return Object.entries({ ...others, ...verdicts })
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');
}

const verdictRules = VERDICTS.map((verdict) => `.${verdict}{--v:var(--${verdict});--line:${LINES[verdict]}}`).join(
  '\n',
);

// The lines start below the line of a link and far enough apart for a double one.
const lineRules = Array.from(
  { length: LINE_COUNT },
  (_, line) => `.l${line}{text-underline-offset:${(0.36 + line * 0.24).toFixed(2)}em}
.h${line}{--more:${Math.max(0, line - 1) * 0.24}}`,
).join('\n');

/** The report's style sheet: on screen by day and by night, and on A4. Everything but the fonts. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;${properties(DAY)}}
@media screen and (prefers-color-scheme:dark){:root{${properties(NIGHT)}}}
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 1.5rem 4rem;max-width:64rem;background:var(--paper);color:var(--ink);font:1rem/1.6 "Noto Naskh Arabic","Source Serif 4",Georgia,serif;font-synthesis-style:none;font-variant-numeric:lining-nums}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
bdi,time{unicode-bidi:isolate}
header,section,footer{max-width:46rem;margin-inline:auto}
.wide{max-width:none}
h1,h2,h3,h4{line-height:1.45;text-wrap:balance}
.chrome{margin:3rem 0 1rem;padding-block-end:.4rem;border-block-end:1px solid var(--rule);font-size:1.05rem;font-weight:700;color:var(--soft)}
.brand{margin:0 0 1.5rem;display:flex;gap:.6rem;align-items:baseline;color:var(--soft)}
.brand b{color:var(--accent);font-size:1.35rem}
.data{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(13rem,45%),1fr));gap:.75rem 1.5rem;margin:0;font-size:.9375rem}
.data dt{color:var(--soft);font-size:.8125rem}
.data dd{margin:0;overflow-wrap:anywhere}
.bar{display:flex;gap:2px;height:10px;margin:0 0 1.25rem;border-radius:3px;overflow:hidden}
.bar i{min-width:4px;background:var(--v)}
.bar .disputed{background:repeating-linear-gradient(90deg,var(--v) 0 5px,color-mix(in srgb,var(--v) 62%,var(--paper)) 5px 7px)}
.bar .unsourced{background:repeating-linear-gradient(45deg,var(--v) 0 3px,color-mix(in srgb,var(--v) 55%,var(--paper)) 3px 6px)}
.bar .unchecked{background:color-mix(in srgb,var(--v) 45%,var(--paper))}
.bar .touched{background:var(--accent)}
.bar .setAside{background:repeating-linear-gradient(45deg,var(--soft) 0 2px,var(--rule) 2px 5px)}
.bar .untouched{background:var(--rule)}
.cover{margin:1.5rem 0 .6rem;font-size:1rem}
.counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(13rem,100%),1fr));gap:.6rem 1rem;margin:0;padding:0;list-style:none}
.counts li{display:flex;gap:.55rem;align-items:baseline}
.counts b{min-width:1.6em;font-variant-numeric:tabular-nums lining-nums}
.counts .sum{color:var(--soft)}
.guide{margin:1.25rem 0 0;color:var(--soft);font-size:.875rem}
.sign{inline-size:.85em;block-size:.85em;vertical-align:-.06em;fill:none;stroke:var(--v,currentColor);stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.t{font-size:1.2rem;line-height:1.75;overflow-wrap:break-word}
.t:lang(ar),.t:lang(fa),.t:lang(ur){font-size:1.3rem;line-height:1.95}
.t p,.t h1,.t h2,.t h3,.t h4{white-space:pre-wrap;text-align:start;line-height:calc(1.75em + var(--more,0)*1em)}
.t:lang(ar) :is(p,h1,h2,h3,h4){line-height:calc(1.95em + var(--more,0)*1em)}
.t p{margin:0 0 .9em}
.t h1{margin:0 0 1em;font-size:1.55em}
.t h2{font-size:1.3em;margin:1.5em 0 .6em}
.t h3{font-size:1.15em;margin:1.4em 0 .5em}
.t h4{font-size:1em;margin:1.3em 0 .4em}
.t blockquote{margin:1.2em 0;padding-inline-start:1.2em;border-inline-start:3px solid var(--rule)}
.t ul,.t ol{padding-inline-start:1.6em;margin:0 0 .9em}
.t li p{margin-block-end:.35em}
.t a[rel]{text-decoration:underline .06em;text-underline-offset:.16em}
:lang(ar) em{font-weight:700}
.m{text-decoration:underline var(--line) var(--v) .085em;text-decoration-skip-ink:none}
.g{background:color-mix(in srgb,var(--v) 9%,transparent)}
.g.stale{background:repeating-linear-gradient(-45deg,color-mix(in srgb,var(--v) 5%,transparent) 0 4px,color-mix(in srgb,var(--v) 20%,transparent) 4px 5.5px)}
.m.stale{text-decoration-color:color-mix(in srgb,var(--v) 60%,transparent)}
.m:target{background:color-mix(in srgb,var(--v) 24%,transparent)}
${verdictRules}
${lineRules}
.n{margin-inline:.12em .1em;font:700 .58em/1 "Source Serif 4",Georgia,serif;vertical-align:.62em;white-space:nowrap;unicode-bidi:isolate;user-select:none;-webkit-user-select:none}
.n a{color:var(--v);text-decoration:none;padding:.15em .1em}
.n a:hover{text-decoration:underline}
.n .sign{margin-inline-start:.08em}
table{inline-size:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.6}
th{padding:.45rem .6rem;text-align:start;vertical-align:bottom;color:var(--soft);font-size:.8125rem;border-block-end:2px solid var(--rule)}
td{padding:.65rem .6rem;text-align:start;vertical-align:top;border-block-end:1px solid var(--rule)}
tbody tr:target{background:color-mix(in srgb,var(--accent) 9%,transparent)}
.no{inline-size:2.6rem;font-variant-numeric:tabular-nums lining-nums;font-weight:700}
.quote{white-space:pre-line;overflow-wrap:anywhere}
.quote:lang(ar){font-size:1.05em;line-height:1.75}
.was{margin:.35rem 0 0;color:var(--soft);font-size:.9em}
.was span{display:block}
.words{inline-size:36%}
.verdict{min-inline-size:9.5rem;white-space:nowrap}
.verdict b{color:var(--v)}
.flag{display:flex;gap:.35rem;margin-block-start:.3rem;max-inline-size:11rem;font-size:.8125rem;line-height:1.4;white-space:normal;color:var(--ink)}
.flag .sign{flex:none;margin-block-start:.22em}
.note{white-space:pre-line;overflow-wrap:anywhere;min-inline-size:9rem}
.by{min-inline-size:6.5rem}
.when{white-space:nowrap;font-variant-numeric:tabular-nums lining-nums}
.soft{color:var(--soft)}
tr:has(+ .more) td{border-block-end:0}
.more td{padding-block-start:0}
.settled,.evidence{margin-block-end:.5rem}
.settled .note,.settled .was{margin-block-start:.2rem}
.evidence ul{margin:.25rem 0 0;padding:0;list-style:none}
.evidence li{display:flex;gap:.5rem;margin-block-end:.5rem}
.evidence li>.sign{flex:none;margin-block-start:.38em}
.evidence li>div{min-inline-size:0;overflow-wrap:anywhere}
.evidence blockquote{margin:.25rem 0;padding-inline-start:.8em;border-inline-start:2px solid var(--rule);white-space:pre-line}
.address{display:block;inline-size:fit-content;max-inline-size:100%;color:var(--soft);font-size:.8125rem}
.claimant,.judged,.thread{margin-block-end:.5rem}
.judged ol,.thread ol,.gave ul{margin:.25rem 0 0;padding:0;list-style:none}
.judged li,.thread li{margin-block-end:.3rem}
.judged li .note,.thread li .note{margin-block-start:.1rem}
.thread li{padding-inline-start:.8em;border-inline-start:2px solid var(--rule)}
.thread .reply{margin-inline-start:1.2em}
.verdict-name,.gave b{color:var(--v)}
.gave li{display:flex;flex-wrap:wrap;gap:0 .5em}
.gave b{white-space:nowrap}
.numbers{overflow-wrap:anywhere;font-variant-numeric:tabular-nums lining-nums}
.initials{display:inline-block;padding-inline:.35em;border:1px solid var(--rule);border-radius:3px;color:var(--soft);font-size:.8125em;line-height:1.5;white-space:nowrap}
.asides{margin:0;padding-inline-start:1.6em}
.asides li{margin-block-end:.6rem}
.asides .soft{font-size:.8125rem}
.narrowed,.seal{padding:.5rem .7rem;border:1px solid var(--rule);border-radius:4px}
.seal code{overflow-wrap:anywhere;font:.8125em/1.6 ui-monospace,monospace}
.secret{padding:.5rem .7rem;border:2px solid var(--ink);border-radius:4px}
p.secret{font-weight:700}
footer{margin-block-start:3rem;padding-block-start:.8rem;border-block-start:1px solid var(--rule);color:var(--soft);font-size:.8125rem}
@media screen and (max-width:720px){
body{padding:1.5rem 1rem 3rem}
.t,.t:lang(ar){font-size:1.15rem}
thead{position:absolute;clip-path:inset(50%);inline-size:1px;block-size:1px;overflow:hidden}
table,tbody,tr,td{display:block;inline-size:auto}
tr{padding-block:.8rem;border-block-end:1px solid var(--rule)}
td{padding:.15rem 0;border:0}
td[data-label]::before{content:attr(data-label);margin-inline-end:.5em;color:var(--soft);font-size:.8125rem}
.words,.verdict{inline-size:auto}
.verdict{display:flex;flex-wrap:wrap;gap:.1rem .8rem}
.flag{max-inline-size:none}
td:empty{display:none}
.more{padding-block-start:0}
tr:has(+ .more){border-block-end:0}
}
@page{size:A4;margin:18mm 17mm 20mm;@bottom-center{content:counter(page) " / " counter(pages);font:9pt "Source Serif 4",Georgia,serif;color:#55524b;direction:ltr}}
@media print{
:root{color-scheme:light}
html{font-size:10.5pt}
body{max-width:none;padding:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}
header,section,footer{max-width:none}
a{color:inherit}
.t,.t:lang(ar){font-size:12.5pt}
.t p,.t li{orphans:2;widows:2}
h1,h2,h3,h4,.chrome{break-after:avoid}
.counts,.data,.bar{break-inside:avoid}
thead{display:table-header-group}
tr:not(.more),.evidence li,.settled,.asides li,.thread li,.judged li,.seal{break-inside:avoid}
tr:has(+ .more){break-after:avoid}
table{font-size:9.5pt}
.verdict{min-inline-size:8rem}
.note{min-inline-size:7rem}
footer{break-inside:avoid}
}
`.trim();
