import { extname } from 'node:path';
import { articleRequest, type FORMATS, IMPORT_LIMIT } from '@sanad/shared/protocol';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { HttpProblem, read } from '../http/problem.ts';
import { declaredIn, decode, type Unreadable, unreadable } from '../import/decode.ts';
import { articleOfHtml } from '../import/html.ts';
import { type About, type Imported, TooManyBlocks } from '../import/imported.ts';
import { articleOfMarkdown } from '../import/markdown.ts';
import { articleOfText } from '../import/text.ts';

/** Makes an article's text of a JSON body. @throws HttpProblem when its content is not fit for one. */
export function importContent({ content, format, title, language }: z.output<typeof articleRequest>): Imported {
  const why = unreadable(content);
  if (why) throw unfit(why);
  return importText(content, format, { title, language });
}

/**
 * Makes an article's text of an uploaded file: `.txt`, Markdown as `.md` or `.html`, with the fields `title` and `language`.
 * @throws HttpProblem when there is not one such file, or its content is not fit for an article.
 */
export async function importUpload(request: FastifyRequest): Promise<Imported> {
  const { file, fields } = await readForm(request);
  if (!file) throw new HttpProblem(422, 'file-missing', 'Send the article as a file in the field "file".');
  const format = formatOf(file.name);
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  const { title, language } = read(articleRequest.pick({ title: true, language: true }), Object.fromEntries(given));
  const decoded = decode(file.bytes, { declared: format === 'html' ? declaredIn(file.bytes) : null });
  if (decoded.kind === 'unreadable') throw unfit(decoded.why);
  return importText(decoded.text, format, { title, language });
}

interface Form {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

async function readForm(request: FastifyRequest): Promise<Form> {
  const limits = { fileSize: IMPORT_LIMIT, files: 1, fields: 4, fieldSize: 4096, parts: 6 };
  const fields: Record<string, string> = {};
  let file: Form['file'] = null;
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file' && part.fieldname !== 'file') {
        throw new HttpProblem(422, 'file-missing', 'Send the article as a file in the field "file".');
      }
      if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() };
      else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    }
    return { file, fields };
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    // A limit that was passed says so by its code; what has none is the parser giving up on the form.
    if (error instanceof Error && 'code' in error) throw error;
    throw new HttpProblem(400, 'bad-form', 'The form cannot be read; send it as multipart/form-data with a boundary.');
  }
}

type Format = (typeof FORMATS)[number];

function formatOf(name: string): Format {
  switch (extname(name).toLowerCase()) {
    case '.txt':
    case '.text':
      return 'text';
    case '.md':
    case '.markdown':
      return 'markdown';
    case '.html':
    case '.htm':
    case '.xhtml':
      return 'html';
    default:
      throw new HttpProblem(
        415,
        'file-kind',
        'Only text (.txt), Markdown (.md) and web pages (.html) become articles; save it as one of them.',
      );
  }
}

const READERS: Readonly<Record<Format, (text: string, about: About) => Imported>> = {
  text: articleOfText,
  markdown: articleOfMarkdown,
  html: articleOfHtml,
};

function importText(text: string, format: Format, about: About): Imported {
  try {
    return READERS[format](text, about);
  } catch (error) {
    if (error instanceof TooManyBlocks) {
      throw new HttpProblem(422, 'too-many-paragraphs', 'This has more than 20,000 paragraphs; import it in parts.');
    }
    if (error instanceof RangeError) throw unfit('empty');
    throw error;
  }
}

function unfit(why: Unreadable): HttpProblem {
  switch (why) {
    case 'empty':
      return new HttpProblem(422, 'empty', 'There are no words in this; choose a file with the text of the article.');
    case 'binary':
      return new HttpProblem(422, 'binary', 'This is no plain text; save the article as text (.txt) and try again.');
    case 'damaged':
      return new HttpProblem(422, 'damaged', 'Some letters of this file are damaged; save it again as UTF-8 text.');
    case 'too-large':
      return new HttpProblem(413, 'too-large', 'This is too large; an article may have 2 MB at most.');
  }
}
