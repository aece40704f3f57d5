import { Acknowledgements } from '@sanad/client/sync/acknowledgements.ts';
import { openToken } from '@sanad/server/people/sessions';
import { SCHEMA_VERSION, textRoot } from '@sanad/shared/article';
import { SYNC_PARAMETER } from '@sanad/shared/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { articleAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { until } from '../support/peer.ts';

let desk: TestDesk;
let editor: Member;
let token: string;
beforeAll(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor');
  token = await openToken(desk.desk.store.people, editor.person.id, new Date(), null);
});
afterAll(() => desk.close());

interface Line {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly acknowledgements: Acknowledgements;
  /** Every `unsaved` that was told. */
  readonly told: number[];
}
const lines: Line[] = [];
afterEach(() => {
  for (const { acknowledgements, provider, doc } of lines.splice(0)) {
    acknowledgements.destroy();
    provider.destroy();
    provider.awareness.destroy();
    doc.destroy();
  }
});

function line(article: string, { doc = new Y.Doc(), found = 0 } = {}): Line {
  const provider = new WebsocketProvider(`${desk.url.replace('http', 'ws')}/sync`, article, doc, {
    connect: false,
    disableBc: true,
    maxBackoffTime: 100,
    params: { [SYNC_PARAMETER.schema]: String(SCHEMA_VERSION), [SYNC_PARAMETER.token]: token },
  });
  const told: number[] = [];
  const acknowledgements: Acknowledgements = new Acknowledgements(provider, found, () =>
    told.push(acknowledgements.unsaved),
  );
  const made = { doc, provider, acknowledgements, told };
  lines.push(made);
  provider.connect();
  return made;
}

const paragraph = (text: string) => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
};
const write = ({ doc }: Line, text: string) => textRoot(doc).push([paragraph(text)]);
const saved = (each: Line) =>
  until('everything is confirmed', () => each.provider.synced && each.acknowledgements.unsaved === 0);
const textOf = async (article: string) => (await articleAt(desk.url, editor, article)).text;

describe('what is not confirmed', () => {
  test('is counted from the keystroke until the server has stored it', async () => {
    const article = await desk.article(editor, 'One line.');
    const here = line(article);
    await saved(here);
    write(here, 'first');
    write(here, 'second');
    expect(here.acknowledgements.unsaved).toBe(2);
    await saved(here);
    expect(here.told).toContain(2);
    expect(await textOf(article)).toBe('One line.\n\nfirst\nsecond');
  });

  test('does not count what others write', async () => {
    const article = await desk.article(editor, 'One line.');
    const [here, there] = [line(article), line(article)];
    await Promise.all([saved(here), saved(there)]);
    write(there, 'theirs');
    await until('it is here', () => textRoot(here.doc).length === 2);
    expect(Math.max(0, ...here.told)).toBe(0);
  });

  test('goes on counting without a connection, and is whole on the server after it', async () => {
    const article = await desk.article(editor, 'One line.');
    const here = line(article);
    await saved(here);
    here.provider.disconnect();
    for (const text of ['a', 'b', 'c']) write(here, text);
    expect(here.acknowledgements.unsaved).toBe(3);
    expect(await textOf(article)).not.toContain('a');
    here.provider.connect();
    await saved(here);
    expect(await textOf(article)).toBe('One line.\n\na\nb\nc');
  });

  test('is not sent ahead of what was written before the connection: the server never sees a gap', async () => {
    const article = await desk.article(editor, 'One line.');
    const here = line(article);
    await saved(here);
    here.provider.disconnect();
    write(here, 'offline');
    const closed: number[] = [];
    here.provider.on('connection-close', (event) => closed.push(event?.code ?? 0));
    // Written in the moment between the opening of the socket and the server's first question.
    here.provider.once('status', () => here.provider.once('status', () => write(here, 'just connected')));
    here.provider.connect();
    await saved(here);
    expect(await textOf(article)).toBe('One line.\n\noffline\njust connected');
    expect(closed).toEqual([]);
  });

  test('is noticed in a document that comes with more than the server has, whatever was written down', async () => {
    const article = await desk.article(editor, 'One line.');
    const before = line(article);
    await saved(before);
    before.provider.disconnect();
    write(before, 'kept in a local copy');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(before.doc));
    const here = line(article, { doc });
    expect(here.acknowledgements.unsaved).toBe(0);
    await saved(here);
    expect(here.told).toContain(1);
    expect(await textOf(article)).toBe('One line.\n\nkept in a local copy');
  });

  test('that was found in the local copy counts until the server confirms', async () => {
    const here = line(await desk.article(editor, 'One line.'), { found: 7 });
    expect(here.acknowledgements.unsaved).toBe(7);
    await saved(here);
  });

  test('can be taken out as one update that holds all of it and nothing older', async () => {
    const article = await desk.article(editor, 'One line.');
    const here = line(article);
    await saved(here);
    write(here, 'stored');
    await saved(here);
    here.provider.disconnect();
    write(here, 'never sent');
    const rescued = here.acknowledgements.unconfirmed();
    expect(rescued.length).toBeLessThan(Y.encodeStateAsUpdate(here.doc).length);
    const there = line(article);
    await saved(there);
    Y.applyUpdate(there.doc, rescued);
    await saved(there);
    expect(await textOf(article)).toBe('One line.\n\nstored\nnever sent');
  });
});
