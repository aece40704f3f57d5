import { readFile } from 'node:fs/promises';
import type { Report } from '@sanad/shared/report';
import { reportFaults } from '@sanad/shared/report-faults';
import { readReport, UnreadableReport } from '@sanad/shared/report-reader';
import { readConfig } from '../config.ts';
import { canonicalReport, hashOfText } from '../signing/canonical-report.ts';
import { hasDesk } from '../store/sqlite.ts';
import type { VersionRow } from '../store/version-table.ts';
import { storeIn } from './desk-data.ts';
import { bytesOf, readArguments, type Terminal, UsageError, written } from './usage.ts';

export const CHECK_HELP = `sanad check FILE.json [--hash SHA256]

Looks whether a report (report.json) is whole: of the right shape, every claim's words
where it says, every verdict the one given last, the counts right. Prints the SHA-256
of the report in its canonical form (RFC 8785), which is the hash that a signed
version is shown with, however the file is indented. FILE is - for standard input.

  --hash SHA256   the hash that it has to have

Where the desk of SANAD_DATA signed a version with that hash, it says so.
Exits with 0 when the report is whole, and has the hash; 1 when not; 2 when the
command is not given as it has to be.`;

const options = { hash: { type: 'string' } } as const;

/** `sanad check`: see `CHECK_HELP`. */
export async function checkReport(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, options, 'sanad check --help');
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Give one file, a report.json, or - for a pipe.');
  const wanted = values.hash?.toLowerCase().replace(/^sha-?256[:=]/, '');
  if (wanted !== undefined && !/^[0-9a-f]{64}$/.test(wanted)) {
    throw new UsageError('Give --hash as the 64 hexadecimal digits of a SHA-256.');
  }
  const say = (line: string) => written(terminal.error, `${line}\n`);
  let text: string;
  let report: Report;
  try {
    const bytes = file === '-' ? await bytesOf(terminal.in) : await readFile(file);
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    report = readReport(text);
  } catch (error) {
    await say(
      error instanceof UnreadableReport ? error.message : `"${file}" cannot be read (${(error as Error).message}).`,
    );
    return 1;
  }
  const hash = hashOfText(canonicalReport(JSON.parse(text.replace(/^\ufeff/, '')) as Report));
  await written(terminal.out, `${hash}\n`);
  const faults = reportFaults(report);
  for (const fault of faults) await say(fault);
  if (wanted !== undefined && wanted !== hash) await say(`Its hash is not the one that was given, ${wanted}.`);
  const version = await signedVersion(report.article.id, hash);
  if (version) await say(`This desk signed it off as version ${version.number} on ${version.signedAt}.`);
  else if (wanted === undefined || wanted === hash) await say('No version that this desk signed off has this hash.');
  return faults.length === 0 && (wanted === undefined || wanted === hash) ? 0 : 1;
}

/** The version of the article with that hash, where there is a desk and it signed one. */
async function signedVersion(article: string, hash: string): Promise<VersionRow | null> {
  const { data } = readConfig(process.env);
  if (!hasDesk(data)) return null;
  return await storeIn(data, async ({ versions }) => {
    const rows = await versions.list(article);
    return rows.find((row) => row.hash === hash) ?? null;
  });
}
