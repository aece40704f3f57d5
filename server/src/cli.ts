import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinRequest } from '@sanad/shared/person';
import { ROLES, type Role } from '@sanad/shared/policy';
import { soundnessOf } from './articles/soundness.ts';
import { personNamed, storeIn, withStore } from './cli/desk-data.ts';
import { readArguments, type Terminal, UsageError, written } from './cli/usage.ts';
import { addressOf, ConfigError, readConfig } from './config.ts';
import { invite, linkOf } from './people/invitations.ts';
import { addPerson, openToken } from './people/sessions.ts';
import { backUp, databaseFault, restore } from './store/backup.ts';
import { StoreError } from './store/sqlite.ts';

const HELP = `sanad: what an admin does beside the running server

  sanad token --name NAME --role ROLE [--days N]
      Adds a script to the desk and prints its bearer token, which holds for N days,
      or until an admin takes NAME off the desk.

  sanad invite --role ROLE [--hours N]
      Prints a one-time link that lets a person in, which holds for N hours (72).

  sanad invite --person NAME [--hours N]
      Prints a one-time link that signs a person of the desk in again.

  sanad sign-out --person NAME
      Ends every session and token of a person of the desk, on all devices, within seconds.

  sanad backup --to FILE
      Copies the desk as it is now into FILE, also while the server runs, looks at
      every article of the copy, and prints its size and SHA-256.

  sanad restore --from FILE
      Puts the desk of a backup into the data folder and looks at every article. The
      server must be stopped. A desk that is there is moved aside, not deleted.

  sanad import FILE...
      Makes an article of each file. See sanad import --help.

  sanad report ID --format F [-o FILE]
      Writes the report of an article. See sanad report --help.

  sanad check FILE.json
      Looks whether a report is whole, and says its hash. See sanad check --help.

  sanad verify
      Looks at the database and at every article, also while the server runs; exits
      with 1 when something is damaged.

ROLE is one of ${ROLES.join(', ')}. The settings are the server's: SANAD_DATA names
the data folder, SANAD_URL the address that links begin with.`;

