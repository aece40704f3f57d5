import { articleOfMarkdown } from '@sanad/server/import/markdown';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';

const shape = (node: Node): unknown =>
  node.isTextblock
    ? `${node.type.name}: ${node.textContent}`
    : { [node.type.name]: node.content.content.map((child) => shape(child)) };
const bodyOf = (source: string) =>
  articleOfMarkdown(source, { title: 'T' }).content.content.content.slice(1).map(shape);

describe('footnotes of Markdown', () => {
  test('stand at the end by the number of their first reference, whatever they are called', () => {
    const source = `First[^b] and second[^1], again[^b], unknown[^x].

[^1]: One
    with *two* lines.

    And a paragraph.
[^b]: https://example.org/b
[^unused]: Nobody refers to it[^1].

After.`;
    expect(bodyOf(source)).toEqual([
      'paragraph: First[1] and second[2], again[1], unknown[^x].',
      'paragraph: After.',
      'paragraph: [1] https://example.org/b',
      'paragraph: [2] One with two lines.',
      'paragraph: And a paragraph.',
      'paragraph: [3] Nobody refers to it[2].',
    ]);
    expect(articleOfMarkdown(source, {}).remarks).toEqual([{ kind: 'footnotes', count: 3 }]);
  });

  test('may refer to each other and to themselves', () => {
    expect(bodyOf('a[^1]\n\n[^1]: see [^2]\n[^2]: see [^1] and [^2]')).toEqual([
      'paragraph: a[1]',
      'paragraph: [1] see [2]',
      'paragraph: [2] see [1] and [2]',
    ]);
  });

  test('are none in code, in escaped brackets and in links', () => {
    expect(bodyOf('`[^1]` \\[^1] [^1](https://example.org)\n\n[^1]: note')).toEqual([
      'paragraph: [^1] [^1] [1](https://example.org)',
      'paragraph: [1] note',
    ]);
  });
});

describe('front matter', () => {
  test('says title, language and where the text comes from, and is none of its words', () => {
    const source = `---
title: "جسر: \\"جديد\\""
author:
  - سارة حداد
  - 'O''Neil'
date: 2026-02-03 10:00
lang: ar
tags: [a, b]
url: https://example.org/story
---

قالت البلدية.`;
    const { title, language, content, remarks, source: from } = articleOfMarkdown(source, {});
    expect([title, language]).toEqual(['جسر: "جديد"', 'ar']);
    expect(content.content.content.map(shape)).toEqual(['title: جسر: "جديد"', 'paragraph: قالت البلدية.']);
    expect(from).toEqual({
      address: 'https://example.org/story',
      byline: "سارة حداد, O'Neil",
      publishedAt: '2026-02-03',
    });
    expect(remarks).toEqual([{ kind: 'front-matter', count: 1 }]);
    expect(articleOfMarkdown(source, { title: 'Given', language: 'en' })).toMatchObject({
      title: 'Given',
      language: 'en',
    });
  });

  test('is believed no more than what it may say', () => {
    const { source, language } = articleOfMarkdown(
      '---\nurl: javascript:x\ndate: soon\nlang: <b>\nauthor:\n---\nWords',
      {},
    );
    expect([source, language]).toEqual([{}, 'en']);
  });

  test.each([
    ['two rulers around words', '---\nOnly words here\n---\n\nText', 'Only words here'],
    ['a ruler and no end', '---\ntitle: x\n\nText', 'title: x'],
    ['fields that do not begin the text', 'Text\n\n---\ntitle: x\n---', 'Text'],
  ])('is not what only looks like it: %s', (_name, source, title) => {
    expect(articleOfMarkdown(source, {})).toMatchObject({ title, remarks: [] });
  });
});

describe('Markdown', () => {
  test('has links by reference, nested quotes and lists, and tables as paragraphs', () => {
    expect(
      bodyOf(
        '[go][a] and [b]\n\n> one\n> > two\n>\n> - three\n>   1. four\n\n|a|b|\n|-|-|\n|c|d|\n\n[a]: https://example.org/a\n[b]: <javascript:x>',
      ),
    ).toEqual([
      'paragraph: go and b',
      {
        blockquote: [
          'paragraph: one',
          { blockquote: ['paragraph: two'] },
          {
            bullet_list: [{ list_item: ['paragraph: three', { ordered_list: [{ list_item: ['paragraph: four'] }] }] }],
          },
        ],
      },
      'paragraph: a | b',
      'paragraph: c | d',
    ]);
  });

  test.each([
    ['quotes', '> '.repeat(100_000)],
    ['lists', '- '.repeat(100_000)],
    ['numbers', '1. '.repeat(100_000)],
    ['brackets', '['.repeat(50_000)],
    ['pictures', '!['.repeat(50_000)],
    ['stars', '*a '.repeat(50_000)],
    ['stars at once', '*'.repeat(100_000)],
    ['backticks', Array.from({ length: 400 }, (_, at) => '`'.repeat(at)).join(' ')],
    ['references', '[^a] '.repeat(50_000)],
    ['notes', '[^a]: b\n'.repeat(10_000)],
    ['quotes on every line', '> > > > > > > > > >\n'.repeat(5000)],
    ['lists in lists', Array.from({ length: 200 }, (_, at) => `${'  '.repeat(at)}- a\n`).join('')],
  ])('that is hostile takes neither the stack nor minutes, and loses no words: %s', (_name, hostile) => {
    const { content } = articleOfMarkdown(`${hostile}last\n\nEnd`, {});
    content.check();
    for (const words of ['last', 'End']) expect(content.textContent).toContain(words);
  });
});
