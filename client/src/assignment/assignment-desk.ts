/** Whose work claims are, whatever they are kept in. Rejects where it was refused. */
export interface AssignmentDesk {
  /** Who asks (person id): offered first. */
  readonly me: string;
  readonly mayAssign: boolean;
  /** Gives claims to a person, or to nobody with null: all of them at once. */
  assign(claims: readonly string[], person: string | null): Promise<void>;
}
