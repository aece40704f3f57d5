import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { Report } from '@sanad/shared/report';
import type { Rendering } from '../rendering.ts';
import { type PaperFaces, paperFaces } from './faces.ts';
import { sheetOf } from './sheet.ts';

/** What the file promises to those who cannot see it, checked while it is written. */
const STANDARD = 'ua-1';

interface Press {
  readonly compiler: NodeCompiler;
  readonly layout: string;
  readonly faces: PaperFaces;
}

let opening: Promise<Press> | null = null;

async function openPress(): Promise<Press> {
  const [layout, faces] = await Promise.all([
    readFile(fileURLToPath(new URL('report.typ', import.meta.url)), 'utf8'),
    paperFaces(),
  ]);
  // No such folder: whatever a layout asked for, there is no file to be read.
  const workspace = fileURLToPath(new URL('no-files', import.meta.url));
  return { layout, faces, compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...faces.files] }] }) };
}

/**
 * The report as a tagged PDF (PDF/UA-1): the same bytes for the same report. It holds the thread it is called on until the
 * file is whole. Rejects with what the typesetter said where it could not set the report.
 */
export async function renderPdf(report: Report, rendering: Rendering): Promise<Uint8Array> {
  opening ??= openPress();
  const { compiler, layout, faces } = await opening;
  // Data alone: nothing of the report is ever part of the layout's source.
  const sheet = JSON.stringify(sheetOf(report, rendering, faces));
  try {
    const outcome = compiler.compile({ mainFileContent: layout, inputs: { sheet } });
    const { result } = outcome;
    if (!result) throw new Error(`The report could not be set: ${told(compiler, outcome.takeError())}`);
    return new Uint8Array(compiler.pdf(result, { pdfStandard: STANDARD }));
  } catch (error) {
    throw error instanceof Error ? error : new Error(`The report could not be set: ${String(error)}`);
  } finally {
    // What it remembers is kept for the whole process and is of no use to the next report.
    compiler.evictCache(0);
  }
}

/** The first things that the typesetter found wrong: one cause can be told thousands of times. */
const TOLD = 5;

function told(compiler: NodeCompiler, error: NodeError | null): string {
  const said: unknown[] = error ? compiler.fetchDiagnostics(error) : [];
  const messages = said.flatMap((each) =>
    each !== null && typeof each === 'object' && 'message' in each ? [String(each.message)] : [],
  );
  if (messages.length === 0) return 'it did not say why';
  const more = messages.length > TOLD ? ` and ${messages.length - TOLD} more` : '';
  return messages.slice(0, TOLD).join('; ') + more;
}
