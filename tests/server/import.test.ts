import { decode, unreadable } from '@sanad/server/import/decode';
import { articleOfMarkdown } from '@sanad/server/import/markdown';
import { articleOfText, paragraphsOf } from '@sanad/server/import/text';
import { placedBlocks } from '@sanad/shared/article';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { encode } from '../support/encoded.ts';

const withMark = (bytes: Uint8Array, ...mark: number[]) => Uint8Array.from([...mark, ...bytes]);

const arabicWord = fc
  .array(fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة'), { minLength: 1, maxLength: 9 })
  .map((letters) => letters.join(''));
const latinWord = fc
  .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ'), { minLength: 1, maxLength: 9 })
  .map((l) => l.join(''));
const number = fc.integer({ min: 0, max: 99_999 }).map(String);
const mark = fc.constantFrom('،', '.', '؟', '؛', ':', '«', '»', '“', '”', '(', ')', '-', '%');
const line = (word: fc.Arbitrary<string>) =>
  fc
    .array(fc.oneof({ weight: 8, arbitrary: word }, number, mark), { minLength: 1, maxLength: 30 })
    .map((w) => w.join(' '));
const text = (word: fc.Arbitrary<string>) =>
  fc
    .tuple(word, fc.array(line(word), { minLength: 1, maxLength: 8 }))
    .map(([first, lines]) => `${first}${first}${first} ${lines.join('\n')}`);

describe('bytes become the text they were written as', () => {
  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('Arabic in %s', (encoding) => {
    fc.assert(
      fc.property(text(arabicWord), (words) => {
        expect(decode(encode(words, encoding))).toMatchObject({ kind: 'text', text: words, encoding });
      }),
    );
  });

  test('any letters in windows-1256, where nothing but real words tells it from ISO-8859-6, or it is offered', () => {
    fc.assert(
      fc.property(text(arabicWord), (words) => {
        const bytes = encode(words, 'windows-1256');
        const read = decode(bytes);
        if (read.kind !== 'text') throw new Error(`it was not read: ${read.why}`);
        expect([read.encoding, ...read.alternatives]).toContain('windows-1256');
        expect(decode(bytes, { forced: 'windows-1256' })).toMatchObject({ kind: 'text', text: words });
      }),
    );
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('Latin and mixed text in %s', (encoding) => {
    fc.assert(
      fc.property(text(fc.oneof(latinWord, arabicWord)), (words) => {
        expect(decode(encode(words, encoding))).toMatchObject({ kind: 'text', text: words, encoding });
      }),
    );
  });

  test('a byte order mark decides, and is no part of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (more) => {
        const words = `نص ${more.replaceAll(/[\p{Cc}\p{Cs}]/gu, '')}`;
        const read = (bytes: Uint8Array) => decode(bytes);
        expect(read(withMark(encode(words, 'utf-8'), 0xef, 0xbb, 0xbf))).toMatchObject({ text: words });
        expect(read(withMark(encode(words, 'utf-16le'), 0xff, 0xfe))).toMatchObject({ text: words });
        expect(read(withMark(encode(words, 'utf-16be'), 0xfe, 0xff))).toMatchObject({ text: words });
      }),
    );
  });

  test('words are kept to the letter: vowel marks, direction marks, unnormalised forms', () => {
    const words = 'مُسّلح\u200fabc\u2067é vs e\u0301\u2069 ﷺ';
    expect(decode(encode(words, 'utf-8'))).toMatchObject({ text: words });
  });

  test('accents of Western Europe are not taken for Arabic letters', () => {
    const words = 'El señor Muñoz volvió a España: «Nada que añadir», dijo el ministro de Economía.';
    expect(decode(encode(words, 'windows-1252'))).toMatchObject({
      kind: 'text',
      text: words,
      encoding: 'windows-1252',
    });
  });

  test('an Arabic text with Latin names in the old encoding keeps both', () => {
    const words = 'قالت شركة NordRail إن كلفة المشروع بلغت 86 مليون دولار، و“سنتكوم” لم تعلّق.';
    expect(decode(encode(words, 'windows-1256'))).toMatchObject({
      kind: 'text',
      text: words,
      encoding: 'windows-1256',
    });
  });
});

