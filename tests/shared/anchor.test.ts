import { groundOf, makeAnchor, mend, trimRange } from '@sanad/shared/anchor';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { moveClaim, readClaim } from '@sanad/shared/claim';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { articleOf, copyOf, exchange, heldBy, lettersOf, mark, markRange, placeOf } from './desk-article.ts';

const TITLE = 'مقتل ثلاثة في هجوم';
const FIRST = 'قالت الوزارة إن ثلاثة جنود قتلوا في كمين قرب المدينة مساء السبت.';
const SECOND = 'ونفى المتحدث باسم الداخلية أن يكون المهاجم عنصرًا سابقًا في الأمن.';
const article = () => articleOf(TITLE, FIRST, SECOND);

describe('a claim stays on its words', () => {
  test('while a colleague types before it', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا');
    const other = copyOf(doc);
    lettersOf(other, 1).insert(0, 'عاجل: ');
    exchange(doc, other);
    for (const copy of [doc, other])
      expect(placeOf(copy, id)).toMatchObject({ kind: 'exact', words: 'ثلاثة جنود قتلوا' });
  });

  test('while somebody types at both of its edges', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا');
    const letters = lettersOf(doc, 1);
    const at = FIRST.indexOf('ثلاثة');
    letters.insert(at + 'ثلاثة جنود قتلوا'.length, 'آخر ');
    letters.insert(at, 'أول ');
    expect(placeOf(doc, id)).toMatchObject({ kind: 'exact', words: 'ثلاثة جنود قتلوا' });
  });

  test('and takes in what is typed inside it', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا');
    lettersOf(doc, 1).insert(FIRST.indexOf('جنود'), 'من ال');
    expect(placeOf(doc, id)).toMatchObject({ kind: 'exact', words: 'ثلاثة من الجنود قتلوا' });
  });

  test('across two blocks', () => {
    const doc = article();
    const id = mark(doc, `مساء السبت.\nونفى المتحدث`);
    lettersOf(doc, 1).insert(0, 'عاجل: ');
    expect(placeOf(doc, id)).toMatchObject({ kind: 'exact', words: 'مساء السبت.\nونفى المتحدث' });
  });

  test('when its block is deleted and written again elsewhere, as recovered', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا في كمين قرب المدينة');
    const root = textRoot(doc);
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText(FIRST)]);
    root.delete(1, 1);
    root.insert(root.length, [block]);
    expect(placeOf(doc, id)).toMatchObject({ kind: 'recovered', words: 'ثلاثة جنود قتلوا في كمين قرب المدينة' });
  });
});

describe('a claim is detached', () => {
  test('when its words are gone', () => {
    const doc = article();
    const id = mark(doc, 'ونفى المتحدث باسم الداخلية');
    textRoot(doc).delete(2, 1);
    expect(placeOf(doc, id)).toEqual({ kind: 'detached' });
  });

  test('when its words are gone and the same stand twice elsewhere', () => {
    const doc = articleOf(TITLE, 'ثلاثة جنود قتلوا.', 'نص.', 'ثلاثة جنود قتلوا.', 'نص.', 'ثلاثة جنود قتلوا.');
    const id = mark(doc, 'ثلاثة جنود قتلوا');
    textRoot(doc).delete(1, 1);
    expect(placeOf(doc, id)).toEqual({ kind: 'detached' });
  });

  test('when other words took the place of its own', () => {
    const doc = article();
    const id = mark(doc, 'ونفى المتحدث باسم الداخلية');
    const letters = lettersOf(doc, 2);
    letters.delete(1, 'ونفى المتحدث باسم الداخلية'.length - 2);
    letters.insert(1, 'خلاف هذا تمامًا حسب مصادر عدة في العاصمة وخارجه');
    expect(placeOf(doc, id)).toEqual({ kind: 'detached' });
  });
});

test('an anchor that names a root instead of a letter holds nothing, and looking it up makes no root', () => {
  const doc = article();
  const id = mark(doc, 'ثلاثة جنود قتلوا');
  const claim = readClaim(claimsRoot(doc).get(id));
  if (!claim) throw new Error('no claim');
  const forged = Y.encodeRelativePosition(new Y.RelativePosition(null, 'evil', null, 0));
  moveClaim(doc, id, { start: forged, end: forged }, { ...claim.quote, exact: 'غيرها تمامًا من الكلام' });
  expect(heldBy(doc, id)).toBeNull();
  expect(placeOf(doc, id).kind).toBe('recovered');
  expect([...doc.share.keys()].sort()).toEqual(['claims', 'text']);
});

