import { directionOfLanguage } from '@sanad/shared/direction';
import type { PreviewBlock } from '@sanad/shared/import-draft';
import { NO_SOURCE } from '@sanad/shared/source';
import type { Node } from 'prosemirror-model';
import type { DraftFacts, Reading } from './import-job.ts';
import type { Material, Read } from './readers.ts';

/** How many blocks are shown before a text is taken, and how many UTF-16 units of each. */
const SHOWN = 60;
const SHOWN_OF_EACH = 1500;

/** A text that was read, and the hidden signs that were in it. */
export interface ReadWhole extends Read {
  readonly hiddenSigns: Readonly<Record<string, number>>;
}

/** What a person is shown of a text that was read. */
export function draftFacts(material: Material, read: ReadWhole, reading: Reading): DraftFacts {
  const { imported, encoding, alternatives, hiddenSigns } = read;
  const { content, title, language, source, claims = [], remarks = [] } = imported;
  const blocks = previewOf(content);
  const chosen = material.file === '' && material.address === '' ? null : encoding;
  const words = blocks.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0), 0);
  return {
    title,
    language,
    direction: reading.direction ?? directionOfLanguage(language),
    format: material.format === 'former' ? 'text' : material.format,
    // Letters that were pasted are letters already.
    encoding: chosen,
    encodings: chosen === null ? [] : [chosen, ...alternatives],
    source: {
      ...NO_SOURCE,
      ...source,
      ...(material.file ? { file: material.file.slice(0, 300) } : {}),
    },
    counts: { words, paragraphs: blocks.length - 1, claims: claims.length },
    // Signs that are hidden are counted by themselves.
    remarks: remarks.filter(({ kind }) => kind !== 'hidden-signs').map(({ kind, count }) => ({ kind, count })),
    hiddenSigns: { ...hiddenSigns },
    withoutHiddenSigns: reading.withoutHiddenSigns,
    preview: blocks.slice(0, SHOWN).map((block) => ({ ...block, text: cut(block.text) })),
    more: Math.max(0, blocks.length - SHOWN),
    difference: null,
  };
}

function cut(text: string): string {
  return text.length > SHOWN_OF_EACH ? `${text.slice(0, SHOWN_OF_EACH).toWellFormed()}…` : text;
}

function previewOf(content: Node): PreviewBlock[] {
  const blocks: PreviewBlock[] = [];
  const walk = (node: Node, depth: number, inside: 'quote' | 'item' | null) => {
    node.forEach((child) => {
      const { name } = child.type;
      if (!child.isTextblock) {
        walk(
          child,
          depth + (name === 'list_item' ? 0 : 1),
          name === 'blockquote' ? 'quote' : name === 'list_item' ? 'item' : inside,
        );
        return;
      }
      const kind = name === 'title' || name === 'heading' ? name : (inside ?? 'paragraph');
      const level = name === 'heading' ? (child.attrs.level as number) : null;
      blocks.push({
        kind,
        level,
        depth,
        direction: child.attrs.dir === 'rtl' ? 'rtl' : 'ltr',
        text: child.textContent,
      });
    });
  };
  walk(content, 0, null);
  return blocks;
}
