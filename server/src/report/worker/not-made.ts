/**
 * Why a report was not made: `busy`: too many wait; `too-many`: of that person; `too-slow`: it took longer than it may;
 * `failed`: it could not be read or written, or the thread that did ended; `cancelled`: nobody wants it any more.
 */
export type Hindrance = 'busy' | 'too-many' | 'too-slow' | 'failed' | 'cancelled';

/** A report that was not made. Nothing of it is left. */
export class NotMade extends Error {
  override readonly name = 'NotMade';
  readonly why: Hindrance;

  constructor(why: Hindrance, message: string = why) {
    super(message);
    this.why = why;
  }
}
