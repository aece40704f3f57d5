import { directionOfBlock } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import type { ClaimView } from '@sanad/shared/protocol';
import type { QueuedClaim } from '@sanad/shared/queue';
import type { Verdict } from '@sanad/shared/verdict';
import { type ReactNode, useCallback, useMemo } from 'react';
import { ToggleButton } from 'react-aria-components';
import { Link } from 'wouter';
import { AssigneeField } from '../assignment/assignee-field.tsx';
import type { DeskPerson } from '../assignment/assignee-picker.tsx';
import tone from '../claims/tone.module.css';
import picker from '../claims/verdict-picker.module.css';
import { GIVEN_VERDICTS } from '../claims/verdict-picker.tsx';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { DifferentWords } from '../claims/words-then-and-now.tsx';
import { useText } from '../i18n/language.tsx';
import { authorName } from '../people/author-name.ts';
import { SettledNote } from '../settling/settled-note.tsx';
import { httpThread } from '../thread/http-thread.ts';
import { Thread } from '../thread/thread.tsx';
import { draftsOf } from '../thread/thread-drafts.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import styles from './claim-pane.module.css';
import { ClaimParagraph } from './claim-paragraph.tsx';
import { QueueEvidence } from './queue-evidence.tsx';

/** What a key asks of the chosen claim, until it is there. */
export type AskedOf = 'comment' | 'assign' | 'settle' | 'reopen';

export interface ClaimPaneProps {
  readonly claim: QueuedClaim;
  readonly person: Person;
  readonly people: readonly DeskPerson[];
  readonly asked: AskedOf | null;
  readonly ask: (what: AskedOf | null) => void;
  readonly changed: (claim: ClaimView) => void;
  readonly judge: (verdict: Verdict) => void;
  readonly reopen: (reason: string) => Promise<void>;
  readonly assign: (person: string | null) => void;
  /** Shows the claims of this article alone. */
  readonly onArticle: (() => void) | null;
  /** The keyboard goes back to the list. */
  readonly onLeave: () => void;
  /** Said above the claim. */
  readonly note?: ReactNode;
}

