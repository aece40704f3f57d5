import type { Confidentials } from '@sanad/shared/confidential';
import type { ExportStep, LeftOut } from '@sanad/shared/export';
import type { ReportChoice, ReportContext } from '@sanad/shared/report';
import type { ReportFormatName } from '@sanad/shared/report-format';
import type { Signed } from '@sanad/shared/version';
import type { ReportLanguage } from '../words.ts';

/** An article as it is stored: its updates in their order, and what a report needs besides. */
export interface ArticleOrigin {
  readonly kind: 'article';
  readonly trail: readonly Uint8Array[];
  readonly context: Omit<ReportContext, 'nameOf' | 'confidential'>;
  /** Person id -> name. */
  readonly names: ReadonlyMap<string, string>;
  /** What is confidential, by claim; null for a report without it. */
  readonly confidential: Confidentials['claims'] | null;
}

/** A version that was signed off: its stored report, and the pages that were stored with it, gzipped, where they hold. */
export interface VersionOrigin {
  readonly kind: 'version';
  readonly report: string;
  readonly pages: Readonly<Record<ReportLanguage, Uint8Array>> | null;
  /** `signedBy` is a name. */
  readonly signed: Signed;
}

/** One report to be made. Holds nothing but what can go from thread to thread. */
export interface ReportJob {
  readonly of: ArticleOrigin | VersionOrigin;
  readonly format: ReportFormatName;
  /** Of the report's own words; null: the article's, or one that runs as it does. */
  readonly language: ReportLanguage | null;
  readonly choice: ReportChoice;
  /** See `Rendering`. */
  readonly url: string;
}

/** A report that was made. */
export interface MadeReport {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly title: string;
  readonly language: ReportLanguage;
  /** Whether what is confidential is in it. */
  readonly confidential: boolean;
  /** Of a version: SHA-256 of the stored report it was made from, in hex. */
  readonly digest: string | null;
  readonly leftOut: readonly LeftOut[] | null;
}

/** What the thread says while it works; the last is one of `made` and `failed`. */
export type Told =
  | { readonly kind: 'step'; readonly step: ExportStep }
  | { readonly kind: 'made'; readonly report: MadeReport }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
