import { renderAnnotations } from '@sanad/server/report/annotations';
import type { Rendering } from '@sanad/server/report/rendering';
import type { Report } from '@sanad/shared/report';
import oaVocabulary from '@vocabulary/oa';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { SECRET } from './report-samples.ts';
import { DESK, fullEnglishReport, fullReport } from './text-samples.ts';
import context from './web-annotation/context.json' with { type: 'json' };
import { $defs, musts } from './web-annotation/musts.json' with { type: 'json' };

const inArabic: Rendering = { language: 'ar', url: DESK, version: null };
const inEnglish: Rendering = { ...inArabic, language: 'en' };

interface Selector {
  readonly type: string;
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly start?: number;
  readonly end?: number;
}
interface Specific {
  readonly source: string | { readonly id: string };
  readonly selector: Selector | readonly Selector[];
  readonly state?: { readonly sourceDate: string; readonly cached?: string };
}
interface Body {
  readonly type: string;
  readonly value?: string;
  readonly purpose?: string;
  readonly source?: string;
  readonly state?: { readonly sourceDate: string; readonly cached?: string };
  readonly creator?: { readonly name: string };
}
interface Annotation {
  readonly id: string;
  readonly motivation: string;
  readonly creator: { readonly type: string; readonly name: string };
  readonly created: string;
  readonly body?: readonly Body[];
  readonly target: string | Specific;
}
interface Collection {
  readonly id: string;
  readonly label: readonly string[];
  readonly total: number;
  readonly first: { readonly id: string; readonly items: readonly Annotation[] };
}

const read = (text: string) => JSON.parse(text) as Collection;
const samples = (): [string, Report, Rendering][] => [
  ['an Arabic report', fullReport(), inArabic],
  ['one with what is confidential', fullReport(true), inArabic],
  ['an English report', fullEnglishReport(), inEnglish],
  ['a report without claims', { ...fullEnglishReport(), claims: [] }, inEnglish],
];
const ajv = addFormats.default(new Ajv2020({ strict: false }));
const refusal = (schema: object) => ajv.compile({ $defs, ...schema });

/** The annotation of a claim itself. */
const ofClaim = ({ first }: Collection, id: string) => {
  const found = first.items.find((each) => each.id === `${DESK}/claims/${id}`);
  if (!found) throw new RangeError(`no annotation of ${id}`);
  return found;
};
const selectorsOf = ({ target }: Annotation) => (typeof target === 'string' ? [] : [target.selector].flat());
const classes = ({ body = [] }: Annotation) =>
  body.filter(({ purpose }) => purpose === 'classifying').map(({ value }) => value);

