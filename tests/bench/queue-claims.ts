import type { ClaimRow } from '@sanad/server/store/claim-table';
import type { Store } from '@sanad/server/store/store';
import { VERDICTS } from '@sanad/shared/verdict';
import { claimRow, NO_CLAIMS } from '../support/claim-rows.ts';

const WORDS =
  'أعلنت الوزارة أمس أن عدد المستفيدين من البرنامج بلغ ثلاثة آلاف أسرة في المحافظات الشرقية والشمالية وقال المتحدث إن الأرقام أولية ولم تُراجع بعد وأضاف مصدر في البلدية أن الكلفة تجاوزت مليوني دينار خلال العام الماضي وحده'.split(
    ' ',
  );

/** Words that differ from place to place and are the same in every run; `count` of them from `seed`. */
function words(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => WORDS[(seed * 7 + index * (1 + (seed % 5))) % WORDS.length]).join(
    ' ',
  );
}

/** The claims of one article of a busy desk: each verdict, some settled, given to somebody, stale, argued about. */
function claimsOf(article: string, index: number, count: number, people: readonly string[]): ClaimRow[] {
  return Array.from({ length: count }, (_, at) => {
    const seed = index * count + at;
    const person = people[seed % people.length] ?? 'p';
    const time = new Date(Date.UTC(2026, 0, 1) + seed * 97_000).toISOString();
    const said = { by: person, at: time };
    const verdict = VERDICTS[seed % VERDICTS.length] ?? 'disputed';
    const isSettled = verdict !== 'unchecked' && seed % 9 === 0;
    return claimRow(
      article,
      `claim-${index}-${at}`,
      0,
      {
        quote: `${words(seed, 9)} ${seed}`,
        originalQuote: `${words(seed, 9)} ${seed}`,
        verdict,
        verdictBy: verdict === 'unchecked' ? null : person,
        verdictAt: verdict === 'unchecked' ? null : time,
        note: seed % 3 === 0 ? words(seed + 3, 14) : '',
        createdAt: time,
        createdBy: person,
        assignee: seed % 4 === 0 ? person : null,
        stale: seed % 40 === 0,
        attachment: seed % 150 === 0 ? 'detached' : 'exact',
        start: at * 400,
        end: at * 400 + 60,
        evidence:
          seed % 2 === 0
            ? [
                {
                  id: `e-${seed}`,
                  ...said,
                  address: `https://example.org/${seed}`,
                  archive: '',
                  title: words(seed + 5, 6),
                  publisher: words(seed, 2),
                  excerpt: words(seed + 1, 30),
                  locator: '',
                  accessed: '2026-11-28',
                  kind: 'primary',
                  stance: 'supports',
                  note: '',
                },
              ]
            : [],
        comments: [
          ...Array.from({ length: seed % 4 }, (_, turn) => ({
            id: `m-${seed}-${turn}`,
            kind: 'comment' as const,
            ...said,
            text: words(seed + turn, 18),
            mentions: [],
            replyTo: null,
            editedAt: null,
          })),
          ...(isSettled
            ? [
                {
                  id: `s-${seed}`,
                  kind: 'settlement' as const,
                  ...said,
                  how: 'stands' as const,
                  reason: words(seed, 8),
                  wording: null,
                  verdict: 'disputed' as const,
                  verdictBy: null,
                  quote: words(seed, 9),
                },
              ]
            : []),
        ],
        settlement: isSettled ? `s-${seed}` : null,
      },
      { before: `${words(seed + 2, 25)} `, after: ` ${words(seed + 9, 25)}`, direction: 'rtl', decided: null },
    );
  });
}

/** Fills a store with `articles` articles of `each` claims, as their rows are. */
export async function fillQueue(
  store: Store,
  articles: number,
  each: number,
  people: readonly string[],
): Promise<void> {
  for (let index = 0; index < articles; index++) {
    const id = `article-${String(index).padStart(4, '0')}`;
    const at = new Date(Date.UTC(2026, 0, 1) + index * 600_000).toISOString();
    const title = words(index, 7);
    await store.articles.create(
      { id, title, language: 'ar', createdAt: at, createdBy: null },
      { article: id, at, actor: people[0] ?? 'p', bytes: Uint8Array.of(0, 0), history: [], clients: [] },
    );
    const row = { title, changedAt: at, counts: NO_CLAIMS };
    await store.articles.project(id, 2, row, claimsOf(id, index, each, people));
  }
}