describe('what is no text is refused', () => {
  const why = (bytes: Uint8Array) => {
    const decoded = decode(bytes);
    return decoded.kind === 'unreadable' ? decoded.why : decoded.text;
  };

  test('nothing, and nothing but white space or marks', () => {
    expect(why(new Uint8Array())).toBe('empty');
    expect(why(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('empty');
    expect(why(Uint8Array.of(0xff, 0xfe))).toBe('empty');
    expect(why(encode(' \n\t\u200f\u2069\r\n', 'utf-8'))).toBe('empty');
  });

  test.each([
    ['a PDF', '%PDF-1.7\nsome readable words'],
    ['a Word document', 'PK\x03\x04 words'],
    ['an old Word document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['a picture', '\x89PNG\r\n\x1a\n'],
    ['rich text', '{\\rtf1\\ansi words}'],
    ['an archive', '\x1f\x8b\x08'],
  ])('%s', (_name, start) => {
    expect(why(Uint8Array.from([...start].map((char) => char.charCodeAt(0))))).toBe('binary');
  });

  test('random bytes are never an article', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 400, maxLength: 2000 }), (bytes) => {
        expect(decode(bytes).kind).toBe('unreadable');
      }),
    );
  });

  test('text with a NUL in it', () => {
    expect(why(encode('words and \0 words', 'utf-8'))).toBe('binary');
    expect(unreadable('words and \0 words')).toBe('binary');
  });

  test('UTF-8 with a broken letter is damaged, and not gibberish in another encoding', () => {
    const bytes = encode('هجوم قرب تدمر يسفر عن مقتل جنديين', 'utf-8');
    expect(why(Uint8Array.from([...bytes.subarray(0, 20), 0xff, ...bytes.subarray(20)]))).toBe('damaged');
    expect(why(bytes.subarray(0, bytes.length - 1))).toBe('damaged');
    expect(why(withMark(encode('سند', 'utf-16le'), 0xff, 0xfe).subarray(0, 7))).toBe('damaged');
  });

  test('more than the limit, counted in bytes', () => {
    const full = new Uint8Array(IMPORT_LIMIT).fill(0x61);
    expect(decode(full).kind).toBe('text');
    expect(why(new Uint8Array(IMPORT_LIMIT + 1).fill(0x61))).toBe('too-large');
    expect(unreadable('س'.repeat(IMPORT_LIMIT / 2))).toBeNull();
    expect(unreadable('س'.repeat(IMPORT_LIMIT / 2 + 1))).toBe('too-large');
    const old = encode('قال '.repeat(IMPORT_LIMIT / 4), 'windows-1256');
    expect(decode(old)).toMatchObject({ kind: 'text', encoding: 'windows-1256' });
  });
});

const shape = (node: Node): unknown =>
  node.isTextblock
    ? `${node.type.name}: ${node.textContent}`
    : { [node.type.name]: node.content.content.map((child) => shape(child)) };
const blocksOf = (node: Node) => node.content.content.map((child) => shape(child));

