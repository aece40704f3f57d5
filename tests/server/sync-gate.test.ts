import { Gate } from '@sanad/server/sync/gate';
import { groundOf, makeAnchor } from '@sanad/shared/anchor';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { draftAside, judgeClaim, moveClaim, readClaim, removeClaim, showClaim, writeNote } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, articleOf, lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf, converged, type Peer } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

let ground: Ground;
let article: string;
let claim: string;
const ASIDE = 'aside-1';

/** Sets the last sentence aside as nothing to check. */
function setAside(doc: Y.Doc, id: string, by: string): void {
  const text = articleText(doc);
  const start = text.text.indexOf('لم تصل');
  const quote = quoteAt(text.text, start, text.text.length);
  const anchor = makeAnchor(groundOf(doc, text), start, text.text.length);
  draftAside(doc, { id, by, at: AT, anchor, quote });
}

/** An article with a claim of Clara's that she judged, a sentence she set aside, and Amal in it to look on. */
beforeEach(async () => {
  ground = await Ground.open();
  article = await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.', 'لم تصل الكهرباء بعد.');
  claim = await ground.rooms.change(article, { id: 'clara', role: 'checker' }, (doc) =>
    mark(doc, 'تخدم 3 آلاف أسرة', 'disputed', 'clara'),
  );
  await ground.rooms.change(article, { id: 'clara', role: 'checker' }, (doc) => {
    setAside(doc, ASIDE, 'clara');
    showClaim(doc, ASIDE);
  });
});
afterEach(() => ground.close());

const judgement = (by: string) => ({ verdict: 'verified', by, at: AT, quote: 'تخدم 3 آلاف أسرة', note: '' }) as const;
const record = (doc: Y.Doc) => claimsRoot(doc).get(claim) as Y.Map<unknown>;
const aside = (doc: Y.Doc) => claimsRoot(doc).get(ASIDE) as Y.Map<unknown>;

