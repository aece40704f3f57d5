import { COMMENT_LIMIT } from '@sanad/shared/thread';
import { REPORT_WORDS, type ReportLanguage } from '../report/words.ts';
import type { DocxComment } from './docx-comments.ts';
import type { ImportedEntry, Signature } from './imported-claim.ts';

const WORDS = {
  ar: { nameless: 'كاتب بلا اسم في الملف', resolved: 'عُلّم هذا التعليق في الملف على أنه محسوم.' },
  en: { nameless: 'Somebody without a name in the file', resolved: 'This comment was marked as resolved in the file.' },
} as const;

/** Says what the import itself has to say in the article's language. */
export function importLanguage(language: string): ReportLanguage {
  return language.toLowerCase().split('-')[0] === 'ar' ? 'ar' : 'en';
}

/** Who wrote a comment and when, as the file has it. */
export function signatureOf({ author, at }: DocxComment, language: ReportLanguage): Signature {
  return { named: author || WORDS[language].nameless, at };
}

/** What a comment says, in one text; '' for one without words. */
export function commentText({ paragraphs }: DocxComment): string {
  return paragraphs
    .map((paragraph) => paragraph.trimEnd())
    .join('\n')
    .trim();
}

/** A comment as entries of a thread: one, or several for one that is longer than an entry may be. */
export function entriesOf(comment: DocxComment, replyTo: number | null, language: ReportLanguage): ImportedEntry[] {
  const by = signatureOf(comment, language);
  return piecesOf(commentText(comment)).map((text) => ({ kind: 'comment', text, replyTo, by }));
}

/** That a comment was resolved, said by whoever imports it: a file does not tell how it was settled, or by whom. */
export function resolvedEntry(replyTo: number | null, language: ReportLanguage): ImportedEntry {
  return { kind: 'comment', text: WORDS[language].resolved, replyTo, by: { named: null, at: null } };
}

/** Whether a comment shows confidential evidence in a report of ours: what is confidential is in no article. */
export function isConfidential({ paragraphs }: DocxComment): boolean {
  const first = paragraphs.find((paragraph) => paragraph.trim() !== '')?.trim();
  return Object.values(REPORT_WORDS).some(({ confidential }) => confidential === first);
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > COMMENT_LIMIT) {
    const space = rest.slice(0, COMMENT_LIMIT).search(/\s\S*$/);
    let cut = space > COMMENT_LIMIT / 2 ? space : COMMENT_LIMIT;
    // Not in the midst of a letter.
    if (/[\ud800-\udbff]/.test(rest[cut - 1] ?? '')) cut--;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest.trim() === '' ? pieces : [...pieces, rest];
}
