import { linesOf, mentionAsked, mentionsIn, peopleLike } from '@sanad/client/thread/comment-parts.ts';
import { ThreadDrafts, type Writing } from '@sanad/client/thread/thread-drafts.ts';
import { branchesOf } from '@sanad/client/thread/thread-tree.ts';
import { foldedText } from '@sanad/shared/fold';
import type { ThreadEntry } from '@sanad/shared/thread';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SALMA = { id: 'salma', name: 'سلمى' };
const AHMAD = { id: 'ahmad', name: 'أحمد النجّار' };
const OMAR = { id: 'omar', name: 'Omar' };
const OMAR_LONG = { id: 'omar-long', name: 'Omar Haddad' };
const PEOPLE = [SALMA, AHMAD, OMAR, OMAR_LONG];

const kinds = (text: string) => linesOf(text, PEOPLE).map((parts) => parts.map(({ kind, text }) => `${kind}: ${text}`));

describe('what a comment is made of', () => {
  it('is every letter of it, whatever it says', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('@Omar', '@سلمى', ' https://a.example/b(c)', '<img onerror=x>', '\n'),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const back = linesOf(text, PEOPLE).map((parts) => parts.map((part) => part.text).join(''));
          expect(back.join('\n')).toBe(text.replaceAll('\r\n', '\n'));
        },
      ),
    );
  });

  it('is an address to follow only where the web is behind it, without the signs of the sentence', () => {
    expect(kinds('انظر https://example.org/a_(b)?c=1#d، ثم (http://x.example/y).')).toEqual([
      [
        'words: انظر ',
        'link: https://example.org/a_(b)?c=1#d',
        'words: ، ثم (',
        'link: http://x.example/y',
        'words: ).',
      ],
    ]);
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://x.example',
      'https://',
      'https://name:word@x.example',
    ]) {
      expect(kinds(text)).toEqual([[`words: ${text}`]]);
    }
  });

  it('is a name only after an @ that begins a word, and the longest there is', () => {
    expect(kinds('@Omar Haddad و@سلمى @سلمى، a@Omar @Omars @أحمد النجّار')).toEqual([
      [
        'mention: @Omar Haddad',
        'words:  و',
        'mention: @سلمى',
        'words:  ',
        'mention: @سلمى',
        'words: ، a@Omar @Omars ',
        'mention: @أحمد النجّار',
      ],
    ]);
  });
});

describe('whom a comment mentions', () => {
  it('is whoever is named in it, once each, and nobody whose name was taken out again', () => {
    expect(mentionsIn('@سلمى @Omar ثم @سلمى', PEOPLE, new Set(['ahmad']))).toEqual(['salma', 'omar']);
    expect(mentionsIn('لا أحد', PEOPLE, new Set(['salma']))).toEqual([]);
  });

  it('is of two with one name the one that was picked, and both when none was', () => {
    const two = [...PEOPLE, { id: 'other-omar', name: 'Omar' }];
    expect(mentionsIn('@Omar', two, new Set(['other-omar']))).toEqual(['other-omar']);
    expect(mentionsIn('@Omar', two, new Set())).toEqual(['omar', 'other-omar']);
  });

  it('is asked for by an @ before the caret, and by none in an address of mail', () => {
    expect(mentionAsked('قل @أحم', 7)).toEqual({ from: 3, query: 'أحم' });
    expect(mentionAsked('قل @', 4)).toEqual({ from: 3, query: '' });
    expect(mentionAsked('a@b', 3)).toBeNull();
    expect(mentionAsked('@x\nمن', 5)).toBeNull();
  });

  it('is found by any word of the name, with or without its article, however it is written', () => {
    for (const query of ['احمد', 'أَحْمَد', 'النجار', 'نجّار', 'احمد النج']) {
      expect(peopleLike(PEOPLE, query).map(({ id }) => id)).toEqual(['ahmad']);
    }
    expect(peopleLike(PEOPLE, 'HAD').map(({ id }) => id)).toEqual(['omar-long']);
    expect(peopleLike(PEOPLE, 'مى')).toEqual([]);
    expect(peopleLike(PEOPLE, '')).toHaveLength(4);
    expect(foldedText('سلمى')).toBe(foldedText('سلمي'));
  });
});

describe('a thread', () => {
  const at = (minute: number) => `2026-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
  const comment = (id: string, minute: number, replyTo: string | null = null): ThreadEntry => ({
    kind: 'comment',
    id,
    by: 'omar',
    at: at(minute),
    text: id,
    mentions: [],
    replyTo,
    editedAt: null,
  });
  const deleted = (id: string, minute: number, replyTo: string | null = null): ThreadEntry => ({
    kind: 'deleted',
    id,
    by: 'omar',
    at: at(minute),
    replyTo,
    deletedAt: at(50),
  });
  const shape = (entries: readonly ThreadEntry[]) =>
    branchesOf(entries).map(({ entry, answers }) => [entry.id, ...answers.map(({ id }) => id)]);

  it('has answers under what they answer, one level deep', () => {
    const entries = [
      comment('a', 1),
      comment('b', 2),
      comment('c', 3, 'a'),
      comment('d', 4, 'c'),
      comment('e', 5, 'gone'),
    ];
    expect(shape(entries)).toEqual([['a', 'c', 'd'], ['b'], ['e']]);
  });

  it('keeps what was deleted only while something answers it', () => {
    expect(shape([deleted('a', 1), deleted('b', 2), comment('c', 3, 'a'), deleted('d', 4, 'a')])).toEqual([['a', 'c']]);
  });

  it('shows every comment once, even where two answer each other', () => {
    expect(
      shape([comment('a', 1, 'b'), comment('b', 2, 'a')])
        .flat()
        .sort(),
    ).toEqual(['a', 'b']);
  });
});

describe('a draft', () => {
  const fresh: Writing = { claim: 'claim-1', kind: 'new', entry: null };
  const draft = { text: 'لم أنتهِ', picked: ['salma'] };

  it('is each claim’s own, and gone once it is empty or sent', () => {
    const drafts = new ThreadDrafts();
    drafts.set(fresh, draft);
    expect(drafts.get(fresh)).toEqual(draft);
    expect(drafts.get({ ...fresh, claim: 'claim-2' })).toBeNull();
    expect(drafts.get({ ...fresh, kind: 'reply', entry: 'a' })).toBeNull();
    drafts.sent(fresh, 'comment-1');
    expect(drafts.get(fresh)).toBeNull();
  });

  it('is there again when what was sent was refused, and not when it arrived or something newer was begun', () => {
    const drafts = new ThreadDrafts();
    drafts.set(fresh, draft);
    drafts.sent(fresh, 'comment-1');
    drafts.recover(() => true);
    expect(drafts.get(fresh)).toBeNull();
    drafts.set(fresh, draft);
    drafts.sent(fresh, 'comment-2');
    drafts.recover((claim, id, text) => [claim, id, text].join() !== 'claim-1,comment-2,لم أنتهِ');
    expect(drafts.get(fresh)).toEqual(draft);
    drafts.sent(fresh, 'comment-3');
    drafts.set(fresh, { text: 'أحدث', picked: [] });
    drafts.recover(() => false);
    expect(drafts.get(fresh)?.text).toBe('أحدث');
  });
});