/** What is changed, how, and why it would be refused to whom. `by` is the name of who does it. */
interface Kind {
  readonly act: (doc: Y.Doc, by: Name) => void;
  readonly refused: Partial<Record<Name, string>>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'typing in the text': {
    act: (doc) => lettersOf(doc, 1).insert(3, 'أمس '),
    refused: { rima: 'text-needs-editor', basem: 'text-needs-editor' },
  },
  'deleting from the text': {
    act: (doc) => lettersOf(doc, 1).delete(0, 4),
    refused: { rima: 'text-needs-editor', basem: 'text-needs-editor' },
  },
  'deleting a block': {
    act: (doc) => textRoot(doc).delete(2, 1),
    refused: { rima: 'text-needs-editor', basem: 'text-needs-editor' },
  },
  formatting: {
    act: (doc) => lettersOf(doc, 1).format(0, 4, { strong: {} }),
    refused: { rima: 'text-needs-editor', basem: 'text-needs-editor' },
  },
  'turning a block around': {
    act: (doc) => (textRoot(doc).get(1) as Y.XmlElement).setAttribute('dir', 'ltr'),
    refused: { rima: 'text-needs-editor', basem: 'text-needs-editor' },
  },
  'marking and judging': {
    act: (doc, by) => mark(doc, 'لم تصل الكهرباء', 'unsourced', by),
    refused: { rima: 'claims-need-checker' },
  },
  "judging a colleague's claim": {
    act: (doc, by) => judgeClaim(doc, claim, judgement(by)),
    refused: { rima: 'claims-need-checker' },
  },
  'moving a claim': {
    act: (doc) => {
      const { anchor, quote } = readClaim(record(doc)) ?? {};
      if (anchor && quote) moveClaim(doc, claim, anchor, { ...quote, prefix: 'أمس ' });
    },
    refused: { rima: 'claims-need-checker' },
  },
  "removing a colleague's claim": {
    act: (doc) => removeClaim(doc, claim),
    refused: { rima: 'claims-need-checker', basem: 'another-persons-claim' },
  },
  'marking in the name of a colleague': {
    act: (doc) => mark(doc, 'لم تصل الكهرباء', null, 'clara'),
    refused: {
      rima: 'claims-need-checker',
      basem: 'in-another-name',
      edith: 'in-another-name',
      amal: 'in-another-name',
    },
  },
  'judging in the name of a colleague': {
    act: (doc) => judgeClaim(doc, claim, judgement('clara')),
    refused: {
      rima: 'claims-need-checker',
      basem: 'in-another-name',
      edith: 'in-another-name',
      amal: 'in-another-name',
    },
  },
  "withdrawing a colleague's verdict": {
    act: (doc) => (record(doc).get('judgements') as Y.Array<unknown>).delete(0, 1),
    refused: {
      rima: 'claims-need-checker',
      basem: 'in-another-name',
      edith: 'in-another-name',
      amal: 'in-another-name',
    },
  },
  "rewriting a colleague's note": {
    act: (doc) => writeNote(doc, claim, 'clara', 'لا', AT),
    refused: {
      rima: 'claims-need-checker',
      basem: 'in-another-name',
      edith: 'in-another-name',
      amal: 'in-another-name',
    },
  },
  'setting a sentence aside': {
    act: (doc, by) => {
      setAside(doc, 'aside-2', by);
      showClaim(doc, 'aside-2');
    },
    refused: { rima: 'claims-need-checker' },
  },
  'setting a sentence aside in the name of a colleague': {
    act: (doc) => setAside(doc, 'aside-2', 'clara'),
    refused: {
      rima: 'claims-need-checker',
      basem: 'in-another-name',
      edith: 'in-another-name',
      amal: 'in-another-name',
    },
  },
  'taking back what a colleague set aside': {
    act: (doc) => removeClaim(doc, ASIDE),
    refused: { rima: 'claims-need-checker', basem: 'another-persons-claim' },
  },
};
const MALFORMED: Readonly<Record<string, (doc: Y.Doc) => void>> = {
  'altering the words a claim was made on': (doc) =>
    record(doc).set('original', { exact: 'غيرها', prefix: '', suffix: '' }),
  'altering who made a claim': (doc) => record(doc).set('createdBy', 'basem'),
  'adding a key to a claim': (doc) => record(doc).set('colour', 'red'),
  'taking a key from a claim': (doc) => record(doc).delete('quote'),
  'hiding a list in evidence': (doc) => {
    const hidden = new Y.Array<string>();
    (record(doc).get('evidence') as Y.Map<unknown>).set('a', hidden);
    hidden.push(['b']);
  },
  'moving what was set aside to other words': (doc) => {
    const { anchor, quote } = readClaim(record(doc)) ?? {};
    if (anchor && quote) moveClaim(doc, ASIDE, anchor, quote);
  },
  'altering the words that were set aside': (doc) =>
    aside(doc).set('original', { exact: 'غيرها', prefix: '', suffix: '' }),
  'judging what was set aside': (doc) => judgeClaim(doc, ASIDE, judgement('edith')),
  'making a claim of what was set aside': (doc) => aside(doc).delete('aside'),
  'making a claim into words set aside': (doc) => record(doc).set('aside', true),
  'an aside that says it is none': (doc) => {
    setAside(doc, 'aside-2', 'edith');
    claimsRoot(doc).get('aside-2')?.set('aside', false);
  },
  'deleting a claim': (doc) => claimsRoot(doc).delete(claim),
  'replacing a claim': (doc) => claimsRoot(doc).set(claim, new Y.Map()),
  'a claim that is none': (doc) => claimsRoot(doc).set('claim-x', new Y.Map([['id', 'claim-x']])),
  'a judgement that is none': (doc) => (record(doc).get('judgements') as Y.Array<unknown>).push(['verified']),
  'more judgements than one person needs': (doc) =>
    (record(doc).get('judgements') as Y.Array<unknown>).push(Array.from({ length: 101 }, () => judgement('edith'))),
  'a note with a NUL': (doc) =>
    (record(doc).get('judgements') as Y.Array<unknown>).push([{ ...judgement('edith'), note: 'x\0' }]),
  'a direction that writes markup': (doc) =>
    (textRoot(doc).get(1) as Y.XmlElement).setAttribute('dir', 'rtl"><meta http-equiv="refresh">'),
  'a heading of no level': (doc) => {
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', '2 onclick=x' as never);
    textRoot(doc).insert(1, [heading]);
  },
  'an attribute that the schema lacks': (doc) => (textRoot(doc).get(1) as Y.XmlElement).setAttribute('onclick', 'x'),
  'a root of its own': (doc) => doc.getMap('secrets').set('a', 1),
  'a document in the document': (doc) => claimsRoot(doc).set('sub', new Y.Doc() as never),
  'a block that the schema lacks': (doc) => textRoot(doc).insert(1, [new Y.XmlElement('script')]),
  'formatting that the schema lacks': (doc) => lettersOf(doc, 1).format(0, 3, { blink: {} }),
  'a link that would run': (doc) => lettersOf(doc, 1).format(0, 3, { link: { href: 'javascript:alert(1)' } }),
  'a picture among the letters': (doc) => lettersOf(doc, 1).insertEmbed(0, { image: 'x' }),
  'a map among the blocks': (doc) => textRoot(doc).insert(1, [new Y.Map() as never]),
  'blocks nested too deep': (doc) => {
    let inner = new Y.XmlElement('blockquote');
    textRoot(doc).insert(1, [inner]);
    for (let depth = 0; depth < 200; depth++) {
      const next = new Y.XmlElement('blockquote');
      inner.insert(0, [next]);
      inner = next;
    }
  },
};

const ROLES: readonly Name[] = ['rima', 'basem', 'edith', 'amal'];
const cases = [
  ...Object.entries(KINDS).flatMap(([what, { act, refused }]) =>
    ROLES.map((name) => ({ what, name, act, refusal: refused[name] ?? null })),
  ),
  ...Object.entries(MALFORMED).map(([what, act]) => ({ what, name: 'edith' as Name, act, refusal: 'malformed' })),
];

