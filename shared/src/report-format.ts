// The formats that a report comes in.

interface ReportFormat {
  /** What the file's name ends with, without the dot; also the end of the address it is served at. */
  readonly ending: string;
  readonly type: string;
}

/** Every format of a report, by name. */
export const REPORT_FORMATS = {
  html: { ending: 'html', type: 'text/html; charset=utf-8' },
  docx: { ending: 'docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  pdf: { ending: 'pdf', type: 'application/pdf' },
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8' },
  md: { ending: 'md', type: 'text/markdown; charset=utf-8' },
  json: { ending: 'json', type: 'application/json; charset=utf-8' },
  jsonld: { ending: 'jsonld', type: 'application/ld+json; charset=utf-8' },
  claimreview: { ending: 'claimreview.json', type: 'application/ld+json; charset=utf-8' },
} as const satisfies Readonly<Record<string, ReportFormat>>;
export type ReportFormatName = keyof typeof REPORT_FORMATS;
