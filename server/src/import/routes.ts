import type { ServerResponse } from 'node:http';
import {
  type ImportDraft,
  type ImportLine,
  type ImportPhase,
  readingRequest,
  type textAnswer,
  textRequest,
} from '@sanad/shared/import-draft';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { actorOf } from '../http/access.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, problemDocument, read } from '../http/problem.ts';
import { rewrite, TextChanged } from '../reimport/rewriting.ts';
import { fingerprintOf, sketchOfDoc } from '../reimport/sketch.ts';
import type { Held } from './drafts.ts';
import type { DraftMade } from './import-job.ts';
import type { Imports } from './imports.ts';
import { received } from './received.ts';
import { importProblem } from './refusal.ts';

type OfId = { Params: { id: string } };

/** A text of the largest size as JSON: each of its bytes may have become `\u00xx`. */
const BODY_LIMIT = IMPORT_LIMIT * 6 + 4096;

/** Sending a text in, looking at what was understood of it, and putting it in the place of an article's text. */
export function importRoutes(app: FastifyInstance, { rooms }: Parts, imports: Imports): void {
  const editor = { config: { least: 'editor' as const } };

  app.post('/api/imports', { ...editor, bodyLimit: BODY_LIMIT }, (request, reply) =>
    begin(imports, request, reply, null),
  );

  app.post<OfId>('/api/articles/:id/imports', { ...editor, bodyLimit: BODY_LIMIT }, (request, reply) =>
    begin(imports, request, reply, request.params.id),
  );

  app.post<OfId>('/api/imports/:id/reading', editor, async (request, reply): Promise<ImportDraft> => {
    const held = imports.held(request.params.id, request.person.id);
    const wish = read(readingRequest, request.body);
    const { encoding = held.reading.encoding, withoutHiddenSigns = held.reading.withoutHiddenSigns } = wish;
    return await told(imports.again(held, { encoding, withoutHiddenSigns }, closing(reply.raw)));
  });

  app.delete<OfId>('/api/imports/:id', editor, async (request, reply) => {
    imports.drop(request.params.id, request.person.id);
    return reply.code(204).send();
  });

  app.post<OfId>('/api/articles/:id/text', editor, async (request, reply): Promise<z.infer<typeof textAnswer>> => {
    const { import: id, base } = read(textRequest, request.body);
    const { person } = request;
    const held = imports.held(id, person.id);
    const article = request.params.id;
    if (held.article !== article) throw new HttpProblem(422, 'other-article', 'This was read for another article.');
    const signal = closing(reply.raw);
    const { rewriting, former } = await comparedTo(imports, held, base, signal);
    if (!rewriting || !former) throw new Error('an import for an article was not compared with it');
    // Before anything is changed: where there is no room for the way back, nothing is.
    const back = imports.holdFormer(article, person.id, former);
    let now: string;
    try {
      now = await rooms.change(article, actorOf(request), (doc) => {
        rewrite(doc, rewriting);
        return fingerprintOf(sketchOfDoc(doc));
      });
    } catch (error) {
      imports.drop(back, person.id);
      if (!(error instanceof TextChanged)) throw error;
      throw textChanged(await told(imports.compared(held, signal)));
    }
    await rooms.projected(article);
    imports.drop(id, person.id);
    return { former: back, base: now };
  });
}

/** What is held, compared with the text that `base` stands for. @throws HttpProblem (409) when the text is another now. */
async function comparedTo(imports: Imports, held: Held, base: string, signal: AbortSignal): Promise<DraftMade> {
  if (held.made?.rewriting?.base === base) return held.made;
  const made = await told(imports.compared(held, signal));
  if (made.rewriting?.base !== base) throw textChanged(made);
  return made;
}

function textChanged({ facts }: DraftMade): HttpProblem {
  const sentence = 'The text was changed meanwhile; look at what would change now, and send its "base".';
  return new HttpProblem(409, 'text-changed', sentence, { difference: facts.difference });
}

/** Waits for what is read, and tells what is refused as a problem. */
async function told<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw importProblem(error);
  }
}

/** Is called off when whoever asked has gone before the answer was whole. */
export function closing(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('whoever asked has gone'));
  });
  return controller.signal;
}

async function begin(imports: Imports, request: FastifyRequest, reply: FastifyReply, article: string | null) {
  const { person } = request;
  const signal = closing(reply.raw);
  const material = await told(received(request));
  if (article !== null) await imports.openArticle(article);
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  // nginx would keep what is told until there is more of it.
  raw.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'x-accel-buffering': 'no' });
  const say = (line: ImportLine) => raw.write(`${JSON.stringify(line)}\n`);
  const tell = (phase: ImportPhase, done?: number, of?: number) =>
    say({ progress: { phase, ...(done === undefined ? {} : { done }), ...(of === undefined ? {} : { of }) } });
  try {
    tell('received');
    say({ draft: await imports.begin({ person: person.id, article, material }, signal, tell) });
  } catch (error) {
    if (signal.aborted) return;
    const problem = importProblem(error);
    if (!(problem instanceof HttpProblem)) request.log.error({ err: error }, 'a text could not be read');
    const own = 'The server could not read this; nothing was made of it. Try again, or send it in another format.';
    say({ problem: problemDocument(problem instanceof HttpProblem ? problem : new HttpProblem(500, 'unread', own)) });
  } finally {
    raw.end();
  }
}