const options = {
  name: { type: 'string' },
  role: { type: 'string' },
  days: { type: 'string' },
  hours: { type: 'string' },
  person: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Options = { readonly [K in Exclude<keyof typeof options, 'help'>]?: string | undefined };

interface Command {
  readonly help: string;
  /** Answers with the exit code. */
  readonly run: (args: string[], terminal: Terminal) => Promise<number>;
}

/** Commands with options of their own; each is loaded where it is asked for, with all that it reads and writes. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => {
    const { IMPORT_HELP, importFiles } = await import('./cli/importing.ts');
    return { help: IMPORT_HELP, run: importFiles };
  },
  report: async () => {
    const { REPORT_HELP, writeReport } = await import('./cli/reporting.ts');
    return { help: REPORT_HELP, run: writeReport };
  },
  check: async () => {
    const { CHECK_HELP, checkReport } = await import('./cli/checking.ts');
    return { help: CHECK_HELP, run: checkReport };
  },
};

const terminal: Terminal = { in: process.stdin, out: process.stdout, error: process.stderr };
// Who reads a pipe may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined;
  if (!command) await written(terminal.out, `${await run(process.argv.slice(2))}\n`);
  else if (args.includes('--help') || args.includes('-h')) await written(terminal.out, `${command.help}\n`);
  else process.exitCode = await command.run(args, terminal);
} catch (error) {
  const expected = error instanceof UsageError || error instanceof ConfigError || error instanceof StoreError;
  console.error(expected ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function run(args: string[]): Promise<string> {
  const { values, positionals } = readArguments(args, options, 'sanad --help');
  const [command, ...more] = positionals;
  if (values.help || command === undefined || command === 'help') return HELP;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is not expected here; see sanad --help.`);
  switch (command) {
    case 'token':
      return token(values);
    case 'invite':
      return invitation(values);
    case 'sign-out':
      return signOut(values);
    case 'backup':
      return backup(values);
    case 'restore':
      return restored(values);
    case 'verify':
      return verified(readConfig(process.env).data);
    default:
      throw new UsageError(`There is no command "${command}"; see sanad --help.`);
  }
}

async function token(values: Options): Promise<string> {
  const name = nameIn(values);
  const role = roleIn(values);
  const days = values.days === undefined ? null : wholeNumber('--days', values.days, 3650);
  return withStore(async ({ people }) => {
    const now = new Date();
    const person = await addPerson(people, name, role, now);
    return openToken(people, person.id, now, days);
  });
}

async function invitation(values: Options): Promise<string> {
  const hours = values.hours === undefined ? 72 : wholeNumber('--hours', values.hours, 720);
  const role = values.person === undefined ? roleIn(values) : null;
  if (values.person !== undefined && values.role !== undefined) {
    throw new UsageError('Give --role for a new person, or --person for one of the desk, not both.');
  }
  const config = readConfig(process.env);
  return withStore(async ({ people }) => {
    const known = values.person === undefined ? null : personNamed(await people.list(), values.person);
    const wish = { role: role ?? known?.role ?? 'reader', hours, person: known?.id ?? null, createdBy: null };
    const { secret } = await invite(people, wish, new Date());
    return linkOf(addressOf(config, config.port), secret);
  });
}

async function signOut({ person }: Options): Promise<string> {
  if (person === undefined) throw new UsageError('Give --person, the name or the id of a person of the desk.');
  return withStore(async ({ people }) => {
    const { id, name } = personNamed(await people.list(), person);
    const ended = await people.closeSessionsOf(id);
    return `${name} is signed out everywhere; ${ended.length} sessions and tokens were open.`;
  });
}

async function backup({ to }: Options): Promise<string> {
  if (!to) throw new UsageError('Give --to, the file that the backup is written to.');
  const { path, bytes, hash } = await backUp(readConfig(process.env).data, to);
  const fault = databaseFault(path);
  if (fault) throw new StoreError(`The backup "${path}" is not sound (${fault}); do not rely on it.`);
  return `${path}: ${bytes} bytes, SHA-256 ${hash}. ${await backedUp(path)}`;
}

/** Proves a backup by opening a copy of it as a desk. */
async function backedUp(path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sanad-backup-'));
  try {
    await copyFile(path, join(folder, 'sanad.db'));
    return await verified(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function restored({ from }: Options): Promise<string> {
  if (!from) throw new UsageError('Give --from, the file of a backup.');
  const { data } = readConfig(process.env);
  const { aside } = await restore(from, data, new Date());
  const moved = aside ? ` The desk that was there is "${aside}" now.` : '';
  return `The desk of "${from}" is in "${data}". ${await verified(data)}${moved}`;
}

/** @throws StoreError with a line for each fault. */
async function verified(data: string): Promise<string> {
  const { articles, faults } = await storeIn(data, soundnessOf);
  const fault = databaseFault(join(data, 'sanad.db'));
  const lines = faults.map((found) => `Article ${found.article}: ${found.fault}`);
  if (fault) lines.unshift(`The database is not sound (${fault}).`);
  if (lines.length > 0) throw new StoreError(lines.join('\n'));
  return articles === 1 ? 'Its one article is whole.' : `All its ${articles} articles are whole.`;
}

function nameIn({ name }: Options): string {
  const given = joinRequest.shape.name.safeParse(name ?? '');
  if (given.success && given.data) return given.data;
  throw new UsageError('Give --name, a name of 1 to 80 characters without control characters.');
}

function roleIn({ role }: Options): Role {
  const given = ROLES.find((each) => each === role);
  if (!given) throw new UsageError(`Give --role, one of ${ROLES.join(', ')}.`);
  return given;
}

function wholeNumber(option: string, value: string, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > most) {
    throw new UsageError(`${option} has to be a whole number from 1 to ${most}.`);
  }
  return number;
}
