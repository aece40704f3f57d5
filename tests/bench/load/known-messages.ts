import { type Run, runsIn } from './letters.ts';
import type { Speaker } from './tongue.ts';

/** How many messages are remembered before all are forgotten. */
const REMEMBERED = 4096;
/** How much of each end of a message is looked at to find it again. */
const LOOKED_AT = 48;

interface Known {
  readonly bytes: Buffer;
  readonly runs: readonly Run[];
}

/** What messages hold. Hundreds of clients hear the same one: it is decoded once, and known again by its bytes. */
export class KnownMessages {
  readonly #known = new Map<number, Known>();

  runs(message: Buffer, speaker: Speaker): readonly Run[] {
    const mark = markOf(message);
    const known = this.#known.get(mark);
    if (known?.bytes.equals(message)) return known.runs;
    const heard = speaker.read(message);
    const runs = heard?.kind === 'update' || heard?.kind === 'answer' ? runsIn(heard.bytes) : [];
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(mark, { bytes: Buffer.from(message), runs });
    return runs;
  }
}

function markOf(message: Buffer): number {
  const { length } = message;
  let mark = length;
  const head = Math.min(LOOKED_AT, length);
  for (let at = 0; at < head; at++) mark = (Math.imul(mark, 31) + (message[at] as number)) | 0;
  for (let at = Math.max(head, length - LOOKED_AT); at < length; at++) {
    mark = (Math.imul(mark, 31) + (message[at] as number)) | 0;
  }
  return mark;
}