describe('the report as Web Annotations', () => {
  it('of an Arabic article is the collection it is meant to be', async () => {
    await expect(renderAnnotations(fullReport(), inArabic)).toMatchFileSnapshot('./report-golden/arabic.jsonld');
  });

  it('of an English article is the collection it is meant to be', async () => {
    await expect(renderAnnotations(fullEnglishReport(), inEnglish)).toMatchFileSnapshot(
      './report-golden/english.jsonld',
    );
  });

  it.each(musts.map((must) => [`every ${must.of} ${must.says} (${must.section})`, must] as const))(
    '%s',
    (_, { of, schema, refuses }) => {
      const validate = refusal(schema);
      expect(validate(refuses)).toBe(false);
      for (const [name, report, rendering] of samples()) {
        const collection = read(renderAnnotations(report, rendering));
        const subjects = { collection: [collection], page: [collection.first], annotation: collection.first.items }[of];
        for (const subject of subjects ?? []) {
          expect(validate(subject), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
        }
      }
    },
  );

  it('has every id once, under the address of the article at the desk, and counts its annotations', () => {
    const collection = read(renderAnnotations(fullReport(true), inArabic));
    const ids = [collection.id, collection.first.id, ...collection.first.items.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.startsWith(`${DESK}/`)).toBe(true);
    expect(collection.total).toBe(collection.first.items.length);
  });

  it('quotes the words of each claim with what stands around them, and says where they are in code points', () => {
    const report = fullReport();
    const letters = Array.from(report.article.text);
    const collection = read(renderAnnotations(report, inArabic));
    for (const claim of report.claims) {
      const [quote, position] = selectorsOf(ofClaim(collection, claim.id));
      expect(quote?.exact).toBe(claim.quote);
      if (claim.start === null) {
        expect(position).toBeUndefined();
        continue;
      }
      const { start = -1, end = -1 } = position ?? {};
      expect(letters.slice(start, end).join('')).toBe(quote?.exact);
      expect(
        letters
          .slice(0, start)
          .join('')
          .endsWith(quote?.prefix ?? ''),
      ).toBe(true);
      expect(
        letters
          .slice(end)
          .join('')
          .startsWith(quote?.suffix ?? ''),
      ).toBe(true);
    }
    expect(report.article.text.length).toBeGreaterThan(letters.length);
  });

  it('says of words that are gone when they were there, and never where', () => {
    const report = fullReport();
    const gone = report.claims.find(({ attachment }) => attachment === 'detached');
    const { target, ...annotation } = ofClaim(read(renderAnnotations(report, inArabic)), gone?.id as string);
    expect(target).toMatchObject({
      selector: { type: 'TextQuoteSelector' },
      state: { sourceDate: '2026-03-01T09:00:00Z' },
    });
    expect(classes({ ...annotation, target })).toContain('detached');
  });

  it('never puts a verdict on words it was not given for', () => {
    const report = fullReport();
    const stale = report.claims.filter((claim) => claim.stale);
    expect(stale.length).toBeGreaterThan(0);
    const collection = read(renderAnnotations(report, inArabic));
    for (const claim of report.claims) {
      const own = collection.first.items.filter(({ id }) => `${id}/`.startsWith(`${DESK}/claims/${claim.id}/`));
      const given = own.filter(({ motivation }) => motivation === 'assessing');
      const last = claim.judgements.at(-1);
      for (const annotation of given) {
        const [quote] = selectorsOf(annotation);
        const verdict = claim.judgements.find(
          ({ verdict: each, quote: words }) => classes(annotation).includes(each) && words === quote?.exact,
        );
        expect(verdict, `${annotation.id}: ${quote?.exact}`).toBeDefined();
      }
      expect(given.length > 0).toBe(
        last !== undefined && (last.verdict !== 'unchecked' || claim.judgements.length > 1),
      );
      if (claim.stale) {
        expect(ofClaim(collection, claim.id).motivation).toBe('highlighting');
        expect(classes(ofClaim(collection, claim.id))).toEqual(expect.arrayContaining(['stale']));
        expect(given[0]?.target).toMatchObject({ state: { sourceDate: '2026-03-01T09:12:00Z' } });
      }
    }
  });

  it('links each piece of evidence to the words it is about, with what it quotes, when it was seen and its copy', () => {
    const report = fullReport();
    const links = read(renderAnnotations(report, inArabic)).first.items.filter(
      ({ motivation }) => motivation === 'linking',
    );
    expect(links).toHaveLength(report.claims.flatMap(({ evidence }) => evidence).length);
    const statement = links.find(({ id }) => id.endsWith('/evidence/piece-statement'));
    expect(statement?.body?.[0]).toEqual({
      type: 'SpecificResource',
      source: 'https://example.org/%D8%A8%D9%8A%D8%A7%D9%86/3',
      purpose: 'linking',
      selector: { type: 'TextQuoteSelector', exact: 'عادت المحطة إلى العمل\nصباح الثلاثاء.' },
      state: {
        type: 'TimeState',
        sourceDate: '2026-03-01T00:00:00Z',
        cached: 'https://web.archive.org/web/2026/https://example.org/3',
      },
    });
    expect(classes(statement as Annotation)).toEqual(['supports', 'secondary']);
  });

  it('has the thread as comments on the claim and replies to them, each answering something that is there', () => {
    const collection = read(renderAnnotations(fullReport(), inEnglish));
    const ids = new Set(collection.first.items.map(({ id }) => id));
    const thread = collection.first.items.filter(({ id }) => id.includes('/thread/'));
    expect(thread.map(({ motivation }) => motivation)).toEqual(
      expect.arrayContaining(['commenting', 'replying', 'moderating']),
    );
    for (const { target } of thread) expect(ids.has(target as string)).toBe(true);
    const reply = thread.find(({ id }) => id.endsWith('/thread/comment-2'));
    expect(reply).toMatchObject({ motivation: 'replying', creator: { type: 'Person', name: 'سامر' } });
    expect(thread.find(({ id }) => id.endsWith('/thread/comment-3'))?.body).toBeUndefined();
  });

  it('tells nothing of what is confidential unless it was asked for with it, and then says so', () => {
    const without = renderAnnotations(fullReport(), inArabic);
    expect(without).not.toContain(SECRET);
    expect(without).not.toContain('onfidential');
    const { label, first } = read(renderAnnotations(fullReport(true), inArabic));
    expect(label.join()).toContain('سرّي');
    expect(first.items.filter((each) => classes(each).includes('confidential'))).toHaveLength(1);
  });

  it('has the name that stands in a file as it is there, and says that it is from one', () => {
    const report = fullReport();
    const [first, ...others] = report.claims;
    if (!first) throw new RangeError('no claim');
    const judgements = first.judgements.map((each) => ({ ...each, by: 'Amal', imported: true as const }));
    const claims = [{ ...first, createdBy: 'Samer', imported: true as const, judgements }, ...others];
    const annotation = ofClaim(read(renderAnnotations({ ...report, claims }, inEnglish)), first.id);
    expect(annotation.creator).toEqual({ type: 'Person', name: 'Samer' });
    expect(annotation.body?.[0]?.creator).toEqual({ type: 'Person', name: 'Amal' });
    expect(classes(annotation).filter((each) => each === 'imported')).toHaveLength(2);
  });

  it('says which signed version it is', () => {
    const version = { number: 3, signedAt: '2026-03-01T10:00:00.000Z', signedBy: 'ليلى', hash: 'ab12' };
    expect(read(renderAnnotations(fullReport(), { ...inEnglish, version })).label[1]).toBe(
      'Signed version 3, signed off by ليلى on 2026-03-01 10:00, SHA-256: ab12',
    );
  });
});

/** What is left of a document when it is read as linked data: every term that means something. */
async function expanded(document: Collection) {
  const documentLoader = async (url: string) => {
    if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new RangeError(`nothing but the context is read: ${url}`);
    return { contextUrl: undefined, documentUrl: url, document: context };
  };
  // `safe` throws for every term, type or value that would be lost.
  return jsonld.toRDF(document as object, { documentLoader, safe: true } as never) as unknown as Promise<
    { predicate: { value: string }; object: { termType: string; value: string } }[]
  >;
}

describe('the annotations as linked data', () => {
  it.each(samples())('lose no term: %s', async (_, report, rendering) => {
    expect((await expanded(read(renderAnnotations(report, rendering)))).length).toBeGreaterThan(5);
  });

  it('a term that the context does not have would be lost, and is not let through', async () => {
    const collection = { ...read(renderAnnotations(fullReport(), inArabic)), verdict: 'verified' };
    await expect(expanded(collection)).rejects.toThrow();
  });

  it('name nothing in the namespace of the W3C that its ontology does not have', async () => {
    const own = 'http://www.w3.org/ns/oa#';
    const known = new Set<string>();
    const term = (value: string) => ({ value });
    const quad = (subject: { value: string }) => known.add(subject.value);
    oaVocabulary({ factory: { namedNode: term, blankNode: () => term(''), literal: term, quad } as never });
    const statements = await expanded(read(renderAnnotations(fullReport(true), inArabic)));
    const named = statements.flatMap(({ predicate, object }) => [
      predicate.value,
      ...(object.termType === 'NamedNode' ? [object.value] : []),
    ]);
    const terms = [...new Set(named.filter((iri) => iri.startsWith(own)))];
    expect(terms.length).toBeGreaterThan(25);
    expect(terms.filter((iri) => !known.has(iri))).toEqual([]);
  });
});
