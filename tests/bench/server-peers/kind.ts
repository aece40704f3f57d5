import type { Tongue } from '../load/tongue.ts';
import type { ServerProcess } from './server-process.ts';

/** What a server is started with. */
export interface Stage {
  /** An empty folder for it alone, below the system's temporary one; it is removed afterwards. */
  readonly folder: string;
  readonly documents: readonly string[];
  /** The article each document holds, as the bytes of a Y.Doc. */
  readonly article: Uint8Array;
  /** Flags for the Node it runs on. */
  readonly flags: readonly string[];
}

interface Started {
  readonly process: ServerProcess;
  /** See `Plan`. */
  readonly writerPaths: readonly string[];
  readonly readerPaths: readonly string[];
}

/** A kind of server that can be measured. */
export interface Kind {
  readonly name: string;
  readonly tongue: Tongue;
  /** Whether clients have to bring the article; else it holds it from the start. */
  readonly brings: boolean;
  start(stage: Stage): Promise<Started>;
}
