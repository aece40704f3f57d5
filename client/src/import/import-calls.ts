import {
  type ArticleOfImport,
  draftShape,
  type ImportDraft,
  type ImportPhase,
  importLineShape,
  type readingRequest,
  textAnswer,
} from '@sanad/shared/import-draft';
import { type MadeArticle, madeArticleShape, problemShape } from '@sanad/shared/protocol';
import { z } from 'zod';
import { ApiProblem, call } from '../api.ts';
import type { Entered } from './entered.ts';

/** Where a text goes: it becomes an article, or the text of one. */
const pathOf = (article: string | null) =>
  article === null ? '/api/imports' : `/api/articles/${encodeURIComponent(article)}/imports`;

/**
 * Sends in what was entered and waits until it is read; `told` hears how far that is.
 * @throws ApiProblem, or the DOMException of a signal that was called off: nothing is held then.
 */
export async function sendImport(
  entered: Entered,
  article: string | null,
  signal: AbortSignal,
  told: (phase: ImportPhase) => void,
): Promise<ImportDraft> {
  const { body, headers } = bodyOf(entered);
  try {
    const response = await fetch(pathOf(article), {
      method: 'POST',
      credentials: 'same-origin',
      headers,
      body,
      signal,
    });
    if (!response.ok) throw await problemOf(response);
    for await (const line of linesOf(response)) {
      if ('progress' in line) told(line.progress.phase);
      else if ('draft' in line) return line.draft;
      else throw new ApiProblem(line.problem.status, line.problem.code, line.problem.detail, line.problem);
    }
    throw new ApiProblem(0, 'unreachable', ''); // it broke off before it was said what came of it
  } catch (error) {
    if (error instanceof ApiProblem || signal.aborted) throw error;
    throw new ApiProblem(0, 'unreachable', '');
  }
}

function bodyOf({ way, content, html, file, address }: Entered): { body: BodyInit; headers: HeadersInit } {
  if (way === 'file' && file) {
    const form = new FormData();
    form.set('file', file);
    return { body: form, headers: {} };
  }
  const json = way === 'address' ? { address: address.trim() } : html !== null ? { html } : { text: content };
  return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = problemShape.safeParse(body);
  return problem.success
    ? new ApiProblem(response.status, problem.data.code, problem.data.detail, body)
    : new ApiProblem(response.status, 'unreadable', '');
}

async function* linesOf(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const lines = (rest + read.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = importLineShape.safeParse(JSON.parse(line));
      if (!parsed.success) throw new ApiProblem(response.status, 'unreadable', '');
      yield parsed.data;
    }
  }
}

/** Reads what is held once more, otherwise. */
export const readAgain = (
  id: string,
  wish: z.input<typeof readingRequest>,
  signal?: AbortSignal,
): Promise<ImportDraft> =>
  call(`/api/imports/${encodeURIComponent(id)}/reading`, draftShape, { method: 'POST', json: wish, signal });

/** Lets go of what is held; whether it was there is no matter. */
export function dropImport(id: string): void {
  call(`/api/imports/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE' }).catch(() => undefined);
}

/** Makes the article of what is held. */
export const makeOfImport = (wish: ArticleOfImport): Promise<MadeArticle> =>
  call('/api/articles', madeArticleShape, { method: 'POST', json: wish });

/** Puts what is held in the place of an article's text, as it was when `base` was told. Answers with the way back. */
export const putText = (article: string, id: string, base: string): Promise<z.infer<typeof textAnswer>> =>
  call(`/api/articles/${encodeURIComponent(article)}/text`, textAnswer, { method: 'POST', json: { import: id, base } });
