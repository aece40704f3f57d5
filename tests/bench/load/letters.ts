import { textRoot } from '@sanad/shared/article';
import * as Y from 'yjs';

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي ';

/** The letters one person types at the end of a paragraph: an update for each, as Yjs makes it. */
export function typedLetters(article: Uint8Array, client: number, place: number, count: number): readonly Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, article);
  doc.clientID = client;
  const paragraphs = textRoot(doc)
    .toArray()
    .filter((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph');
  const paragraph = paragraphs[place % paragraphs.length];
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new RangeError('the article has no paragraph with text');
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  const start = text.length;
  for (let index = 0; index < count; index++)
    text.insert(start + index, LETTERS[(index * 7) % LETTERS.length] as string);
  doc.destroy();
  return updates;
}

/** The letters an update holds: of which client, from which one, up to which one, that one excluded. */
export interface Run {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** What an update holds, however many were merged into it. */
export function runsIn(update: Uint8Array): readonly Run[] {
  return Y.decodeUpdate(update)
    .structs.filter((struct) => !(struct instanceof Y.Skip))
    .map(({ id: { client, clock }, length }) => ({ client, from: clock, to: clock + length }));
}
