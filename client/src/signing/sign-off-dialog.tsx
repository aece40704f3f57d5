import { coveredShare } from '@sanad/shared/coverage';
import type { DeskSettings } from '@sanad/shared/desk';
import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { type Blocker, blockersOf, weighed } from '@sanad/shared/sign-off';
import { standingSettlement } from '@sanad/shared/thread';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { articleQuery } from '../article/article-queries.ts';
import type { Checking } from '../checking/checking.ts';
import { useCheckingState } from '../checking/use-checking.ts';
import { useClaims } from '../claims/use-claims.ts';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useConfidentialClaims } from '../evidence/confidential.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { notify } from '../ui/toast.tsx';
import { BlockerList } from './blocker-list.tsx';
import { SealIcon } from './seal-icon.tsx';
import styles from './sign-off-dialog.module.css';
import { blockersIn, deskQuery, signOff, versionsQuery } from './signing-calls.ts';

export interface SignOffDialogProps {
  readonly article: string;
  readonly person: Person;
  readonly editor: ArticleEditor;
  readonly checking: Checking;
  readonly language: string;
  readonly direction: Direction;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Says what stands in the way of signing an article off, as it is at the moment; where nothing does, signs it off. */
export function SignOffDialog({ isOpen, onOpenChange, ...props }: SignOffDialogProps) {
  const text = useText();
  return (
    <Dialog title={text('signing.sign-off.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Deciding {...props} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

type DecidingProps = Omit<SignOffDialogProps, 'isOpen' | 'onOpenChange'> & { readonly onClose: () => void };

function Deciding(props: DecidingProps) {
  const settings = useQuery(deskQuery);
  if (settings.data) return <Decision {...props} settings={settings.data} />;
  if (settings.error) return <Problem error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <Skeleton>
      <SkeletonLine width="60%" height="1.25rem" />
    </Skeleton>
  );
}

/** What this page may not know yet: confidential evidence comes from the server alone, and what is sealed stays there. */
const PERHAPS: ReadonlySet<string> = new Set(['unbacked', 'unconfirmed']);

function Decision({
  article,
  person,
  editor,
  checking,
  language,
  direction,
  settings,
  onClose,
}: DecidingProps & { readonly settings: DeskSettings }) {
  const text = useText();
  const claims = useClaims(editor);
  const confidential = useConfidentialClaims(article, person);
  const { counts } = useCheckingState(checking).coverage;
  const seen = useMemo(
    () =>
      blockersOf(
        claims.map((mark) => weighed(mark, confidential)),
        counts,
        settings,
      ),
    [claims, confidential, counts, settings],
  );
  const signing = useMutation({
    mutationFn: (_decided: { readonly claims: typeof claims; readonly counts: typeof counts }) => signOff(article),
    onSuccess: ({ number }) => {
      onClose();
      notify({ text: text('signing.done', { number }) });
    },
    onSettled: () => {
      void desk.invalidateQueries({ queryKey: articleQuery(article).queryKey });
      void desk.invalidateQueries({ queryKey: versionsQuery(article).queryKey });
    },
  });
  // What the server said held for the article as it was.
  const { variables } = signing;
  const error = variables?.claims === claims && variables.counts === counts ? signing.error : null;
  const go = useGoing(editor, checking, onClose);
  const told = blockersIn(error);
  const blockers = told ?? seen;
  const certain = told !== null || blockers.some(({ kind }) => !PERHAPS.has(kind));
  const have = Math.floor(coveredShare(counts) * 100);
  return (
    <div className={styles.form}>
      <div role="status">
        {blockers.length > 0 ? (
          <p className={styles.head}>
            {text('signing.blocked', { count: blockers.length })}
            {certain ? null : <span className={styles.soft}> · {text('signing.perhaps')}</span>}
          </p>
        ) : (
          <p className={styles.head}>
            <SealIcon /> {text('signing.ready')}
          </p>
        )}
      </div>
      {blockers.length > 0 ? (
        <BlockerList
          {...{ blockers, claims, language, direction, have }}
          want={settings.coverage}
          onClaim={(claim) => go({ claim })}
          onCoverage={() => go('coverage')}
        />
      ) : (
        <Summary claims={claims} done={counts.sentences - counts.untouched} total={counts.sentences} />
      )}
      {error && !told ? <Problem error={error} what={text('signing.sign-off.failed')} /> : null}
      <div className={styles.actions}>
        <Button onPress={onClose}>{text('frame.cancel')}</Button>
        <Button
          look="primary"
          isDisabled={certain}
          isPending={signing.isPending}
          onPress={() => signing.mutate({ claims, counts })}
        >
          {text('signing.sign-off')}
        </Button>
      </div>
    </div>
  );
}

function Summary({
  claims,
  done,
  total,
}: {
  readonly claims: ReturnType<typeof useClaims>;
  readonly done: number;
  readonly total: number;
}) {
  const text = useText();
  const settled = claims.filter(({ claim }) => standingSettlement(claim.comments)).length;
  const verified = claims.filter(({ claim, verdict }) => verdict === 'verified' && !standingSettlement(claim.comments));
  return (
    <div className={styles.summary}>
      <p>{text('signing.ready.claims', { total: claims.length, verified: verified.length, settled })}</p>
      <p>{text('signing.ready.coverage', { done, total })}</p>
      <p className={styles.soft}>{text('signing.ready.what')}</p>
    </div>
  );
}

type Goal = { readonly claim: NonNullable<Blocker['claim']> } | 'coverage';

/** Leaves the dialog for what stands in the way: the keyboard is there once the dialog is gone. */
function useGoing(editor: ArticleEditor, checking: Checking, leave: () => void): (goal: Goal) => void {
  const wanted = useRef<Goal | null>(null);
  useEffect(
    () => () => {
      const goal = wanted.current;
      if (goal === null) return;
      // The dialog gives the keyboard back to its button in the next frame: this comes behind it.
      const arrive = () => {
        if (goal === 'coverage') checking.next();
        else {
          editor.choose(goal.claim, { scroll: true });
          document.querySelector<HTMLElement>(`[data-face="${CSS.escape(goal.claim)}"]`)?.focus();
        }
      };
      requestAnimationFrame(() => requestAnimationFrame(arrive));
    },
    [editor, checking],
  );
  return (goal) => {
    wanted.current = goal;
    leave();
  };
}
