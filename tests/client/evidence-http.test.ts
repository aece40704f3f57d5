import { getConfidential } from '@sanad/client/evidence/evidence-api.ts';
import { type EvidencePiece, evidenceActs } from '@sanad/client/evidence/evidence-desk.ts';
import { httpEvidence } from '@sanad/client/evidence/http-evidence.ts';
import { evidenceRequest } from '@sanad/shared/evidence';
import type { ClaimView } from '@sanad/shared/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

// The acts that a page without the article's document uses, against a real desk.

let desk: TestDesk;
let checker: Member;
let article: string;
let claim: ClaimView;
let removed: { piece: EvidencePiece; undo: () => Promise<void> }[];

beforeAll(async () => {
  desk = await openTestDesk();
  checker = await desk.join('checker');
  const fetched = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, options: RequestInit = {}) =>
    path.startsWith('/')
      ? fetched(`${desk.url}${path}`, {
          ...options,
          headers: { ...(options.headers as object), cookie: checker.cookie, origin: desk.url },
        })
      : fetched(path, options),
  );
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await desk.close();
});
beforeEach(async () => {
  article = await desk.article(await desk.join('editor'), 'محطة\nعادت إلى العمل.', { language: 'ar' });
  const made = await desk.call(checker, `/api/articles/${article}/claims`, { quote: 'عادت', verdict: 'verified' });
  claim = (await made.json()) as ClaimView;
  removed = [];
});

const open = () =>
  httpEvidence(
    { article, claim: claim.id },
    (now) => {
      claim = now;
    },
    (piece, undo) => removed.push({ piece, undo }),
  );
const nowhere = { add: vi.fn(), change: vi.fn(), remove: vi.fn() };
const wish = (title: string) => evidenceRequest.parse({ title });
const piece = (at = 0) => ({ ...claim.evidence[at], confidential: false }) as EvidencePiece;

describe('evidence without the document', () => {
  test('several are added as they were given, changed, taken away and brought back', async () => {
    const acts = evidenceActs({ open: open(), confidential: nowhere });
    await acts.add([wish('أ'), wish('ب')], false);
    expect(claim.evidence.map(({ title }) => title)).toEqual(['أ', 'ب']);
    await acts.change(piece(), { note: 'انظر' }, false);
    expect(claim.evidence[0]).toMatchObject({ title: 'أ', note: 'انظر' });
    await acts.remove(piece());
    expect(claim.evidence.map(({ title }) => title)).toEqual(['ب']);
    await removed[0]?.undo();
    expect(claim.evidence.map(({ title }) => title).sort()).toEqual(['أ', 'ب']);
    expect(await getConfidential(article)).toEqual({ claims: {} });
  });

  test('what is changed into confidential is asked for as a move, and the other way is open before it is taken away', async () => {
    const order: string[] = [];
    const acts = evidenceActs({
      open: { add: () => void order.push('open'), change: vi.fn(), remove: vi.fn() },
      confidential: {
        add: async (said, moves) => void order.push(`secret ${said.title} ${said.note} ${moves}`),
        change: vi.fn(),
        remove: async ({ id }) => void order.push(`gone ${id}`),
      },
    });
    await evidenceActs({ open: open(), confidential: nowhere }).add([wish('أ')], false);
    const own = piece();
    await acts.change(own, { note: 'سرّ' }, true);
    await acts.change({ ...own, confidential: true }, {}, false);
    expect(order).toEqual([`secret أ سرّ ${own.id}`, 'open', `gone ${own.id}`]);
  });

  test('an act that the server refuses rejects, and nothing is told', async () => {
    const before = claim;
    await expect(open().change('nothing-here', { note: 'x' })).rejects.toMatchObject({ code: 'no-such-evidence' });
    expect(claim).toBe(before);
  });
});
