import type { Report } from '@sanad/shared/report';
import { afterAll, expect, it } from 'vitest';
import { articleAt, type DeskProcess, makeArticle, request, startProcess, temporaryFolder } from '../support/desk.ts';

const TEXT = `عودة محطة المياه
قالت البلدية إن المحطة عادت إلى العمل بعد توقف دام 11 يومًا، وإن الضخ يصل إلى 4300 منزل.
وقال المهندس إن الكلفة بلغت 2.5 مليون دولار.`;
const WORDS = [
  ['المحطة عادت إلى العمل بعد توقف دام 11 يومًا', 'verified'],
  ['توقف دام 11 يومًا، وإن الضخ يصل إلى 4300 منزل', 'disputed'],
  ['الكلفة بلغت 2.5 مليون دولار', 'unsourced'],
] as const;

const folder = temporaryFolder();
const started: DeskProcess[] = [];
afterAll(async () => {
  await started.at(-1)?.kill();
  folder.remove();
});

async function start(): Promise<DeskProcess> {
  const desk = await startProcess({ data: folder.path });
  started.push(desk);
  return desk;
}

it('a report made after the server was killed holds every claim that was accepted before', async () => {
  const first = await start();
  const token = first.firstLink?.split('#')[1];
  const joined = await request(first.url, { cookie: '' }, '/api/join', { token, name: 'ليلى' });
  const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(joined.ok).toBe(true);
  const article = await makeArticle(first.url, { cookie }, TEXT, { language: 'ar' });
  for (const [quote, verdict] of WORDS) {
    const made = await request(first.url, { cookie }, `/api/articles/${article}/claims`, { quote, verdict });
    expect(made.status).toBe(201);
  }
  await first.kill();

  const second = await start();
  expect((await articleAt(second.url, { cookie }, article)).text).toBe(TEXT);
  const report = (await (
    await request(second.url, { cookie }, `/api/articles/${article}/report.json`)
  ).json()) as Report;
  expect(report.claims.map(({ quote, verdict, verdictBy }) => [quote, verdict, verdictBy])).toEqual(
    WORDS.map(([quote, verdict]) => [quote, verdict, 'ليلى']),
  );
  const html = await (await request(second.url, { cookie }, `/api/articles/${article}/report.html`)).text();
  for (const [quote] of WORDS) expect(html).toContain(`>${quote}</div>`);
});
