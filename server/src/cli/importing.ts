import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { directionOfLanguage } from '@sanad/shared/direction';
import { articleRequest } from '@sanad/shared/protocol';
import { TEXT_ENCODINGS, type TextEncoding } from '@sanad/shared/text-encoding';
import { claimRows } from '../articles/claim-row.ts';
import { countClaims } from '../articles/claim-view.ts';
import { createArticle } from '../articles/creation.ts';
import { addressOf, readConfig } from '../config.ts';
import { FILE_FORMATS, type FileFormat, formatOf } from '../import/format.ts';
import { readMaterial } from '../import/readers.ts';
import { sentenceOf } from '../import/refusal.ts';
import { Unimportable } from '../import/unimportable.ts';
import type { PersonRow, Store } from '../store/store.ts';
import { openTrail } from '../sync/trail.ts';
import { personNamed, withStore } from './desk-data.ts';
import { bytesOf, readArguments, type Terminal, UsageError, written } from './usage.ts';

const FORMATS = Object.keys(FILE_FORMATS) as FileFormat[];

export const IMPORT_HELP = `sanad import FILE... [--as NAME] [--format F] [--title T] [--language L]
             [--encoding E]

Makes an article of each file, also while the server runs: Word (.docx, with its
comments as claims), HTML, Markdown, text, or a report of Sanad (report.json, the
article with its claims). FILE is - for standard input. Prints a line for each
article: its id, its address and its title, with tabs between. What is refused is
told on standard error, and nothing is made of it; the other files are.

  --as NAME       in whose name (a name or an id); may be left out where the desk has
                  one admin alone
  --format F      one of ${FORMATS.join(', ')}; told by the file's name otherwise
  --title T       the title, for one file; the file's own otherwise
  --language L    a tag such as ar or en; guessed otherwise
  --encoding E    one of ${TEXT_ENCODINGS.join(', ')};
                  told by the text otherwise

Exits with 0 when every file became an article; 1 when one did not; 2 when the
command is not given as it has to be.`;

const options = {
  as: { type: 'string' },
  format: { type: 'string' },
  title: { type: 'string' },
  language: { type: 'string' },
  encoding: { type: 'string' },
} as const;

/** `sanad import`: see `IMPORT_HELP`. */
export async function importFiles(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals: files } = readArguments(args, options, 'sanad import --help');
  if (files.length === 0) throw new UsageError('Give a file, or - for standard input.');
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('Standard input can be read once.');
  if (values.title !== undefined && files.length > 1) throw new UsageError('Give --title for one file alone.');
  const about = articleRequest.pick({ title: true, language: true }).safeParse({
    ...(values.title === undefined ? {} : { title: values.title }),
    ...(values.language === undefined ? {} : { language: values.language }),
  });
  if (!about.success) throw new UsageError(about.error.issues[0]?.message ?? 'The title or the language is not fit.');
  const format = oneOf('--format', values.format, FORMATS);
  const encoding = oneOf('--encoding', values.encoding, TEXT_ENCODINGS);
  if (files.includes('-') && format === null) throw new UsageError('Give --format for standard input.');
  const config = readConfig(process.env);
  const desk = addressOf(config, config.port);
  return withStore(async (store) => {
    const person = await importer(store, values.as);
    let code = 0;
    for (const file of files) {
      try {
        const bytes = file === '-' ? await bytesOf(terminal.in) : await readFile(file);
        const made = await makeArticle(store, person, { file, bytes, format, encoding, about: about.data });
        await written(terminal.out, `${made.id}\t${desk}/articles/${made.id}\t${made.title}\n`);
        if (made.lost > 0)
          await written(terminal.error, `${file}: ${made.lost} of its claims have no words to stand on.\n`);
      } catch (error) {
        code = 1;
        await written(
          terminal.error,
          `${file}: ${error instanceof Unimportable ? sentenceOf(error.why) : reason(error)}\n`,
        );
      }
    }
    return code;
  });
}

/** Why a file could not be read; anything else is a fault of this program, and told as such. */
function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error) return `It cannot be read (${error.message}).`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function makeArticle(
  store: Store,
  person: PersonRow,
  sent: {
    readonly file: string;
    readonly bytes: Uint8Array;
    readonly format: FileFormat | null;
    readonly encoding: TextEncoding | null;
    readonly about: { readonly title?: string | undefined; readonly language?: string | undefined };
  },
): Promise<{ readonly id: string; readonly title: string; readonly lost: number }> {
  const file = sent.file === '-' ? '' : basename(sent.file);
  const name = sent.format === null ? file : `${file || 'text'}${FILE_FORMATS[sent.format].endings[0] ?? ''}`;
  const format = formatOf(name, sent.bytes);
  const wish = { about: sent.about, encoding: sent.encoding, told: () => {} };
  const { imported } = readMaterial({ format, bytes: sent.bytes, file, address: '', charset: null }, wish);
  const source = { ...imported.source, ...(file === '' ? {} : { file: file.slice(0, 300).toWellFormed() }) };
  const id = await createArticle(store.articles, { ...imported, source }, person.id, new Date());
  const claims = await makeRows(store, id);
  return { id, title: imported.title, lost: (imported.claims?.length ?? 0) - claims };
}

/** Makes the rows of an article that brought claims with it: no server has it open that would. Answers with how many. */
async function makeRows({ log, articles }: Store, id: string): Promise<number> {
  const [stored, row] = [await log.load(id), await articles.get(id)];
  if (!stored || !row) throw new Error(`the article ${id} was made and is not there`);
  const doc = openTrail(stored.updates.map(({ bytes }) => bytes));
  const rows = claimRows(id, doc, directionOfLanguage(row.language));
  const counts = countClaims(rows.map(({ view }) => view));
  await articles.project(id, 1, { title: row.title, changedAt: row.changedAt, counts }, rows);
  doc.destroy();
  return rows.length;
}

/** In whose name files are imported. @throws UsageError where that has to be said. */
async function importer({ people }: Store, name: string | undefined): Promise<PersonRow> {
  const all = await people.list();
  if (name !== undefined) {
    const person = personNamed(all, name);
    if (person.role === 'editor' || person.role === 'admin') return person;
    throw new UsageError(`${person.name} is no editor; articles are added by editors and admins.`);
  }
  const admins = all.filter(({ role }) => role === 'admin');
  if (admins.length === 1 && admins[0]) return admins[0];
  throw new UsageError('Give --as, the name or the id of the editor in whose name the files are imported.');
}

function oneOf<T extends string>(option: string, value: string | undefined, known: readonly T[]): T | null {
  if (value === undefined) return null;
  const found = known.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${option} has to be one of ${known.join(', ')}.`);
  return found;
}
