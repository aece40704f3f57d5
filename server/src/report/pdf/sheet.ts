import { coveredShare } from '@sanad/shared/coverage';
import type { Direction } from '@sanad/shared/direction';
import type { Report } from '@sanad/shared/report';
import { VERDICTS, type Verdict } from '@sanad/shared/verdict';
import type { Rendering } from '../rendering.ts';
import { DAY, type Palette } from '../style.ts';
import { REPORT_WORDS } from '../words.ts';
import { entriesOf, linkOf, type SetEntry } from './entries.ts';
import type { PaperFaces } from './faces.ts';
import { Ink } from './ink.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { markedText, type SetBlock } from './marked-text.ts';
import { dayOf, momentOf, type Paper, type Voiced, voiced, voicedAs } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

/** A line of the head of the report: what it is, the words, and where they lead. */
export interface HeadRow {
  readonly label: string;
  readonly words: Voiced;
  readonly link: string | null;
}

/** Everything a report on paper is set from: plain values, every text literal and ready for the fonts. */
export interface Sheet {
  readonly title: string;
  readonly heading: Voiced;
  readonly running: Voiced;
  readonly lang: string;
  readonly dir: Direction;
  readonly textLang: string;
  readonly textDir: Direction;
  /** Year, month, day, hour, minute, second, in UTC; null where the report has no moment. */
  readonly date: readonly number[] | null;
  readonly palette: Palette;
  readonly words: Readonly<Record<string, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly head: readonly HeadRow[];
  /** What is said over everything else. */
  readonly warnings: readonly string[];
  readonly secret: boolean;
  readonly remarks: readonly string[];
  readonly counts: readonly { readonly kind: string; readonly label: string; readonly count: number }[];
  readonly coverage: {
    readonly percent: string;
    readonly parts: readonly { readonly kind: string; readonly label: string; readonly count: number }[];
    readonly sentences: number;
  } | null;
  readonly blocks: readonly SetBlock[];
  readonly entries: readonly SetEntry[];
  readonly ledger: Ledger;
}

const JUDGED_FIRST = [...VERDICTS.filter((verdict) => verdict !== 'unchecked'), 'unchecked'] as const;
const RUNNING = 70;

/** Turns a report into what its pages are set from. */
export function sheetOf(report: Report, { language, url, version }: Rendering, faces: PaperFaces): Sheet {
  const words = REPORT_WORDS[language];
  const own = PAPER_WORDS[language];
  const ink = new Ink(faces);
  const paper: Paper = { report, words, own, ink };
  const { article, counts } = report;
  const name = article.title.trim() || words.untitled;
  const { blocks, begun } = markedText(report, ink);
  const entries = entriesOf(paper, begun);
  const ledger = ledgerOf(paper);
  const head = headOf(paper, url, version);
  const heading = voiced(name, article.direction, paper);
  const at = new Date(report.exportedAt);
  return {
    title: ink.whole(`${name} · ${words.report}`.replaceAll('\n', ' ')),
    heading,
    running: voiced(runningTitle(name), article.direction, paper),
    lang: language,
    dir: words.direction,
    textLang: /^[a-z]{2,3}(?=-|$)/.exec(article.language.toLowerCase())?.[0] ?? language,
    textDir: article.direction,
    date: Number.isNaN(at.getTime())
      ? null
      : [
          at.getUTCFullYear(),
          at.getUTCMonth() + 1,
          at.getUTCDate(),
          at.getUTCHours(),
          at.getUTCMinutes(),
          at.getUTCSeconds(),
        ],
    palette: DAY,
    words: { ...stringsOf(words), ...stringsOf(own) },
    verdicts: words.verdicts,
    head,
    warnings: counts.confidential === undefined ? [] : [words.holdsConfidential(counts.confidential)],
    secret: counts.confidential !== undefined,
    remarks: [
      ...(report.choice ? [own.narrowed(chosen(report, words.verdicts), report.choice.threads)] : []),
      ...(ink.shapeless > 0 ? [own.unprintable(ink.shapeless)] : []),
    ],
    counts: [
      ...JUDGED_FIRST.map((verdict) => ({ kind: verdict, label: words.verdicts[verdict], count: counts[verdict] })),
      { kind: 'stale', label: words.stale, count: counts.stale },
      { kind: 'detached', label: words.detached, count: counts.detached },
      { kind: 'settled', label: words.settled, count: counts.settled },
      { kind: 'evidence', label: words.evidencePieces, count: counts.evidence },
      { kind: 'total', label: words.total, count: counts.total },
    ],
    coverage: coverageOf(paper),
    blocks,
    entries,
    ledger,
  };
}

function chosen({ choice }: Report, names: Readonly<Record<Verdict, string>>): string | null {
  return choice?.verdicts ? choice.verdicts.map((verdict) => names[verdict]).join(' · ') : null;
}

/** The title as it fits over a page. */
function runningTitle(name: string): string {
  const letters = Array.from(new Intl.Segmenter('en').segment(name.replace(/\s+/g, ' ')), ({ segment }) => segment);
  return letters.length <= RUNNING ? letters.join('') : `${letters.slice(0, RUNNING).join('')}…`;
}

function stringsOf(words: object): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => typeof value === 'string'));
}

function headOf(paper: Paper, url: string, version: Rendering['version']): HeadRow[] {
  const { report, words, own } = paper;
  const { article } = report;
  const row = (label: string, text: string, address = ''): HeadRow => ({
    label,
    words: text === address ? voicedAs('ltr', text, paper) : voiced(text, words.direction, paper),
    link: linkOf(address),
  });
  const given = (label: string, text: string, address = '') => (text.trim() ? [row(label, text, address)] : []);
  const { source } = article;
  return [
    row(words.language, languageName(article.language, words.locale)),
    row(words.created, momentOf(article.createdAt, paper, 'long')),
    row(words.changed, momentOf(article.changedAt, paper, 'long')),
    row(words.exported, momentOf(report.exportedAt, paper, 'long')),
    row(words.exportedBy, report.exportedBy),
    row(words.articleId, article.id),
    ...given(own.source, source.site || source.address, source.address),
    ...(source.site ? given(own.address, source.address, source.address) : []),
    ...given(own.byline, source.byline),
    ...(source.publishedAt ? [row(own.published, publishedOf(source.publishedAt, paper))] : []),
    ...given(own.file, source.file),
    ...given(own.atDesk, url, url),
    ...(version
      ? [
          row(own.version(version.number), momentOf(version.signedAt, paper, 'long')),
          row(own.signed, version.signedBy),
          row(own.hash, version.hash),
        ]
      : []),
  ];
}

const publishedOf = (at: string, paper: Paper) => (at.includes('T') ? momentOf(at, paper, 'long') : dayOf(at, paper));

function languageName(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // not a language tag at all: shown as it was given
  }
}

/** How many of the sentences were looked at; null for an article without any. */
function coverageOf({ report, words }: Paper): Sheet['coverage'] {
  const { coverage } = report;
  if (coverage.sentences === 0) return null;
  // Rounded down: the whole is said only of the whole.
  const share = Math.floor(coveredShare(coverage) * 100) / 100;
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    percent: percent.format(share),
    parts: (['touched', 'setAside', 'untouched'] as const).map((kind) => ({
      kind,
      label: words[kind],
      count: coverage[kind],
    })),
    sentences: coverage.sentences,
  };
}
