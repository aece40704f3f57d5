import { type ExportedFile, type ExportRequest, type ExportStep, exportLine } from '@sanad/shared/export';
import { problemShape } from '@sanad/shared/protocol';
import { z } from 'zod';
import { ApiProblem, call } from '../api.ts';

/** How a report is made for somebody: `signal` cancels it, `tell` hears how far it is. */
export interface Making {
  readonly signal: AbortSignal;
  readonly tell: (step: ExportStep) => void;
}

/**
 * Has a report made at the server. @throws ApiProblem when it is not made, also where that is found out on the way; the
 * DOMException of an aborted signal passes through.
 */
export async function makeExport(
  article: string,
  wish: ExportRequest,
  { signal, tell }: Making,
): Promise<ExportedFile> {
  const response = await answerTo(article, wish, signal);
  for await (const line of linesOf(response, signal)) {
    const told = exportLine.safeParse(line);
    if (!told.success) throw new ApiProblem(response.status, 'unreadable', '');
    if ('export' in told.data) return told.data.export;
    if ('problem' in told.data) {
      const { status, code, detail } = told.data.problem;
      throw new ApiProblem(status, code, detail, told.data.problem);
    }
    tell(told.data);
  }
  throw new ApiProblem(0, 'unreachable', ''); // the line went dead before the end
}

async function answerTo(article: string, wish: ExportRequest, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/articles/${encodeURIComponent(article)}/exports`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
      body: JSON.stringify(wish),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new ApiProblem(0, 'unreachable', error instanceof Error ? error.message : '');
  }
  if (response.ok) return response;
  const problem = problemShape.safeParse(await response.json().catch(() => undefined));
  if (!problem.success) throw new ApiProblem(response.status, 'unreadable', '');
  throw new ApiProblem(response.status, problem.data.code, problem.data.detail, problem.data);
}

/** The lines of an answer as they come, each read as JSON. */
async function* linesOf(response: Response, signal: AbortSignal): AsyncGenerator<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value = '' } = (await reader?.read()) ?? { done: true };
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
      if (done) return;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ApiProblem ? error : new ApiProblem(0, 'unreachable', '');
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** Where a file that was made is; `shown` in place of offered. */
export const exportAddress = (id: string, shown = false): string =>
  `/api/exports/${encodeURIComponent(id)}${shown ? '?preview' : ''}`;

/** Says that a file is not needed any more; that it is gone already is as well. */
export async function forgetExport(id: string): Promise<void> {
  await call(exportAddress(id), z.unknown(), { method: 'DELETE' }).catch(() => undefined);
}

/** How a file begins: some `letters` of it, as text. */
export async function beginningOf(id: string, letters: number, signal: AbortSignal): Promise<string> {
  const response = await fetch(exportAddress(id, true), { credentials: 'same-origin', signal });
  if (!response.ok) throw new ApiProblem(response.status, 'no-such-export', '');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.length < letters) {
    const { done, value = '' } = (await reader?.read()) ?? { done: true };
    text += value;
    if (done) return text;
  }
  await reader?.cancel().catch(() => undefined);
  return `${text.slice(0, letters).toWellFormed()}…`;
}

/** Offers a file that was made to whoever sits here, under the name that the server gives it. */
export function download(id: string): void {
  const link = document.createElement('a');
  link.href = exportAddress(id);
  link.download = '';
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