describe('what a colleague sees of', () => {
  test.each(cases)('$what, by $name: $refusal', async ({ name, act, refusal }) => {
    const onlooker = await ground.peer('clara', article).synced();
    const actor = await ground.peer(name, article).synced();
    const before = contentOf(onlooker.doc);
    act(actor.doc, name);
    if (refusal === null) {
      await actor.acked();
      await converged(actor, onlooker);
      expect(contentOf(onlooker.doc)).not.toBe(before);
    } else {
      expect(await actor.ended()).toEqual({ code: 4403, reason: refusal });
      expect(actor.provider.shouldConnect).toBe(false);
    }
    await undisturbed(onlooker);
    const content = contentOf(onlooker.doc);
    expect(contentOf(await ground.stored(article))).toBe(content);
    expect(contentOf(await ground.live(article))).toBe(content);
    expect(contentOf((await ground.peer('edith', article).synced()).doc)).toBe(content);
    if (refusal !== null) expect(content.includes('claim-x') || content.includes('javascript')).toBe(false);
  });
});

/** Clara goes on as if nothing had happened: her connection is the same one, and what she writes is kept. */
async function undisturbed(clara: Peer): Promise<void> {
  const socket = clara.provider.ws;
  const later = mark(clara.doc, 'الوزير', 'verified', 'clara');
  await clara.acked();
  expect(clara.provider.ws).toBe(socket);
  expect(clara.ends).toEqual([]);
  expect(claimsRoot(await ground.stored(article)).has(later)).toBe(true);
}

test('a refused change takes nothing back that was accepted just before it', async () => {
  const clara = await ground.peer('clara', article).synced();
  const edith = await ground.peer('edith', article).synced();
  const rima = await ground.peer('rima', article).synced();
  for (let turn = 0; turn < 20; turn++) lettersOf(edith.doc, 1).insert(0, 'و');
  lettersOf(rima.doc, 1).delete(0, 5);
  for (let turn = 0; turn < 20; turn++) lettersOf(edith.doc, 2).insert(0, 'ن');
  expect(await rima.ended()).toEqual({ code: 4403, reason: 'text-needs-editor' });
  await edith.acked();
  await converged(edith, clara);
  expect(lettersOf(clara.doc, 1).toString().startsWith('و'.repeat(20))).toBe(true);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
});

test("a person's own claim is theirs to remove and to bring back, and their verdict theirs to withdraw", async () => {
  const clara = await ground.peer('clara', article).synced();
  removeClaim(clara.doc, claim);
  showClaim(clara.doc, claim);
  writeNote(clara.doc, claim, 'clara', 'سألت الوزارة', AT);
  (record(clara.doc).get('judgements') as Y.Array<unknown>).delete(0, 1);
  await clara.acked();
  expect(clara.ends).toEqual([]);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(clara.doc));
});

test('what a checker set aside is theirs to take back and to set aside again', async () => {
  const clara = await ground.peer('clara', article).synced();
  removeClaim(clara.doc, ASIDE);
  showClaim(clara.doc, ASIDE);
  removeClaim(clara.doc, ASIDE);
  await clara.acked();
  expect(clara.ends).toEqual([]);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(clara.doc));
});

test('two who remove a claim at the same time may both take it back, and the claim stays one', async () => {
  const edith = await ground.peer('edith', article).synced();
  const amal = await ground.peer('amal', article).synced();
  const managers = [edith, amal].map(({ doc }) => new Y.UndoManager(claimsRoot(doc), { captureTimeout: 0 }));
  amal.leave();
  removeClaim(edith.doc, claim);
  removeClaim(amal.doc, claim);
  await edith.acked();
  amal.comeBack();
  await amal.acked();
  await converged(edith, amal);
  for (const manager of managers) manager.undo();
  await Promise.all([edith.acked(), amal.acked()]);
  await converged(edith, amal);
  expect([...edith.ends, ...amal.ends]).toEqual([]);
  expect(readClaim(record(amal.doc))).toMatchObject({ id: claim, removed: false });
});

test('a document grows to its limit and not beyond, and may always shrink', () => {
  const base = articleOf('محطة الطاقة', 'قال الوزير.');
  const stored = {
    snapshot: Y.encodeStateAsUpdate(base),
    snapshotSeq: 1,
    updates: [],
    damaged: [],
    clients: new Map(),
  };
  const gate = new Gate(stored, 20_000);
  const editor = { id: 'edith', role: 'editor' } as const;
  const insert = (count: number) => gate.act(editor, (doc) => lettersOf(doc, 1).insert(0, 'س'.repeat(count))).outcome;
  expect(insert(4000).kind).toBe('accepted');
  expect(insert(4000).kind).toBe('accepted');
  expect(insert(4000)).toMatchObject({ kind: 'refused', code: 1009 });
  expect(lettersOf(gate.doc, 1).length).toBe(8011);
  expect(gate.act(editor, (doc) => lettersOf(doc, 1).delete(0, 8000)).outcome.kind).toBe('accepted');
  expect(insert(4000).kind).toBe('accepted');
});
