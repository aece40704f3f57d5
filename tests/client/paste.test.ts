import '../support/headless-page.ts';
import type { Node } from 'prosemirror-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FROM_GOOGLE_DOCS,
  FROM_WORD,
  FROM_WORDPRESS,
  GOOGLE_DOCS_TEXT,
  WORD_TEXT,
  WORDPRESS_TEXT,
} from '../support/clipboard-samples.ts';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
const LINE = 'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة، بكلفة مليوني دينار.';
const CLAIM = 'ثلاث مكتبات عامة';

let room: Room;
beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], [block(TITLE, 'title'), block(LINE), block('')]);
});
afterEach(() => room.close());

const pair = () => room.hands as readonly [Hand, Hand];
const shape = (node: Node): unknown =>
  node.isTextblock
    ? `${node.type.name}: ${node.textContent}`
    : { [node.type.name]: node.content.content.map((child) => shape(child)) };
/** What stands below the first two blocks. */
const pasted = (hand: Hand) => hand.content.content.content.slice(2).map(shape);
/** Pastes into the empty paragraph at the end. */
const paste = (hand: Hand, html: string) => hand.selectRange(hand.text.length).paste({ html });

describe('rich text that is pasted', () => {
  it.each([
    ['Word', FROM_WORD, WORD_TEXT],
    ['Google Docs', FROM_GOOGLE_DOCS, GOOGLE_DOCS_TEXT],
    ['a CMS', FROM_WORDPRESS, WORDPRESS_TEXT],
  ])(
    'from %s is the same as from a file, for a colleague too, and every claim stays on its words',
    (_, html, blocks) => {
      const [salma, omar] = pair();
      const id = omar.mark(CLAIM);
      room.quiet();
      paste(salma, html);
      room.quiet();
      for (const hand of room.hands) {
        expect(pasted(hand)).toEqual(blocks);
        expect(hand.claim(id).attachment).toMatchObject({ kind: 'exact', words: CLAIM });
        expect(hand.drawn(id)).toBe(CLAIM);
      }
      salma.undo();
      room.quiet();
      for (const hand of room.hands) expect(pasted(hand)).toEqual(['paragraph: ']);
    },
  );

  it('keeps bold, slanted and links that are safe, and no other element, style or address', () => {
    const [salma] = pair();
    paste(salma, FROM_GOOGLE_DOCS);
    const marks = salma.content.child(3).content.content.map(({ text, marks: [mark] }) => [text, mark?.type.name]);
    expect(marks).toEqual([
      ['قالت البلدية إن ', undefined],
      ['الكلفة', 'strong'],
      [' ارتفعت', 'em'],
      [' بحسب ', undefined],
      ['التقرير', 'link'],
    ]);
    const { dom } = salma.editor.view;
    expect(dom.querySelectorAll('img, script, style, iframe, [onclick], [href^=javascript], table')).toHaveLength(0);
  });

  it('keeps the direction that was set where its letters do not say it', () => {
    const [salma] = pair();
    paste(
      salma,
      '<p>أول</p><p dir="rtl">NordRail Signalling Systems وشركاؤها</p><p dir="rtl">عربي</p><p dir="ltr">2026</p><p dir="rtl">All Latin</p>',
    );
    expect(salma.content.content.content.slice(3).map(({ attrs }) => attrs.dir)).toEqual(['rtl', null, 'ltr', null]);
  });

  it('is a piece of the line where it was one', () => {
    const [salma] = pair();
    salma
      .caret(LINE, 'افتتحت '.length)
      .paste({ html: '<meta charset="utf-8"><span style="font-weight:700">فجأة</span> ' });
    expect(salma.content.childCount).toBe(3);
    expect(salma.content.child(1).textContent).toBe(LINE.replace('افتتحت ', 'افتتحت فجأة'));
  });

  it('of another editor of the same kind is no more trusted than any', () => {
    const [salma] = pair();
    paste(
      salma,
      '<p data-pm-slice="1 1 []"><span style="display:none">ghost</span><b style="font-weight:400">words</b></p><img src="x">',
    );
    expect(pasted(salma)).toEqual(['paragraph: words']);
    expect(salma.content.child(2).firstChild?.marks).toEqual([]);
  });
});
