import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { addPerson, openToken } from '@sanad/server/people/sessions';
import { FORMATS } from '@sanad/server/report/formats';
import { openSqlite } from '@sanad/server/store/sqlite';
import { exportLine } from '@sanad/shared/export';
import { REPORT_FORMATS, type ReportFormatName } from '@sanad/shared/report-format';
import { temporaryFolder } from '../support/desk.ts';
import { Peer } from '../support/peer.ts';
import { type Size, workedArticle } from './export-article.ts';
import { percentile } from './figures.ts';
import { Onlooker } from './machine.ts';
import { ServerProcess } from './server-peers/server-process.ts';

// A long article with many claims is exported in every format while somebody types in it: how long a report takes, and
// what of it whoever types notices. The server runs as `npm start` runs it; its loop's delay is what /metrics says.

const ARTICLE = 'the-long-one';
const SECRET = 'bench-bench-bench-bench';
/** How long a report may take, in milliseconds, and the delay of the server's loop meanwhile. */
const TARGETS: Readonly<Record<ReportFormatName, number>> = {
  html: 1000,
  json: 1000,
  csv: 1000,
  jsonld: 1000,
  md: 1000,
  claimreview: 1000,
  docx: 5000,
  pdf: 10_000,
};
const DELAY = 50;
/** From one letter to the next, in milliseconds: somebody who types fast. */
const STROKE = 90;
/** How long each format is measured at least, in milliseconds, and how often. */
const LONG = 8000;
const TIMES = 5;

const { values } = parseArgs({
  options: {
    words: { type: 'string', default: '20000' },
    claims: { type: 'string', default: '5000' },
    formats: { type: 'string', default: FORMATS.join(',') },
  },
});
const size: Size = { words: Number(values.words), claims: Number(values.claims) };
const formats = FORMATS.filter((format) => values.formats.split(',').includes(format));
if (formats.length === 0)
  throw new RangeError(`no format of ${values.formats} is made here; there are ${FORMATS.join(', ')}`);

/** Puts the article and two people into the data folder; gives their tokens and how much the article weighs. */
async function furnish(folder: string) {
  const store = await openSqlite(folder);
  try {
    const now = new Date();
    const at = now.toISOString();
    const people = [];
    for (const name of ['سلمى', 'باسم']) people.push(await addPerson(store.people, name, 'editor', now));
    const tokens = await Promise.all(people.map(({ id }) => openToken(store.people, id, now, null)));
    const bytes = workedArticle(
      size,
      people.map(({ id }) => id),
    );
    await store.articles.create(
      { id: ARTICLE, title: 'قصة طويلة', language: 'ar', createdAt: at, createdBy: null },
      { article: ARTICLE, at, actor: people[0]?.id ?? '', bytes, history: [], clients: [1, 2] },
    );
    return { writer: tokens[0] as string, reader: tokens[1] as string, weight: bytes.length };
  } finally {
    await store.close();
  }
}

/** Somebody who types into the article until told to stop, and waits for each letter to be saved. */
class Typist {
  readonly #peer: Peer;
  readonly #saved: number[] = [];
  #typing = true;
  readonly #done: Promise<void>;

  private constructor(peer: Peer) {
    this.#peer = peer;
    this.#done = this.#type();
  }

  static async at(url: string, token: string): Promise<Typist> {
    return new Typist(await new Peer({ url, article: ARTICLE, params: { token } }).synced());
  }

  async #type(): Promise<void> {
    const block = this.#peer.doc.getXmlFragment('text').get(3);
    const letters =
      block && 'get' in block ? (block.get(0) as unknown as { insert(at: number, text: string): void }) : null;
    if (!letters) throw new RangeError('the article has no third paragraph');
    while (this.#typing) {
      const began = performance.now();
      letters.insert(0, 'ن');
      await this.#peer.acked();
      this.#saved.push(performance.now() - began);
      await rest(Math.max(0, STROKE - (performance.now() - began)));
    }
  }

  /** How long letters took to be saved since the last time this was asked, in milliseconds. */
  take(): number[] {
    return this.#saved.splice(0);
  }

  async stop(): Promise<void> {
    this.#typing = false;
    await this.#done;
    this.#peer.close();
  }
}