describe('mending', () => {
  const claimOf = (doc: Y.Doc, id: string) => {
    const claim = readClaim(claimsRoot(doc).get(id));
    if (!claim) throw new Error('no claim');
    return claim;
  };

  test('writes nothing while the anchor already holds the words', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا');
    const place = placeOf(doc, id);
    if (place.kind === 'detached') throw new Error('detached');
    expect(mend(groundOf(doc, articleText(doc)), claimOf(doc, id), place)).toBeNull();
  });

  test('brings an anchor to where the editing client knows the words to be', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا في كمين قرب المدينة');
    const root = textRoot(doc);
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText(FIRST)]);
    root.delete(1, 1);
    root.insert(1, [block]);
    const at = articleText(doc).text.indexOf('ثلاثة جنود قتلوا');
    const range = { start: at, end: at + 'ثلاثة جنود قتلوا في كمين قرب المدينة'.length };
    const mended = mend(groundOf(doc, articleText(doc)), claimOf(doc, id), range);
    expect(mended).not.toBeNull();
    if (mended) moveClaim(doc, id, mended.anchor, mended.quote);
    expect(heldBy(doc, id)).toEqual(range);
    expect(placeOf(doc, id)).toMatchObject({ kind: 'exact' });
  });

  test('never writes an empty anchor', () => {
    const doc = article();
    const id = mark(doc, 'ثلاثة جنود قتلوا');
    expect(mend(groundOf(doc, articleText(doc)), claimOf(doc, id), { start: 5, end: 5 })).toBeNull();
  });
});

describe('a range is trimmed', () => {
  test('of white space and block ends', () => {
    expect(trimRange('  قال \n', 0, 7)).toEqual({ start: 2, end: 5 });
    expect(trimRange(' \n ', 0, 3)).toBeNull();
  });
  test('to whole letters with their marks, emoji sequences and surrogate pairs', () => {
    const text = 'أهلًا 👨‍👩‍👧 بكم';
    const family = text.indexOf('👨');
    expect(trimRange(text, family + 2, family + 4)).toEqual({ start: family, end: family + '👨‍👩‍👧'.length });
    expect(trimRange(text, 0, 3)).toEqual({ start: 0, end: 5 });
  });
  test('the same whichever way it was selected', () => {
    expect(trimRange('قال الوزير', 10, 4)).toEqual(trimRange('قال الوزير', 4, 10));
    expect(trimRange('فعلاً', 4, 5)).toEqual({ start: 2, end: 5 }); // from the mark of a lam-alef
    expect(trimRange('سلَام', 0, 2)).toEqual({ start: 0, end: 4 }); // up to the mark of one
  });
});

test('an anchor between blocks, of nothing or outside the text is a mistake of the caller', () => {
  const doc = article();
  const ground = groundOf(doc, articleText(doc));
  expect(() => makeAnchor(ground, TITLE.length, TITLE.length + 1)).toThrow(RangeError);
  expect(() => makeAnchor(ground, 3, 3)).toThrow(RangeError);
  expect(() => makeAnchor(ground, 0, 100_000)).toThrow(RangeError);
});

test('any range of any article is held by its anchor exactly', () => {
  const line = fc.string({ unit: fc.constantFrom(...'ابتثج قتل3«»aB é😀ًّ'), maxLength: 30 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (lines, a, b) => {
      const doc = articleOf('عنوان', ...lines);
      const text = articleText(doc);
      const range = trimRange(text.text, a % text.text.length, b % text.text.length);
      fc.pre(range !== null);
      if (!range) return;
      expect(trimRange(text.text, range.start, range.end)).toEqual(range);
      const id = markRange(doc, range.start, range.end, null);
      const held = heldBy(doc, id);
      expect(held).toEqual(range);
      expect(placeOf(copyOf(doc), id)).toEqual(placeOf(doc, id));
    }),
    { numRuns: 300 },
  );
});
