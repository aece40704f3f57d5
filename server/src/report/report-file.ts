import { REPORT_FORMATS, type ReportFormatName } from '@sanad/shared/report-format';
import type { FastifyReply } from 'fastify';
import { attachment, fileNameOf } from './file-name.ts';
import { REPORT_POLICY } from './html.ts';
import type { MadeReport } from './worker/report-job.ts';

/** A report as a file: what it is called, and how a browser is given it. */
export interface ReportFile {
  readonly format: ReportFormatName;
  readonly name: string;
  /** The name for programs that know ASCII alone. */
  readonly ascii: string;
  readonly confidential: boolean;
  readonly bytes: Uint8Array;
}

/** The file of a report of `article`, or of its version `number`. One with what is confidential says so in its name. */
export function reportFile(
  { title, confidential, bytes }: Pick<MadeReport, 'title' | 'confidential' | 'bytes'>,
  {
    article,
    version,
    format,
  }: { readonly article: string; readonly version: number | null; readonly format: ReportFormatName },
): ReportFile {
  const { ending } = REPORT_FORMATS[format];
  const whole = `${confidential ? 'confidential.' : ''}${version === null ? '' : `v${version}.`}${ending}`;
  return { format, name: fileNameOf(title, whole), ascii: `sanad-${article}.${whole}`, confidential, bytes };
}

/** How a report is given: `page`: to be shown; `frame`: the same within a page of the desk; `file`: to be kept. */
export type Giving = 'page' | 'frame' | 'file';

/** Sends a report. It stays in no cache, being an unpublished story; what is shown as a page may do nothing but show itself. */
export function sendReport(reply: FastifyReply, file: ReportFile, as: Giving): FastifyReply {
  const { format, name, ascii, bytes } = file;
  reply.header('cache-control', 'private, no-store').type(REPORT_FORMATS[format].type);
  if (as === 'file') reply.header('content-disposition', attachment(name, ascii));
  if (format === 'html') {
    const frames = as === 'frame' ? "'self'" : "'none'";
    const policy = `${REPORT_POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors ${frames}`;
    reply.header('content-security-policy', policy);
    // In a frame it is apart from everything anyway, and browsers complain of a page that asks for it there.
    if (as === 'frame') reply.removeHeader('origin-agent-cluster');
  }
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
