import type { ImportRefusal } from '@sanad/shared/import';
import { HttpProblem } from '../http/problem.ts';
import { Unimportable } from './unimportable.ts';

const SENTENCES: Readonly<Record<ImportRefusal, readonly [status: number, sentence: string]>> = {
  empty: [422, 'There are no words in this; choose a file with the text of the article.'],
  binary: [422, 'This is no plain text; save the article as text (.txt) and try again.'],
  damaged: [422, 'Some letters of this file are damaged, or it is of another encoding; save it again as UTF-8 text.'],
  'damaged-file': [422, 'This file is damaged; open it in the program that made it, and save it anew.'],
  'too-large': [413, 'This is too large; an article may have 2 MB at most.'],
  'unpacks-too-large': [422, 'Unpacked this is far larger than an article can be; nothing of it was read.'],
  'too-many-paragraphs': [422, 'This has more than 20,000 paragraphs; import it in parts.'],
  'file-kind': [415, 'Files of this kind do not become articles; save it as .txt, .md, .html or .docx.'],
  disguised: [422, 'This file is not what its name says; save it anew from the program that made it.'],
  encrypted: [422, 'This file is locked with a password; save it without one and try again.'],
  'forbidden-xml': [
    422,
    'This file brings definitions of its own (a DTD or entities), which are never read; save it anew.',
  ],
  'no-report': [422, 'This JSON is no report of Sanad; choose the file that "report.json" was saved as.'],
  'newer-report': [422, 'This report is of a newer version of Sanad; bring this desk up to date first.'],
  'no-address': [422, 'This is no web address; give one such as https://example.org/page.'],
  'address-refused': [
    422,
    'This address cannot be used: only public web addresses without names, passwords and odd ports.',
  ],
  'private-address': [
    422,
    'This address leads into a private network, where Sanad fetches nothing; save the page as a file.',
  ],
  'too-many-redirects': [422, 'The page sends from one address to the next without end; give the address it ends at.'],
  unreachable: [422, 'The page cannot be reached, or its site does not give it out; check the address.'],
  'timed-out': [422, 'The site took too long to answer; try again, or save the page as a file.'],
  'page-missing': [422, 'There is no page at this address any more; check the address.'],
  'page-closed': [422, 'The site does not hand this page out to everybody; save it as a file and import that.'],
  'site-trouble': [422, 'The site is in trouble and gave no page; try again later.'],
  'insecure-redirect': [
    422,
    'The page sends on to an address without encryption; give that address yourself if you trust it.',
  ],
  'addresses-off': [422, 'This desk imports no web addresses; save the page as a file and import that.'],
  'no-page': [422, 'There is no article at this address that could be read; save the page as a file.'],
};

/** What is told of a text that cannot be imported; any other failure as it is. */
export function importProblem(error: unknown): unknown {
  if (!(error instanceof Unimportable)) return error;
  return new HttpProblem(SENTENCES[error.why][0], error.why, sentenceOf(error.why));
}

/** The English sentence of a refusal. */
export function sentenceOf(why: ImportRefusal): string {
  return SENTENCES[why][1];
}
