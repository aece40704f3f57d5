import { guessLanguage } from '@sanad/shared/direction';
import type { ImportRemark } from '@sanad/shared/import';
import { blocksOf } from './docx-blocks.ts';
import { claimsOf } from './docx-claims.ts';
import { commentsOf } from './docx-comments.ts';
import { Numbering } from './docx-numbering.ts';
import { DocxPackage, type DocxPart } from './docx-package.ts';
import { Paragraph } from './docx-paragraph.ts';
import { DocxPlaces } from './docx-places.ts';
import { type Note, newTally, type Tally } from './docx-reading.ts';
import { recordOf } from './docx-record-reader.ts';
import { Story, type StoryGround } from './docx-story.ts';
import { Styles } from './docx-styles.ts';
import { importLanguage } from './docx-thread.ts';
import { childOf, elementsOf, type Xml } from './docx-xml.ts';
import { type About, type Imported, imported } from './imported.ts';
import { Unimportable } from './unimportable.ts';

const NOTES = { ar: 'الحواشي', en: 'Notes' } as const;

/**
 * Makes an article of a Word document (.docx): headings, lists, quotes, links and stress as its styles have them, tracked
 * changes as if accepted, notes at the end, and its comments as claims on their very words. Nothing outside of the file is
 * looked at. What was left out or read otherwise than it stands there is told in remarks.
 * @throws Unimportable when the file is no such document, or not to be trusted with unpacking; TooManyBlocks.
 */
export function articleOfDocx(bytes: Uint8Array, about: About): Imported {
  const docx = new DocxPackage(bytes);
  const body = childOf(docx.document.root, 'w:body');
  if (!body) throw new Unimportable('damaged-file');
  const record = recordOf(docx);
  const tally = newTally();
  const ground: StoryGround = {
    styles: new Styles(docx.related('styles')?.root ?? null),
    numbering: new Numbering(docx.related('numbering')?.root ?? null),
    tally,
    leavesReport: record !== null,
  };
  const story = new Story(ground, docx.document);
  const paragraphs = story.read(body);
  if (paragraphs.every(({ isEmpty }) => isEmpty)) throw new Unimportable('empty');
  const language = about.language ?? guessLanguage(paragraphs.map(({ text }) => text).join('\n'));
  const words = importLanguage(language);
  const notes = notesOf(docx, story, ground, NOTES[words]);
  const blocks = blocksOf([...paragraphs, ...notes], notes[0] ?? null);
  const article = imported(blocks.blocks, { ...about, language });
  const places = new DocxPlaces(blocks, article.content);
  const comments = commentsOf(docx, ground);
  const { claims, remarks } = claimsOf({ comments, reading: story.reading, places, record, language: words });
  return { ...article, claims, remarks: [...remarksOf(tally, story.reading.notes.size), ...remarks].filter(isSaid) };
}

/** The notes that the text refers to, under a heading of their own. */
function notesOf(docx: DocxPackage, story: Story, ground: StoryGround, title: string): Paragraph[] {
  const { notes } = story.reading;
  if (notes.size === 0) return [];
  const parts = { footnote: docx.related('footnotes'), endnote: docx.related('endnotes') };
  const texts = { footnote: textsOf(parts.footnote), endnote: textsOf(parts.endnote) };
  const plain = { style: ground.styles.paragraph(null), direction: null, item: null };
  const heading = new Paragraph({ ...plain, heading: 2 });
  heading.write(title, PLAIN);
  // A note may refer to another: those are found while these are read.
  const read = (note: Note): Paragraph[] => {
    const xml = texts[note.kind].get(note.id);
    const part = parts[note.kind];
    const found = xml && part ? story.read(xml, part) : [];
    const first = new Paragraph({ ...plain, heading: null, ...(found[0] && { ...found[0].kind, item: null }) });
    first.write(`[${note.number}] `, PLAIN);
    if (found[0]) first.take(found[0]);
    return [first, ...found.slice(1)];
  };
  const paragraphs: Paragraph[] = [];
  for (const note of notes.values()) paragraphs.push(...read(note));
  return [heading, ...paragraphs];
}

const PLAIN = { strong: false, em: false, href: null };

function textsOf(part: DocxPart | null): Map<string, Xml> {
  const texts = new Map<string, Xml>();
  for (const xml of elementsOf(part?.root)) {
    const id = xml.attributes['w:id'];
    if (/^w:(footnote|endnote)$/.test(xml.name) && id !== undefined && !texts.has(id)) texts.set(id, xml);
  }
  return texts;
}

function remarksOf(tally: Tally, notes: number): ImportRemark[] {
  return [
    { kind: 'tracked-changes', count: tally.changes },
    { kind: 'footnotes', count: notes },
    { kind: 'pictures', count: tally.pictures },
    { kind: 'tables', count: tally.tables },
    { kind: 'hidden-text', count: tally.hidden },
    { kind: 'links-unsafe', count: tally.unsafeLinks },
    { kind: 'report-left-out', count: tally.reportParts },
  ];
}

const isSaid = ({ count }: ImportRemark) => count > 0;
