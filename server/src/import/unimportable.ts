import type { ImportRefusal } from '@sanad/shared/import';

/** Nothing can be made of a file, a text or an address. `why` is told in the reader's language. */
export class Unimportable extends Error {
  override readonly name = 'Unimportable';
  readonly why: ImportRefusal;

  constructor(why: ImportRefusal) {
    super(why);
    this.why = why;
  }
}
