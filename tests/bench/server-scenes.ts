import type { Scene } from './server-run.ts';

/** The words of a note, of an article of some pages, and of one whose Y.Doc is 100 KB. */
const WORDS = { short: 100, usual: 2_000, long: 8_500 } as const;
/** Writers of one document, however many others read it. */
const WRITERS = 20;

/** One document, of whose clients 20 write and the others read. */
export function row(clients: number, rate: number): Scene {
  return {
    documents: 1,
    clients,
    writers: Math.min(WRITERS, clients),
    rate,
    warm: 1,
    seconds: 4,
    words: WORDS.usual,
  };
}

const nobodyWrites = { writers: 0, rate: 0, warm: 0, seconds: 0 } as const;

/** What is played for the measures that are one scene. */
export const SCENE = {
  few: row(50, 50),
  many: row(200, 500),
  more: row(200, 1000),
  saved: { ...row(50, 50), saved: true },
  idle: { documents: 1, clients: 1001, ...nobodyWrites, words: WORDS.short },
  open: { documents: 100, clients: 1, ...nobodyWrites, words: WORDS.long },
  join: { documents: 1, clients: 501, ...nobodyWrites, words: WORDS.long, atOnce: 500 },
  desk: { documents: 2_000, clients: 2, writers: 2, rate: 4_000, warm: 2, seconds: 6, words: WORDS.short, atOnce: 100 },
} as const satisfies Readonly<Record<string, Scene>>;
