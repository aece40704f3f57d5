import { importRequest } from '@sanad/shared/import-draft';
import type { FastifyRequest } from 'fastify';
import { HttpProblem, read } from '../http/problem.ts';
import { FILE_LIMIT, formatOf } from './format.ts';
import { shared } from './imports.ts';
import type { Material } from './readers.ts';

/** A form with a file, as it was sent. */
interface Form {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What a form brings: the file in the field "file", and the other fields.
 * @throws HttpProblem, Unimportable
 */
export async function receivedFile(
  request: FastifyRequest,
): Promise<{ readonly material: Material; readonly fields: Readonly<Record<string, string>> }> {
  const { file, fields } = await readForm(request);
  if (!file) throw fileMissing();
  const format = formatOf(file.name, file.bytes);
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  return {
    material: { format, bytes: shared(file.bytes), file: nameOf(file.name), address: '', charset: null },
    fields: given,
  };
}

/** What is to be read of a request for an import. @throws HttpProblem, Unimportable */
export async function received(request: FastifyRequest): Promise<Material> {
  if (request.isMultipart()) return (await receivedFile(request)).material;
  const body = read(importRequest, request.body);
  if ('text' in body) return pasted('text', body.text);
  if ('markdown' in body) return pasted('markdown', body.markdown);
  if ('html' in body) return pasted('html', body.html);
  return { format: 'page', bytes: shared(new Uint8Array()), file: '', address: body.address, charset: null };
}

/** A text that came as letters. */
export function pasted(format: 'text' | 'markdown' | 'html', text: string): Material {
  return { format, bytes: shared(new TextEncoder().encode(text)), file: '', address: '', charset: null };
}

/** The last part of a file's name, of whole letters that can be seen. */
function nameOf(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .toWellFormed()
    .slice(0, 300);
}

function fileMissing(): HttpProblem {
  return new HttpProblem(422, 'file-missing', 'Send the article as a file in the field "file".');
}

async function readForm(request: FastifyRequest): Promise<Form> {
  const limits = { fileSize: FILE_LIMIT, files: 1, fields: 4, fieldSize: 4096, parts: 6 };
  const fields: Record<string, string> = {};
  let file: Form['file'] = null;
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file' && part.fieldname !== 'file') throw fileMissing();
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
