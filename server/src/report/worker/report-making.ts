import { gunzipSync } from 'node:zlib';
import { titleOf } from '@sanad/shared/article-text';
import type { ExportPhase } from '@sanad/shared/export';
import { makeReport, type Report } from '@sanad/shared/report';
import { selectFrom } from '@sanad/shared/report-choice';
import { readReport } from '@sanad/shared/report-reader';
import { hashOfText } from '../../signing/canonical-report.ts';
import { openTrail } from '../../sync/trail.ts';
import { rendererOf } from '../formats.ts';
import { ownLanguage } from '../own-language.ts';
import type { ArticleOrigin, MadeReport, ReportJob } from './report-job.ts';

/** Is told which phase begins. */
export type Tell = (phase: ExportPhase) => void;

/** Makes a report. The same job makes the same bytes. @throws whatever cannot be read or written */
export async function madeReport(job: ReportJob, tell: Tell): Promise<MadeReport> {
  const { of, format, choice, url } = job;
  tell('reading');
  const report = of.kind === 'article' ? reportOf(of, tell) : readReport(of.report);
  const language = job.language ?? ownLanguage(report);
  const isWhole = choice.verdicts === null && choice.threads;
  tell('writing');
  const written = async () => {
    if (of.kind === 'version' && isWhole && format === 'json') return { content: of.report };
    if (of.kind === 'version' && isWhole && format === 'html' && of.pages) {
      return { content: gunzipSync(of.pages[language]) };
    }
    const version = of.kind === 'version' ? of.signed : null;
    const render = await rendererOf(format);
    return await render(selectFrom(report, choice), { language, url, version });
  };
  const { content, leftOut = null } = { leftOut: null, ...(await written()) };
  return {
    bytes: bytesOf(content),
    title: report.article.title,
    language,
    confidential: report.counts.confidential !== undefined,
    digest: of.kind === 'version' ? hashOfText(of.report) : null,
    leftOut,
  };
}

function reportOf({ trail, context, names, confidential }: ArticleOrigin, tell: Tell): Report {
  const doc = openTrail(trail);
  try {
    tell('gathering');
    return makeReport(doc, {
      ...context,
      title: titleOf(doc) || context.title,
      nameOf: (person) => names.get(person) ?? person,
      ...(confidential ? { confidential } : {}),
    });
  } finally {
    doc.destroy();
  }
}

/** Bytes that are nobody else's, so that they can be handed on without being copied. */
function bytesOf(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  const { buffer } = content;
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === content.byteLength;
  return isAlone ? new Uint8Array(buffer) : new Uint8Array(content);
}
