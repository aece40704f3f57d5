import { ENDPOINTS } from '@sanad/server/openapi/description';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let admin: Member;
let article: string;
let claim: string;
let piece: string;
beforeAll(async () => {
  desk = await openTestDesk();
  admin = await desk.join('admin');
  article = await desk.article(admin, 'محطة الطاقة\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  const made = await desk.call(admin, `/api/articles/${article}/claims`, { quote: 'الوزير', verdict: 'disputed' });
  claim = z.object({ id: z.string() }).parse(await made.json()).id;
  // With all that an answer can hold: evidence, a thread, an assignee, a settlement, a version.
  const about = `/api/articles/${article}/claims/${claim}`;
  const acts = [
    ['POST', `${about}/evidence`, { address: 'https://example.org/1' }],
    ['POST', `${about}/comments`, { text: 'من قال هذا؟', mentions: [admin.person.id] }],
    ['PATCH', about, { assignee: admin.person.id, settlement: { how: 'stands', reason: 'أكّدته الوزارة' } }],
  ] as const;
  for (const [method, path, body] of acts) {
    const answer = await desk.call(admin, path, body, method);
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  }
  const kept = await desk.call(admin, `${about}/confidential`, { title: 'مصدر في الوزارة' });
  piece = z.object({ id: z.string() }).parse(await kept.json()).id;
  expect((await desk.call(admin, `/api/articles/${article}/sign-off`, {})).status).toBe(201);
});
afterAll(() => desk.close());

const operationShape = z.looseObject({
  summary: z.string().regex(/^[A-Z].*\.$/),
  'x-least-role': z.enum(['open', 'reader', 'checker', 'editor', 'admin']),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean() })),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});
const documentShape = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), operationShape)),
});
const described = async () => documentShape.parse(await (await desk.call(admin, '/api/openapi.json')).json());
const served = () => desk.desk.routes.filter(({ method, path }) => method !== 'HEAD' && path !== '/*' && path !== '/');

describe('the description of the HTTP interface', () => {
  test('has every route there is, and no other', async () => {
    const { paths } = await described();
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(listed.sort()).toEqual(
      served()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    expect(Object.keys(ENDPOINTS).sort()).toEqual(listed);
  });

  test('names every parameter of a path', async () => {
    for (const [path, operations] of Object.entries((await described()).paths)) {
      for (const { parameters } of Object.values(operations)) {
        const named = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
        expect([path, named]).toEqual([path, path.match(/\{\w+\}/g) ?? []]);
      }
    }
  });

  test('says what a verdict can be, in the words of the shapes', async () => {
    const text = JSON.stringify((await described()).paths['/api/articles/{id}/claims']);
    expect(text).toContain('"enum":["unchecked","verified","disputed","unsourced"]');
  });

  test('is for people of the desk', async () => {
    expect((await fetch(`${desk.url}/api/openapi.json`)).status).toBe(401);
  });
});

describe('what the routes answer is what is described', () => {
  const readable = Object.entries(ENDPOINTS).filter(
    ([route, { answer }]) => route.startsWith('GET ') && answer instanceof z.ZodType,
  );
  test.each(readable)('%s', async (route, { answer }) => {
    const path = route
      .slice(4)
      .replace('/people/:id', `/people/${admin.person.id}`)
      .replace(':id', article)
      .replace(':claim', claim)
      .replace(':number', '1')
      .replace(':piece', piece);
    const response = await desk.call(admin, path);
    expect([route, response.status]).toEqual([route, 200]);
    const body: unknown = await response.json();
    // Strictly: what is answered and not described is found as well.
    expect((answer as z.ZodType).parse(body)).toEqual(body);
  });
});
