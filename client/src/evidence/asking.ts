/** The claim for which evidence is asked, until its field has the keyboard: it may only be drawn now. */
let asked: string | null = null;
const listeners = new Set<() => void>();

/** Gives the keyboard to the field of evidence of a claim, as soon as there is one. */
export function askForEvidence(claim: string): void {
  asked = claim;
  for (const listener of listeners) listener();
}

/** Calls `focus` when evidence is asked for `claim`, and at once when it was before its field was there. */
export function onEvidenceAsked(claim: string, focus: () => void): () => void {
  const look = () => {
    if (asked !== claim) return;
    asked = null;
    focus();
  };
  listeners.add(look);
  look();
  return () => listeners.delete(look);
}
