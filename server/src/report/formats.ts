import type { LeftOut } from '@sanad/shared/export';
import type { Report } from '@sanad/shared/report';
import { REPORT_FORMATS, type ReportFormatName } from '@sanad/shared/report-format';
import type { Rendering } from './rendering.ts';

/** A report as a file: text in UTF-8 or bytes, and the claims that the format has no place for. */
export interface Written {
  readonly content: string | Uint8Array;
  readonly leftOut?: readonly LeftOut[];
}

/** Writes reports in one format. The same report makes the same file. */
export type Renderer = (report: Report, rendering: Rendering) => Written | Promise<Written>;

/** How each format is written. What a format needs is loaded when it is asked for, in the thread that writes it. */
const RENDERERS: Readonly<Record<ReportFormatName, () => Promise<Renderer>>> = {
  html: async () => {
    const [{ renderHtml }, { loadReportFonts }] = await Promise.all([import('./html.ts'), import('./fonts.ts')]);
    const fonts = await loadReportFonts();
    return (report, rendering) => ({ content: renderHtml(report, rendering, fonts) });
  },
  docx: async () => {
    const { renderDocx } = await import('./docx.ts');
    return async (report, rendering) => ({ content: await renderDocx(report, rendering) });
  },
  pdf: async () => {
    const { renderPdf } = await import('./pdf/pdf.ts');
    return async (report, rendering) => ({ content: await renderPdf(report, rendering) });
  },
  csv: async () => {
    const { renderCsv } = await import('./csv.ts');
    return (report, rendering) => ({ content: renderCsv(report, rendering) });
  },
  md: async () => {
    const { renderMarkdown } = await import('./markdown.ts');
    return (report, rendering) => ({ content: renderMarkdown(report, rendering) });
  },
  jsonld: async () => {
    const { renderAnnotations } = await import('./annotations.ts');
    return (report, rendering) => ({ content: renderAnnotations(report, rendering) });
  },
  claimreview: async () => {
    const { claimReviews, renderClaimReview } = await import('./claim-review.ts');
    return (report, rendering) => {
      const quotes = new Map(report.claims.map(({ id, quote }) => [id, quote]));
      const leftOut = claimReviews(report, rendering).leftOut.map(
        ({ claim, number, reason }): LeftOut => ({ number, id: claim, quote: quotes.get(claim) ?? '', why: reason }),
      );
      return { content: renderClaimReview(report, rendering), leftOut };
    };
  },
  json: async () => (report) => ({ content: JSON.stringify(report, null, 2) }),
};

/** The formats that reports are made in here. */
export const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormatName[];

const loaded = new Map<ReportFormatName, Promise<Renderer>>();

/** What writes a format; loaded once. @throws RangeError for a format that nothing writes. */
export function rendererOf(format: ReportFormatName): Promise<Renderer> {
  const load = RENDERERS[format];
  if (!load) throw new RangeError(`nothing writes ${format}`);
  let renderer = loaded.get(format);
  if (!renderer) {
    renderer = load();
    loaded.set(format, renderer);
    renderer.catch(() => loaded.delete(format)); // what could not be loaded now may be there the next time
  }
  return renderer;
}
