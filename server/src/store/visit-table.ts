/** How far in an article's history each person has seen. */
export interface VisitTable {
  /**
   * Notes that a person is in an article at `at`. Answers with the row of its history that was the newest when they were
   * there before this visit; null on their first. Being there again within `pause` milliseconds is the same visit.
   */
  note(person: string, article: string, at: string, pause: number): Promise<number | null>;
}
