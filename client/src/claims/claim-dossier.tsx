import { entriesOf, standingSettlement } from '@sanad/shared/thread';
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo } from 'react';
import { AssigneeField } from '../assignment/assignee-field.tsx';
import { ClaimantField } from '../claimant/claimant-field.tsx';
import type { PlacedMark } from '../editor/article-editor.ts';
import { isSettleable } from '../editor/claim-settling.ts';
import { useText } from '../i18n/language.tsx';
import { SettledNote } from '../settling/settled-note.tsx';
import { Thread } from '../thread/thread.tsx';
import { ThreadCount } from '../thread/thread-count.tsx';
import { commentCount } from '../thread/thread-tree.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import styles from './claim-dossier.module.css';
import { useClaimsDesk } from './claims-desk.ts';

/** What gathers around a chosen claim: how it was settled, whose work it is, what was said of it. */
export function ClaimDossier({ mark }: { readonly mark: PlacedMark }) {
  const { dossier, language, direction, nameOf, unread } = useClaimsDesk();
  const text = useText();
  const { thread, drafts, assignment, claimant, settling, people, asked, ask } = dossier;
  const { id, assignee, comments } = mark.claim;
  const entries = useMemo(() => entriesOf(comments), [comments]);
  const settlement = useMemo(() => standingSettlement(comments), [comments]);
  // What holds stands above; in the thread is what was said and done before.
  const said = useMemo(() => entries.filter(({ id }) => id !== settlement?.id), [entries, settlement]);
  const isAsked = (what: string) => asked?.claim === id && asked.what === what;
  const answered = useCallback(() => ask(null), [ask]);
  const reopen = useCallback((reason: string) => settling.reopen(id, reason), [settling, id]);
  // What is new stays marked for as long as one reads it.
  const looked = useEffectEvent(() => unread.look(entries.map(({ id }) => id)));
  useEffect(() => () => looked(), []);
  const toCard = () => {
    document.querySelector<HTMLElement>(`[data-face="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.dossier}>
      {settlement ? (
        <SettledNote
          key={settlement.id}
          {...{ settlement, language, direction, nameOf }}
          stale={mark.stale}
          reopen={settling.maySettle ? reopen : null}
          asked={isAsked('reopen')}
          onAsked={answered}
        />
      ) : null}
      <ClaimantField
        claimant={mark.claim.claimant}
        mayName={claimant.mayName}
        isOpen={isAsked('claimant')}
        onOpenChange={(open) => ask(open ? { what: 'claimant', claim: id } : null)}
        name={(said) => claimant.name(id, said)}
      />
      <div className={styles.row}>
        <AssigneeField
          {...{ assignee, people }}
          me={assignment.me}
          mayAssign={assignment.mayAssign}
          isOpen={isAsked('assign')}
          onOpenChange={(open) => ask(open ? { what: 'assign', claim: id } : null)}
          assign={(person) => void assignment.assign([id], person)}
        />
        {settling.maySettle && isSettleable(mark) && (mark.verdict !== 'verified' || mark.look === 'conflict') ? (
          <Button
            size="small"
            hint="S"
            aria-keyshortcuts="S"
            className={styles.settle}
            onPress={() => ask({ what: 'settle', claim: id })}
          >
            {text('settling.begin')}
          </Button>
        ) : null}
      </div>
      <Thread
        claim={id}
        entries={said}
        {...{ drafts, people }}
        unread={unread.comments}
        desk={thread}
        asked={isAsked('comment')}
        onAsked={answered}
        onLeave={toCard}
      />
    </div>
  );
}

/** What gathers around a claim at rest: whose work it is and how much was said, as small as can be. */
export function DossierBrief({ mark }: { readonly mark: PlacedMark }): ReactNode {
  const { dossier, unread } = useClaimsDesk();
  const text = useText();
  const { assignee, comments } = mark.claim;
  const entries = useMemo(() => entriesOf(comments), [comments]);
  const count = commentCount(entries);
  const person = assignee === null ? undefined : dossier.people.find(({ id }) => id === assignee);
  if (count === 0 && !person) return null;
  return (
    <p className={styles.brief}>
      {person ? (
        <span className={styles.disc} title={text('assignment.is', { name: person.name })}>
          <Avatar face={person} />
        </span>
      ) : null}
      <ThreadCount count={count} news={entries.filter(({ id }) => unread.comments.has(id)).length} />
    </p>
  );
}