/** What the server says of its loop since the last time it was asked, in milliseconds. */
async function loopOf(url: string): Promise<{ readonly p99: number; readonly max: number }> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${SECRET}` } })).text();
  const read = (name: string) =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)$`, 'm').exec(text)?.[1]) * 1000;
  return { p99: read('p99'), max: read('max') };
}

/** Has a report made and fetches it; gives how long both took in milliseconds, and its size. */
async function exportOnce(url: string, token: string, format: ReportFormatName) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const began = performance.now();
  const answer = await fetch(`${url}/api/articles/${ARTICLE}/exports`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ format }),
  });
  const last = exportLine.parse(JSON.parse((await answer.text()).trimEnd().split('\n').at(-1) ?? ''));
  if (!('export' in last)) throw new Error(`${format}: ${JSON.stringify(last)}`);
  const { id } = last.export;
  const file = await fetch(`${url}/api/exports/${id}`, { headers: { authorization: `Bearer ${token}` } });
  const { byteLength } = await file.arrayBuffer();
  const time = performance.now() - began;
  if (byteLength !== last.export.size) throw new Error(`${format}: ${byteLength} bytes came of ${last.export.size}`);
  await fetch(`${url}/api/exports/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
  return { time, byteLength };
}

const round = (value: number) => Math.round(value * 10) / 10;
const figures: Record<string, unknown>[] = [];
function tell(figure: Record<string, unknown>): void {
  figures.push(figure);
  console.log(
    Object.entries(figure)
      .map(([name, value]) => `${name} ${value}`)
      .join('\t'),
  );
}

const folder = temporaryFolder();
const { writer, reader, weight } = await furnish(folder.path);
const server = await ServerProcess.start('server/src/main.ts', {
  SANAD_HOST: '127.0.0.1',
  SANAD_PORT: '0',
  SANAD_DATA: folder.path,
  SANAD_URL: '',
  SANAD_METRICS_TOKEN: SECRET,
});
const url = `http://127.0.0.1:${server.port}`;
let isWell = true;
try {
  console.log(`${size.words} words, ${size.claims} claims, ${round(weight / 1e6)} MB`);
  const typist = await Typist.at(url, writer);
  await rest(3000);
  typist.take();
  await loopOf(url);
  await rest(LONG);
  const alone = await loopOf(url);
  tell({
    measure: 'typing alone',
    delay: round(alone.p99),
    longest: round(alone.max),
    saved: round(percentile(typist.take(), 0.99)),
  });
  for (const format of formats) {
    const first = await exportOnce(url, reader, format);
    typist.take();
    await loopOf(url);
    const onlooker = new Onlooker([server.pid]);
    const times: number[] = [];
    for (const began = performance.now(); times.length < TIMES || performance.now() - began < LONG; ) {
      times.push((await exportOnce(url, reader, format)).time);
    }
    const loop = await loopOf(url);
    const median = percentile(times, 0.5);
    if (median > TARGETS[format] || loop.p99 > DELAY) isWell = false;
    tell({
      measure: REPORT_FORMATS[format].ending,
      first: round(first.time),
      median: round(median),
      slowest: round(Math.max(...times)),
      target: TARGETS[format],
      size: first.byteLength,
      delay: round(loop.p99),
      longest: round(loop.max),
      saved: round(percentile(typist.take(), 0.99)),
      others: round(onlooker.cores()),
    });
  }
  await typist.stop();
  const out = new URL('out/', import.meta.url);
  mkdirSync(out, { recursive: true });
  writeFileSync(new URL('export.json', out), `${JSON.stringify({ size, weight, figures }, null, 2)}\n`);
  console.log(isWell ? 'all targets are reached' : 'a target is missed');
  if (!isWell) process.exitCode = 1;
} finally {
  await server.stop();
  folder.remove();
}
