// `npx pnpm check:office [folder]`: writes reports for Word, lets LibreOffice open them, and reads from what it makes of them
// whether every comment stands on its words, by its author, on its date, saying what it says. With a folder, the documents
// and their PDF stay there to be looked at.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { renderDocx } from '@sanad/server/report/docx';
import type { Report } from '@sanad/shared/report';
import { readWord } from '../support/word-document.ts';
import { type Annotation, annotationsOf, folded } from './open-document.ts';
import { officeReports } from './samples.ts';

const run = promisify(execFile);
const work = await mkdtemp(join(tmpdir(), 'sanad-office-'));
const kept = process.argv[2];
const folder = kept ?? work;
await mkdir(folder, { recursive: true });

/** Converts in a profile of its own, so that no other LibreOffice that runs answers instead. */
async function convert(file: string, kind: string): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(work, 'profile')}`;
  await run('soffice', [profile, '--headless', '--convert-to', kind, '--outdir', folder, file], { timeout: 300_000 });
}

/** A comment as one line, to be counted: the same comment may stand twice. */
const told = ({ author, date, said, words, resolved }: Annotation) =>
  JSON.stringify([words, author, date, said, resolved]);

function missing(wanted: readonly string[], found: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of found) left.set(each, (left.get(each) ?? 0) + 1);
  return wanted.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

async function check(name: string, report: Report): Promise<boolean> {
  const bytes = await renderDocx(report, { language: 'ar', url: 'https://desk.example.org/articles/1', version: null });
  const file = join(folder, `${name}.docx`);
  await writeFile(file, bytes);
  await convert(file, 'fodt');
  if (kept) await convert(file, 'pdf');
  const found = annotationsOf(await readFile(join(folder, `${name}.fodt`), 'utf8')).map(told);
  const wanted = readWord(bytes).comments.map(({ author, date, paragraphs, words, resolved }) =>
    told({
      author,
      date: date.slice(0, 19),
      said: folded(paragraphs.join('\n')),
      words: folded(words),
      resolved,
    }),
  );
  const lost = missing(wanted, found);
  const strange = missing(found, wanted);
  // By the report itself too, and not only by what our own reader makes of the file.
  const quotes = missing(
    report.claims.map(({ quote }) => folded(quote)),
    found.map((each) => JSON.parse(each)[0]),
  );
  const isWhole = lost.length + strange.length + quotes.length === 0 && found.length >= report.claims.length;
  console.log(
    `${isWhole ? 'ok  ' : 'FAIL'} ${name}: ${report.claims.length} claims, ${wanted.length} comments, ${found.length} read by LibreOffice, ${lost.length} lost, ${strange.length} changed`,
  );
  for (const each of [...lost.slice(0, 5), ...quotes.slice(0, 5)]) console.log(`     lost    ${each}`);
  for (const each of strange.slice(0, 5)) console.log(`     instead ${each}`);
  return isWhole;
}

try {
  const { stdout } = await run('soffice', ['--version']).catch(() => ({ stdout: '' }));
  if (stdout === '') {
    console.error('No LibreOffice: there has to be a program soffice to open the reports with.');
    process.exitCode = 2;
  } else {
    console.log(stdout.trim());
    const all = [];
    for (const [name, report] of Object.entries(officeReports())) all.push(await check(name, report));
    const passed = all.filter(Boolean).length;
    console.log(`${passed} passed, ${all.length - passed} failed`);
    process.exitCode = passed === all.length ? 0 : 1;
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
