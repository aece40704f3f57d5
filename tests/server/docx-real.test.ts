import { readFileSync } from 'node:fs';
import { articleOfDocx } from '@sanad/server/import/docx';
import { placedBlocks } from '@sanad/shared/article';
import { describe, expect, test } from 'vitest';

function read(name: string) {
  const article = articleOfDocx(readFileSync(new URL(`docx/${name}.docx`, import.meta.url)), {});
  const blocks = placedBlocks(article.content);
  const text = blocks.map(({ node }) => node.textContent).join('\n');
  return { ...article, blocks, text };
}

describe('documents that another program wrote', () => {
  test('an Arabic one: its text, with what was changed, noted and put in tables', () => {
    const { blocks, content, language, remarks } = read('arabic');
    expect(language).toBe('ar');
    expect(blocks.map(({ node }) => `${node.attrs.level ?? ''}${node.attrs.dir} ${node.textContent}`)).toEqual([
      'rtl إغلاق جسر الميناء بعد ثلاثة أيام',
      'rtl قال المتحدّث باسم البلدية إن الجسر أُغلق مساء الثلاثاء[1] بعد أن عدّت أربعة شقوق.',
      'rtl وأضاف أن الإصلاح يبدأ غداً، كما في البيان.',
      '2rtl ما نعرفه',
      'rtl أولاً',
      'rtl تفصيل',
      'rtl ثانياً',
      '3rtl أقوال',
      'rtl «سنفتح الجسر حين نطمئن.»',
      'ltr The bridge was built in 1958 👷🏽‍♀️, they say.',
      'rtl نقطة',
      'rtl السنة | العدد',
      'rtl 2025 | 12',
      'rtl خاتمة.',
      '2rtl الحواشي',
      'rtl [1] بيان البلدية، رقم ٣.',
    ]);
    expect(content.toString()).toContain(
      'ordered_list(list_item(paragraph("أولاً"), bullet_list(list_item(paragraph("تفصيل")))), list_item(paragraph("ثانياً")))',
    );
    expect(content.toString()).toContain('blockquote(paragraph("«سنفتح الجسر حين نطمئن.»"))');
    expect(content.toString()).toContain('strong("الجسر أُغلق")');
    expect(content.toString()).toContain('link("كما في البيان")');
    expect(content.toString()).toContain('em("الإصلاح")');
    expect(remarks).toEqual([
      { kind: 'tracked-changes', count: 2 },
      { kind: 'footnotes', count: 1 },
      { kind: 'tables', count: 1 },
      { kind: 'comments', count: 6 },
      { kind: 'comments-resolved', count: 1 },
    ]);
  });

  test('its comments are claims on their words: over formats, notes and paragraphs, on a point, in a table', () => {
    const { claims, text } = read('arabic');
    expect(claims?.map(({ place }) => place && text.slice(place.start, place.end))).toEqual([
      'ثلاثة أيام',
      'الجسر أُغلق مساء الثلاثاء',
      'الثلاثاء[1] بعد أن عدّت أربعة شقوق.\nوأضاف أن الإصلاح يبدأ',
      'ثانياً',
      '1958 👷🏽‍♀️',
      '12',
    ]);
    expect(claims?.map(({ made }) => `${made.named} ${made.at}`)).toEqual([
      'ليلى حدّاد 2026-03-01T08:00:00.000Z',
      'Omar 2026-03-01T09:12:00.000Z',
      'ليلى حدّاد 2026-03-01T09:13:00.000Z',
      'Omar 2026-03-01T09:20:00.000Z',
      'منى 2026-03-01T09:30:00.000Z',
      'Omar 2026-03-01T09:40:00.000Z',
    ]);
    expect(claims?.[0]?.entries).toEqual([
      {
        kind: 'comment',
        text: 'أهي ثلاثة أيام؟\nفي البيان يومان.',
        replyTo: null,
        by: { named: 'ليلى حدّاد', at: '2026-03-01T08:00:00.000Z' },
      },
      { kind: 'comment', text: 'عُلّم هذا التعليق في الملف على أنه محسوم.', replyTo: 0, by: { named: null, at: null } },
    ]);
  });

  test('an English one that was a page', () => {
    const { content, remarks } = read('page');
    expect(content.toString()).toBe(
      'doc(title("Harbour bridge closed"), paragraph("The council ", strong("said"), " on ", em("Tuesday"), " that the ", link("statement"), " holds."), paragraph("A second line."), heading("What we know"), bullet_list(list_item(paragraph("one")), list_item(paragraph("two"), bullet_list(list_item(paragraph("inner"))))), ordered_list(list_item(paragraph("four")), list_item(paragraph("five"))), blockquote(paragraph("We open when it is safe.")), paragraph("فقرة عربية في خبر إنكليزي."), paragraph("Year | Count"), paragraph("2025 | 12"))',
    );
    const order: unknown[] = [];
    content.descendants((node) => {
      if (node.type.name === 'ordered_list') order.push(node.attrs.order);
    });
    expect(order).toEqual([4]);
    expect(remarks).toEqual([{ kind: 'tables', count: 1 }]);
  });
});
