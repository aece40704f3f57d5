/** What is counted of the live articles, for whoever operates the desk. */
export interface Meter {
  /** An update was taken. */
  accepted(): void;
  /** Updates were stored; the first of them had waited so long, in milliseconds. */
  committed(updates: number, milliseconds: number): void;
  /** The store took nothing; it is tried again. */
  failed(): void;
  /** A connection was turned away or closed: by its close code, or the HTTP status it was refused with. */
  refused(code: number, reason: string): void;
  /** So many stored updates of an article are damaged. */
  damaged(updates: number): void;
}

/** Counts nothing. */
export const NO_METER: Meter = {
  accepted: () => {},
  committed: () => {},
  failed: () => {},
  refused: () => {},
  damaged: () => {},
};
