import { groundOf, makeAnchor } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import { draftClaim, judgeClaim, showClaim } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import { expect, test } from 'vitest';
import type { Member } from '../support/desk.ts';
import { visit } from '../support/visitor.ts';
import { atTheText, browser, checker, desk, editor, SECOND, TITLE, visitors } from './editor-hands.ts';

atTheText();

const LINES = Array.from({ length: 300 }, (_, index) => `${index + 1}. ${SECOND} ${SECOND}`);

/** A long article with a claim on the beginning of every line, and more. */
async function claimedArticle(): Promise<string> {
  const article = await desk.article(editor, [TITLE, ...LINES].join('\n'), { language: 'ar' });
  const by = editor.person.id;
  await desk.desk.rooms.change(article, { id: by, role: 'editor' }, (doc) => {
    const ground = groundOf(doc, articleText(doc));
    const at = new Date().toISOString();
    for (const { start } of ground.article.blocks.slice(1)) {
      for (const length of [20, 40, 60]) {
        const id = `claim-${start}-${length}`;
        const quote = quoteAt(ground.article.text, start, start + length);
        draftClaim(doc, { id, by, at, anchor: makeAnchor(ground, start, start + length), quote });
        showClaim(doc, id);
        judgeClaim(doc, id, { verdict: 'verified', by, at, quote: quote.exact, note: '' });
      }
    }
  });
  return article;
}

interface Seen {
  readonly top: number;
  readonly lines: boolean;
  readonly text: string;
  readonly same: boolean;
}

/** Opens an article and answers with what each frame showed of its text, until the claims' lines had been drawn for a while. */
async function framesOf(member: Member, article: string): Promise<readonly Seen[]> {
  const visitor = await visit(browser, desk.url, member, { reducedMotion: 'reduce' });
  visitors.push(visitor);
  const { page } = visitor;
  await page.addInitScript(() => {
    const seen: unknown[] = [];
    let first: Element | null = null;
    const look = () => {
      const block = document.querySelector('.ProseMirror > *');
      if (block) {
        first ??= block;
        const { top } = block.getBoundingClientRect();
        const lines = document.querySelector('svg [data-claim]') !== null;
        seen.push({ top, lines, text: block.textContent, same: block === first });
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, { seen });
  });
  await page.goto(`/articles/${article}`);
  await page.locator('[data-card]').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.querySelector('svg [data-claim]') !== null)).toBe(true);
  return page.evaluate(() => (window as unknown as { seen: Seen[] }).seen);
}

test.each(['editor', 'checker'])(
  'the text of a long article is read before its claims are there, and nothing of it moves (%s)',
  async (role) => {
    const article = await claimedArticle();
    const seen = await framesOf(role === 'editor' ? editor : checker, article);
    const [first] = seen;
    expect(first?.text).toBe(TITLE);
    expect(first?.lines).toBe(false);
    expect(seen.at(-1)?.lines).toBe(true);
    // The same elements from the first frame on: what was selected or looked at in them stays.
    expect(seen.every(({ same, text }) => same && text === TITLE)).toBe(true);
    expect(new Set(seen.map(({ top }) => Math.round(top))).size).toBe(1);
  },
);