describe('plain text becomes an article', () => {
  test('the first line is the title, every other line a paragraph', () => {
    const { content, title, language } = articleOfText('العنوان\n\nالفقرة الأولى.\r\nالفقرة الثانية.\n', {});
    expect(blocksOf(content)).toEqual(['title: العنوان', 'paragraph: الفقرة الأولى.', 'paragraph: الفقرة الثانية.']);
    expect([title, language]).toEqual(['العنوان', 'ar']);
  });

  test('a given title stands above the whole text, and is not said twice', () => {
    expect(blocksOf(articleOfText('One.\nTwo.', { title: 'Named' }).content)).toEqual([
      'title: Named',
      'paragraph: One.',
      'paragraph: Two.',
    ]);
    expect(blocksOf(articleOfText('Named\nTwo.', { title: ' Named ' }).content)).toEqual([
      'title: Named',
      'paragraph: Two.',
    ]);
  });

  test('a title is one line of whole letters', () => {
    const { title, content } = articleOfText('Text', { title: ' One\r\n two\t\u0000three \ud83d ' });
    expect(title).toBe('One two three \ufffd');
    expect(content.firstChild?.textContent).toBe(title);
    expect(paragraphsOf('half \udc00 a letter')).toEqual(['half \ufffd a letter']);
    expect(articleOfMarkdown('![a\nmap](x)', {}).title).toBe('a map');
  });

  test('a title alone gets an empty paragraph to write in', () => {
    expect(blocksOf(articleOfText('Alone', {}).content)).toEqual(['title: Alone', 'paragraph: ']);
  });

  test('text that was wrapped at a width has its paragraphs back', () => {
    const wrapped = [
      'Harbour town votes to bring back its ferry',
      '',
      'The town council voted on Tuesday to bring back the night',
      'ferry to the island, eleven years after the last boat tied',
      'up for good, and people in the gallery stood up to',
      'applaud.',
      '',
      'Under the plan two electric boats will make six crossings',
      'a night. It needs:',
      '- a pier that is long enough for both of the boats',
      '- a timetable',
    ].join('\n');
    expect(paragraphsOf(wrapped)).toEqual([
      'Harbour town votes to bring back its ferry',
      'The town council voted on Tuesday to bring back the night ferry to the island, eleven years after the last boat tied up for good, and people in the gallery stood up to applaud.',
      'Under the plan two electric boats will make six crossings a night. It needs:',
      '- a pier that is long enough for both of the boats',
      '- a timetable',
    ]);
  });

  test('short lines that end their sentences stay paragraphs', () => {
    const lines = [
      'A title of some length that stands for itself',
      '',
      'The first sentence is about as long as the others.',
      'The second sentence is about as long as the first.',
      'The third sentence is about as long as the second.',
      '',
      'The fourth sentence stands below an empty line too.',
      'The fifth sentence is about as long as the fourth.',
    ];
    expect(paragraphsOf(lines.join('\n'))).toEqual(lines.filter(Boolean));
  });

  test('no letter is lost or changed, whatever the lines are', () => {
    const letters = (words: string) => words.replaceAll(/[\s\p{Cc}\ufeff]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.array(line(arabicWord)), (some, lines) => {
        const source = `س\n${some}\n${lines.join('\n')}`;
        expect(letters(paragraphsOf(source).join('\n'))).toBe(letters(source));
      }),
    );
  });

  test('control characters go, direction marks stay', () => {
    expect(paragraphsOf('one\x08 two\x1b\u2028three \u202bأربعة\u202c\f\x85five')).toEqual([
      'one two',
      'three \u202bأربعة\u202c',
      'five',
    ]);
  });

  test('each block runs in its own direction', () => {
    const { content } = articleOfText(
      'العنوان العربي\nNordRail قالت الشركة إن المشروع اكتمل\nThis quote is English.\n2026',
      {},
    );
    expect(placedBlocks(content).map(({ node }) => node.attrs.dir)).toEqual(['rtl', 'rtl', 'ltr', 'rtl']);
  });

  test('the language that is given decides where letters do not', () => {
    const { content, language } = articleOfText('2026\n1234', { language: 'fa' });
    expect(language).toBe('fa');
    expect(content.firstChild?.attrs.dir).toBe('rtl');
  });

  test('text without words is no article', () => {
    expect(() => articleOfText(' \n\u0000\n', {})).toThrow(RangeError);
  });
});

