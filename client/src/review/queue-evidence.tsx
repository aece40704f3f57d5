import { isUnbacked } from '@sanad/shared/evidence';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import type { ClaimView } from '@sanad/shared/protocol';
import type { QueuedClaim } from '@sanad/shared/queue';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useConfidential, useConfidentialActs } from '../evidence/confidential.ts';
import { type EvidenceDesk, evidenceActs } from '../evidence/evidence-desk.ts';
import { EvidenceSection } from '../evidence/evidence-section.tsx';
import { httpEvidence } from '../evidence/http-evidence.ts';
import { useRemovalNotice } from '../evidence/removal-notice.ts';
import { deskQuery } from '../signing/signing-calls.ts';

/** The evidence of a claim of the queue: its article is not open here, so that the server writes all of it. */
export function QueueEvidence({
  claim,
  person,
  nameOf,
  changed,
}: {
  readonly claim: QueuedClaim;
  readonly person: Person;
  readonly nameOf: (person: string) => string;
  readonly changed: (claim: ClaimView) => void;
}) {
  const { articleId: article, id, evidence, verdict } = claim;
  const of = useMemo(() => ({ article, claim: id }), [article, id]);
  const secret = useConfidential(of, person);
  const removed = useRemovalNotice();
  const required = useQuery(deskQuery).data?.requireEvidence ?? false;
  const confidential = useConfidentialActs(of, removed);
  const acts = useMemo(
    () => evidenceActs({ open: httpEvidence(of, changed, removed), confidential }),
    [of, changed, removed, confidential],
  );
  const desk = useMemo<EvidenceDesk>(() => {
    const open = evidence.map((piece) => ({ ...piece, confidential: false }));
    const mayAdd = atLeast(person.role, 'checker');
    return {
      ...acts,
      pieces: [...open, ...(secret ?? [])].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id)),
      unbacked: secret !== null && isUnbacked({ verdict, evidence }, secret.length > 0),
      required,
      mayAdd,
      mayChange: ({ by }) => mayAdd && (by === person.id || atLeast(person.role, 'editor')),
    };
  }, [acts, evidence, secret, verdict, required, person]);
  return <EvidenceSection key={id} claim={id} desk={desk} nameOf={nameOf} />;
}
