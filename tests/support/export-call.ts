import { type ExportedFile, type ExportRequest, type ExportStep, exportLine } from '@sanad/shared/export';
import type { Member, TestDesk } from './desk.ts';

/** What the server told while it made a report. */
export interface Exported {
  readonly steps: readonly ExportStep[];
  readonly file: ExportedFile | null;
  /** Status and code of the problem it ended with. */
  readonly problem: string | null;
}

/** Has a report made, and hears it to the end. @throws Error when it was refused before it was begun */
export async function exported(
  desk: TestDesk,
  member: Member,
  article: string,
  wish: ExportRequest,
): Promise<Exported> {
  const response = await desk.call(member, `/api/articles/${article}/exports`, wish);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const lines = (await response.text()).trimEnd().split('\n');
  const told = lines.map((line) => exportLine.parse(JSON.parse(line)));
  const last = told.at(-1);
  const steps = told.flatMap((line) => ('phase' in line ? [line] : []));
  return {
    steps,
    file: last && 'export' in last ? last.export : null,
    problem: last && 'problem' in last ? `${last.problem.status} ${last.problem.code}` : null,
  };
}

/** Fetches a file that was made. */
export function fetched(desk: TestDesk, member: Member, file: ExportedFile | null, query = ''): Promise<Response> {
  if (!file) throw new Error('no file was made');
  return desk.call(member, `/api/exports/${file.id}${query}`);
}
