import type { Tongue } from './tongue.ts';

/** What a generator is to do. Several generators have the same plan, and each its share of the clients. */
export interface Plan {
  readonly port: number;
  readonly tongue: Tongue;
  /** The documents' names. */
  readonly documents: readonly string[];
  /** The addresses that clients connect to; `{document}` stands for the document's name, taken by turns. */
  readonly writerPaths: readonly string[];
  readonly readerPaths: readonly string[];
  /** The file that holds the article as the bytes of a Y.Doc. */
  readonly article: string;
  /** Whether the first client of each document has to bring the article. */
  readonly brings: boolean;
  /** Clients of each document, and how many of them write. */
  readonly clients: number;
  readonly writers: number;
  /** Updates a second over all documents, at times that no answer moves. */
  readonly rate: number;
  /** Seconds of updates that are not counted, and of those that are. */
  readonly warm: number;
  readonly seconds: number;
  /** The Yjs client id of the first writer of a document; the others follow. */
  readonly firstClient: number;
  /** Whether each update is followed by a question for when it is on disk. */
  readonly saved: boolean;
  /** How many connect at a time. */
  readonly atOnce: number;
  readonly share: { readonly index: number; readonly of: number };
}

/** What the bench says to a generator, in this order: `rest` and `start` may be left out. */
export type Order =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** Let those connect who do not hold a document open yet. */
  | { readonly kind: 'rest' }
  /** Begin to write, at a time of `sharedClock`. */
  | { readonly kind: 'start'; readonly at: number };

/** What a generator saw. Delays are the bins of `Delays`. */
export interface Seen {
  readonly delays: readonly number[];
  readonly expected: number;
  readonly saved: readonly number[];
  readonly savedExpected: number;
  /** By how much sends came later than they were due, 99 of 100, in milliseconds: what the generator itself adds. */
  readonly late: number;
  /** The generator's own use of one core while it counted. */
  readonly cpu: number;
  /** Why sockets were lost, if any were. */
  readonly lost: readonly string[];
}

export type Report =
  /** The first client of each document is in. */
  | { readonly kind: 'held' }
  /** Everybody is in; the rest took `joined` milliseconds from first to last. */
  | { readonly kind: 'ready'; readonly joined: number }
  | { readonly kind: 'seen'; readonly seen: Seen }
  | { readonly kind: 'failed'; readonly why: string };

/** Milliseconds on the machine's one clock, which all its processes share. */
export function sharedClock(): number {
  return performance.now() + offset;
}
const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** How many updates there are, and how many of them come before those that count. */
export const updatesOf = ({ rate, warm, seconds }: Plan) => Math.round(rate * (warm + seconds));
export const warmOf = ({ rate, warm }: Plan) => Math.round(rate * warm);
