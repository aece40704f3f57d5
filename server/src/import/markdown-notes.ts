import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;

/** The notes of a Markdown text by their labels: what they say, and their number once something refers to them. */
export interface NoteStore {
  readonly texts: Map<string, string>;
  readonly numbers: Map<string, number>;
}

/** Begins the reading of a text: handed to the parser with it, as `notes` of its environment. */
export function newNotes(): NoteStore {
  return { texts: new Map(), numbers: new Map() };
}

/** The number of a note: by the order in which the text refers to them. */
export function numberOf({ numbers }: NoteStore, label: string): number {
  const number = numbers.get(label) ?? numbers.size + 1;
  numbers.set(label, number);
  return number;
}

const START = /^\[\^([^\]\s]{1,100})\]:[ \t]?/;

/**
 * Teaches a parser footnotes: `[^label]: words` is kept in the notes that stand in its environment, with the indented lines
 * behind it, and `[^label]` becomes the words `[1]`. A label that no note has stays as it is written.
 */
export function takeNotes(markdown: Parser): void {
  markdown.block.ruler.before(
    'reference',
    'note',
    (state, startLine, endLine, silent) => {
      const lineOf = (line: number) =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
      if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
      const first = lineOf(startLine);
      const [mark, label] = START.exec(first) ?? [];
      if (!mark || !label) return false;
      if (silent) return true;
      const lines = [first.slice(mark.length)];
      let line = startLine + 1;
      for (let next = line; next < endLine; next++) {
        const words = lineOf(next);
        const indented = (state.sCount[next] ?? 0) - state.blkIndent >= 2;
        if (words.trim() === '') continue;
        // Behind an empty line only what is indented belongs to the note.
        if (START.test(words) || (!indented && next > line)) break;
        for (; line < next; line++) lines.push('');
        lines.push(words);
        line = next + 1;
      }
      const { texts } = state.env.notes as NoteStore;
      // Nothing refers to a second note of the same name, since labels hold no spaces; its words stay all the same.
      texts.set(texts.has(label) ? `${label} ${texts.size}` : label, lines.join('\n'));
      state.line = line;
      return true;
    },
    { alt: ['paragraph', 'reference'] },
  );
  markdown.inline.ruler.before('link', 'note_reference', (state, silent) => {
    const [whole, label] = /^\[\^([^\]\s]{1,100})\]/.exec(state.src.slice(state.pos, state.pos + 104)) ?? [];
    const notes = state.env.notes as NoteStore;
    if (!whole || !label || !notes.texts.has(label)) return false;
    if (!silent) state.push('note_reference', '', 0).content = `[${numberOf(notes, label)}]`;
    state.pos += whole.length;
    return true;
  });
}