describe('Markdown becomes an article', () => {
  const article = (source: string, about = {}) => articleOfMarkdown(source, about);

  test('the first heading of level 1 is the title, the others are headings', () => {
    const { content, title } = article('# العنوان\n\nفقرة.\n\n## فصل\n\n# فصل آخر\n\n##### عميق\n');
    expect(title).toBe('العنوان');
    expect(blocksOf(content)).toEqual([
      'title: العنوان',
      'paragraph: فقرة.',
      'heading: فصل',
      'heading: فصل آخر',
      'heading: عميق',
    ]);
    expect(content.content.content.slice(2).map((node) => node.attrs.level)).toEqual([2, 2, 4]);
  });

  test('without one, the first block is; a list or a quote stays whole below the title', () => {
    expect(blocksOf(article('First.\n\nSecond.').content)).toEqual(['title: First.', 'paragraph: Second.']);
    expect(blocksOf(article('- one\n- two').content)).toEqual([
      'title: one',
      { bullet_list: [{ list_item: ['paragraph: one'] }, { list_item: ['paragraph: two'] }] },
    ]);
    expect(blocksOf(article('# Own\n\nText.', { title: 'Given' }).content)).toEqual([
      'title: Given',
      'heading: Own',
      'paragraph: Text.',
    ]);
  });

  test('lists nest, keep their first number, and quotes hold blocks', () => {
    const { content } = article('# T\n\n3. three\n   - in\n4. four\n\n> quoted\n>\n> twice');
    expect(blocksOf(content).slice(1)).toEqual([
      {
        ordered_list: [
          { list_item: ['paragraph: three', { bullet_list: [{ list_item: ['paragraph: in'] }] }] },
          { list_item: ['paragraph: four'] },
        ],
      },
      { blockquote: ['paragraph: quoted', 'paragraph: twice'] },
    ]);
    expect(content.child(1).attrs.order).toBe(3);
  });

  test('bold, italic and links are kept; an address that could run is dropped, its words are not', () => {
    const { content } = article(
      '# T\n\n**bold** *it* ***both*** [safe](https://example.org/a) [bad](javascript:alert(1)) [data](data:text/html,x) [rel](/p) <https://example.org>',
    );
    const runs: string[] = [];
    content.child(1).forEach((node) => {
      runs.push(`${node.text}|${node.marks.map((each) => each.attrs.href ?? each.type.name).join()}`);
    });
    expect(runs.filter((run) => !run.startsWith(' |'))).toEqual([
      'bold|strong',
      'it|em',
      'both|em,strong',
      'safe|https://example.org/a',
      ' bad data rel |',
      'https://example.org|https://example.org',
    ]);
  });

  test('code, tables, pictures and HTML stay as words', () => {
    const { content } = article(
      '# T\n\n```js\nlet a = 1;\n\nlet b;\n```\n\n| a | **b** |\n|---|---|\n| c | d |\n\n![a map](https://example.org/m.png) ![](https://example.org/n.png)\n\n<div onclick="x()">raw</div>\n\nuse `code` here\n\n---\n',
    );
    expect(blocksOf(content).slice(1)).toEqual([
      'paragraph: let a = 1;',
      'paragraph: let b;',
      'paragraph: a | b',
      'paragraph: c | d',
      'paragraph: a map https://example.org/n.png',
      'paragraph: <div onclick="x()">raw</div>',
      'paragraph: use code here',
    ]);
  });

  test('a hard break starts a paragraph and keeps what is bold bold; a soft one is a space', () => {
    const { content } = article('# T\n\n**one  \ntwo** three\nfour\\\nfive');
    expect(blocksOf(content).slice(1)).toEqual(['paragraph: one', 'paragraph: two three four', 'paragraph: five']);
    expect(content.child(2).firstChild?.marks.map((each) => each.type.name)).toEqual(['strong']);
  });

  test('letters are kept: nothing is made typographic', () => {
    const source = 'T\n\n"quoted" -- and... (c) ~~struck~~ \\* &amp; أ"ب"';
    expect(article(source).content.child(1).textContent).toBe('"quoted" -- and... (c) ~~struck~~ * & أ"ب"');
  });

  test('whatever is written, the article fits its schema and begins with its title', () => {
    const piece = fc.constantFrom(
      '# ',
      '## ',
      '> ',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '    ',
      '```\n',
      '**',
      '*',
      '_',
      '[',
      '](',
      ')',
      '![',
      '| a |',
      '|---|',
      '<b>',
      '`',
      '\\',
      '---\n',
      'كلمة ',
      'word ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { content } = article(`س ${pieces.join('')}`);
        content.check();
        expect(content.firstChild?.type.name).toBe('title');
        expect(content.firstChild?.textContent).not.toBe('');
        for (const { node } of placedBlocks(content)) expect(node.textContent).not.toContain('\n');
      }),
    );
  });
});
