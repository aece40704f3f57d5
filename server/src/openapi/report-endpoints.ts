import { exportLine, exportRequest, reportQuery } from '@sanad/shared/export';
import { REPORT_FORMATS } from '@sanad/shared/report-format';
import { FORMATS } from '../report/formats.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';

/** The reports of articles and of their versions, in every format, and having them made. */
export const reportEndpoints: Endpoints = {
  ...Object.fromEntries(
    FORMATS.flatMap((format): [string, Endpoint][] => {
      const { ending, type } = REPORT_FORMATS[format];
      const answer = { type: type.split(';')[0] ?? type };
      const what = `The report as ${ending}`;
      return [
        [`GET /api/articles/:id/report.${ending}`, { does: `${what}.`, query: reportQuery, answer }],
        [
          `GET /api/articles/:id/versions/:number/report.${ending}`,
          { does: `${what}, of a version that was signed off.`, query: reportQuery, answer },
        ],
      ];
    }),
  ),
  'POST /api/articles/:id/exports': {
    does: 'Has a report made and tells how far it is, a line of JSON each (application/x-ndjson); the last has the file.',
    body: exportRequest,
    answer: exportLine,
  },
  'GET /api/exports/:id': {
    does: 'A report that one had made, for ten minutes; ?preview shows it in place of offering it.',
    answer: { type: 'application/octet-stream' },
  },
  'DELETE /api/exports/:id': { does: 'Lets a report go that one had made.', status: 204 },
};