/** The chosen claim: in its paragraph, with its evidence, its thread and what is to be decided. */
export function ClaimPane(props: ClaimPaneProps) {
  const { claim, person, people, asked, ask, changed, judge, reopen, assign, onArticle, onLeave, note } = props;
  const text = useText();
  const { id, articleId, language, direction, comments, verdict, verdictBy, context } = claim;
  const nameOf = useCallback(
    (of: string) => authorName(of, people.find((each) => each.id === of)?.name, text),
    [people, text],
  );
  const thread = useMemo(() => httpThread(articleId, person, changed), [articleId, person, changed]);
  const settlement = useMemo(() => {
    const entry = comments.find((each) => each.id === claim.settlement);
    return entry?.kind === 'settlement' ? entry : null;
  }, [comments, claim.settlement]);
  const mayJudge = atLeast(person.role, 'checker');
  const maySettle = atLeast(person.role, 'editor');
  const answered = useCallback(() => ask(null), [ask]);
  const isDetached = claim.attachment === 'detached';
  return (
    <article className={styles.pane} data-claim-pane={id}>
      {note}
      <header className={styles.top}>
        <h2 className={styles.article} lang={language}>
          <Link href={`/articles/${articleId}?claim=${encodeURIComponent(id)}`} className={styles.link}>
            <bdi dir={direction}>{claim.articleTitle || text('library.untitled')}</bdi>
          </Link>
        </h2>
        <div className={styles.tools}>
          {onArticle ? (
            <Button look="quiet" size="small" onPress={onArticle}>
              {text('review.only-article')}
            </Button>
          ) : null}
          <Link
            href={`/articles/${articleId}?claim=${encodeURIComponent(id)}`}
            className={styles.go}
            aria-keyshortcuts="O"
          >
            {text('review.in-article')} <KeyHint keys="O" />
          </Link>
        </div>
      </header>
      <ClaimParagraph claim={claim} />
      {claim.stale && context.decided !== null && !isDetached ? (
        <DifferentWords
          judged={context.decided}
          now={claim.quote}
          language={language}
          direction={directionOfBlock(claim.quote, direction)}
        />
      ) : null}
      <div className={styles.standing}>
        <p className={classNames(tone.tone, styles.verdict)} data-verdict={verdict}>
          <VerdictSign of={verdict} />
          <strong>{text(`claims.verdict.${verdict}`)}</strong>
          {claim.stale ? <span className={styles.mark}>{text('claims.state.stale')}</span> : null}
          {isDetached ? <span className={styles.mark}>{text('claims.state.detached')}</span> : null}
          <span className={styles.by}>
            {text(verdictBy === null ? 'review.made-by' : 'review.judged-by', {
              name: nameOf(verdictBy ?? claim.createdBy),
            })}
            {' · '}
            <RelativeTime at={claim.verdictAt ?? claim.createdAt} />
          </span>
        </p>
        {claim.note ? (
          <p className={styles.note} dir="auto">
            {claim.note}
          </p>
        ) : null}
      </div>
      {settlement ? (
        <SettledNote
          key={settlement.id}
          {...{ settlement, language, direction, nameOf }}
          stale={claim.stale}
          reopen={maySettle ? reopen : null}
          asked={asked === 'reopen'}
          onAsked={answered}
        />
      ) : null}
      <div className={styles.acts}>
        {mayJudge && !settlement ? <Verdicts claim={claim} me={person.id} judge={judge} /> : null}
        <div className={styles.row}>
          {mayJudge ? (
            <AssigneeField
              assignee={claim.assignee}
              people={people}
              me={person.id}
              mayAssign={mayJudge}
              isOpen={asked === 'assign'}
              onOpenChange={(open) => ask(open ? 'assign' : null)}
              assign={assign}
            />
          ) : null}
          {maySettle && !settlement && verdict !== 'unchecked' ? (
            <Button size="small" hint="S" aria-keyshortcuts="S" onPress={() => ask('settle')}>
              {text('settling.begin')}
            </Button>
          ) : null}
        </div>
        {mayJudge && isDetached && !settlement ? <p className={styles.why}>{text('review.judge.detached')}</p> : null}
      </div>
      <QueueEvidence claim={claim} person={person} nameOf={nameOf} changed={changed} />
      <Thread
        key={id}
        claim={id}
        entries={comments}
        desk={thread}
        drafts={draftsOf(articleId)}
        people={people}
        asked={asked === 'comment'}
        onAsked={answered}
        onLeave={onLeave}
      />
    </article>
  );
}

function Verdicts({
  claim,
  me,
  judge,
}: {
  readonly claim: QueuedClaim;
  readonly me: string;
  readonly judge: (verdict: Verdict) => void;
}) {
  const text = useText();
  const others = claim.verdictBy !== null && claim.verdictBy !== me;
  const isDetached = claim.attachment === 'detached';
  return (
    <fieldset className={picker.picker} data-picker disabled={isDetached}>
      <legend className={others ? picker.legend : picker.hidden}>
        {text(others ? 'claims.judge.own' : 'claims.judge')}
      </legend>
      <div className={picker.row}>
        {GIVEN_VERDICTS.map((verdict, index) => (
          <ToggleButton
            key={verdict}
            className={classNames(tone.tone, picker.verdict)}
            data-verdict={verdict}
            aria-keyshortcuts={String(index + 1)}
            isDisabled={isDetached}
            isSelected={!others && claim.verdict === verdict}
            data-stands={others && claim.verdict === verdict ? '' : undefined}
            onChange={() => judge(verdict)}
          >
            <VerdictSign of={verdict} />
            <span>{text(`claims.verdict.${verdict}`)}</span>
            <KeyHint keys={String(index + 1)} />
          </ToggleButton>
        ))}
      </div>
    </fieldset>
  );
}
