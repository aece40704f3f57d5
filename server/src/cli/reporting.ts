import { writeFile } from 'node:fs/promises';
import { VERDICTS, type Verdict } from '@sanad/shared/verdict';
import { addressOf, readConfig } from '../config.ts';
import { FORMATS } from '../report/formats.ts';
import { addressOf as articleAddress } from '../report/rendering.ts';
import { articleOrigin, versionOrigin } from '../report/stored-origin.ts';
import { REPORT_LANGUAGES } from '../report/words.ts';
import type { ReportJob } from '../report/worker/report-job.ts';
import { madeReport } from '../report/worker/report-making.ts';
import { StoreError } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { withStore } from './desk-data.ts';
import { readArguments, type Terminal, UsageError, written } from './usage.ts';

export const REPORT_HELP = `sanad report ID --format F [-o FILE] [--language L] [--verdicts V,V]
             [--no-threads] [--confidential] [--version N]

Writes the report of an article, as it is stored now, to standard output; also while
the server runs. ID is the last part of the article's address.

  --format F        one of ${FORMATS.join(', ')}
  -o, --output FILE writes to FILE, which must not be there yet
  --force           writes over FILE
  --language L      of the report's own words: ${REPORT_LANGUAGES.join(' or ')}; the article's otherwise
  --verdicts V,V    claims with these verdicts alone: of ${VERDICTS.join(', ')}
  --no-threads      without what was said of the claims
  --confidential    with the confidential evidence; the report says so
  --version N       of the version N that was signed off, as it was

Exits with 0 when the report is written; 1 when there is no such article or it cannot
be read or written; 2 when the command is not given as it has to be.`;

const options = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  force: { type: 'boolean' },
  language: { type: 'string' },
  verdicts: { type: 'string' },
  'no-threads': { type: 'boolean' },
  confidential: { type: 'boolean' },
  version: { type: 'string' },
} as const;

/** `sanad report`: see `REPORT_HELP`. */
export async function writeReport(args: string[], terminal: Terminal): Promise<number> {
  // One id in sixty-four begins with a dash, and is no option.
  const dashed = args.find((argument) => /^-[\w-]{19}$/.test(argument) && !argument.startsWith('--'));
  const rest = args.filter((argument) => argument !== dashed);
  const { values, positionals } = readArguments(rest, options, 'sanad report --help');
  const [article, ...more] = dashed === undefined ? positionals : [dashed, ...positionals];
  if (article === undefined || more.length > 0) throw new UsageError('Give the id of one article.');
  const format = FORMATS.find((each) => each === values.format);
  if (!format) throw new UsageError(`Give --format, one of ${FORMATS.join(', ')}.`);
  const language = REPORT_LANGUAGES.find((each) => each === values.language) ?? null;
  if (values.language !== undefined && language === null) {
    throw new UsageError(`--language has to be one of ${REPORT_LANGUAGES.join(', ')}.`);
  }
  const number = values.version === undefined ? null : Number(values.version);
  if (number !== null && !(Number.isInteger(number) && number > 0)) {
    throw new UsageError('--version has to be the number of a version.');
  }
  const choice = { verdicts: verdictsIn(values.verdicts), threads: !values['no-threads'] };
  const config = readConfig(process.env);
  const url = articleAddress(addressOf(config, config.port), article);
  const secrets = values.confidential === true;
  const report = await withStore(async (store) => {
    const of =
      number === null ? await articleIn(store, article, secrets) : await versionIn(store, article, number, secrets);
    return madeReport({ of, format, language, choice, url }, () => {});
  });
  const { output } = values;
  if (output === undefined) {
    await written(terminal.out, report.bytes);
    return 0;
  }
  try {
    await writeFile(output, report.bytes, { flag: values.force ? 'w' : 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = isThere
      ? 'is there already; --force writes over it'
      : `cannot be written (${(error as Error).message})`;
    await written(terminal.error, `"${output}" ${why}.\n`);
    return 1;
  }
  return 0;
}

function verdictsIn(list: string | undefined): Verdict[] | null {
  if (list === undefined) return null;
  return list.split(',').map((name) => {
    const verdict = VERDICTS.find((each) => each === name.trim());
    if (!verdict) throw new UsageError(`--verdicts has to be of ${VERDICTS.join(', ')}, with commas between.`);
    return verdict;
  });
}

/** @throws StoreError without that article. */
async function articleIn(store: Store, article: string, confidential: boolean): Promise<ReportJob['of']> {
  const asked = { by: 'sanad report', at: new Date().toISOString(), confidential };
  const origin = await articleOrigin(store, article, asked);
  if (!origin) throw new StoreError(`There is no article "${article}" at this desk.`);
  return origin;
}

/** @throws StoreError without that version. */
async function versionIn(store: Store, article: string, number: number, secrets: boolean): Promise<ReportJob['of']> {
  const version = await store.versions.get(article, number);
  const origin = version && (await versionOrigin(store, version, secrets, true));
  if (!origin) throw new StoreError(`There is no version ${number} of article "${article}".`);
  return origin;
}
