import { standingJudgement, type Verdict } from '@sanad/shared/claim';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { useEffect, useMemo } from 'react';
import type * as Y from 'yjs';
import type { ArticleEditor, PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';
import { wordsJudged } from './claim-condition.tsx';
import type { ClaimDeeds } from './claims-desk.ts';
import { watchOwnVerdicts } from './own-verdicts.ts';
import { holds, isRemoved, isWherePut, moveBack, offerUndo, restoreClaim, withdrawVerdict } from './taking-back.ts';

/** What this person does with claims, told and taken back through messages. */
export function useDeeds(doc: Y.Doc, person: Person, editor: ArticleEditor, drafts: Map<string, string>): ClaimDeeds {
  const text = useText();

  useEffect(() => {
    // A claim just removed is no longer in the list: its number is the one it last had.
    const number = (id: string) => editor.list.last(id)?.number ?? '';
    const wasDetached = (id: string) => editor.list.last(id)?.attachment.kind === 'detached';
    const offRemoved = editor.onRemoved((id) => {
      offerUndo(doc, {
        text: text(wasDetached(id) ? 'claims.toast.shut' : 'claims.toast.removed', { number: number(id) }),
        undo: () => {
          if (restoreClaim(doc, id)) editor.choose(id, { scroll: true });
        },
        stands: () => isRemoved(doc, id),
      });
    });
    const offMoved = editor.place.onMoved((moved) => {
      offerUndo(doc, {
        text: text(moved.how === 'attached' ? 'claims.toast.attached' : 'claims.toast.placed', {
          number: number(moved.claim),
        }),
        undo: () => void moveBack(doc, moved),
        stands: () => isWherePut(doc, moved),
      });
    });
    const offGiven = watchOwnVerdicts(doc, ({ claim, given, repeated }) => {
      offerUndo(doc, {
        text: text(repeated ? 'claims.toast.confirmed' : 'claims.toast.judged', {
          number: number(claim),
          verdict: text(`claims.verdict.${given.verdict}`),
        }),
        undo: () => void withdrawVerdict(doc, claim, given),
        stands: () => holds(doc, claim, given),
      });
    });
    return () => {
      offRemoved();
      offMoved();
      offGiven();
    };
  }, [doc, editor, text]);

  return useMemo(() => {
    const give = (mark: PlacedMark, verdict: Verdict) => {
      const { id } = mark.claim;
      editor.act.judge(id, verdict, noteFor(mark, verdict));
      drafts.delete(id);
    };
    const noteFor = (mark: PlacedMark, verdict: Verdict): string => {
      const draft = drafts.get(mark.claim.id);
      if (draft !== undefined) return draft;
      const standing = standingJudgement(mark.claim);
      return standing?.by === person.id && standing.verdict === verdict ? standing.note : '';
    };
    return {
      judge(mark, verdict) {
        if (!editor.mayJudge() || mark.attachment.kind === 'detached') return;
        if (mark.settled) {
          notify({ text: text('settling.toast.no-verdict') });
          return;
        }
        const standing = standingJudgement(mark.claim);
        const stands = standing?.by === person.id && standing.verdict === verdict && !mark.stale;
        if (stands && !drafts.has(mark.claim.id)) return;
        give(mark, verdict);
      },
      confirm(mark) {
        if (!editor.mayJudge() || mark.settled) return;
        if (mark.attachment.kind === 'recovered' && wordsJudged(mark) === null) editor.place.confirm(mark.claim.id);
        else if (mark.stale) give(mark, mark.verdict);
        returnToCard(mark.claim.id);
      },
      confirmPlace(mark) {
        editor.place.confirm(mark.claim.id);
        returnToCard(mark.claim.id);
      },
      attach(mark) {
        const { id } = mark.claim;
        if (!editor.place.attach(id)) return;
        editor.choose(id, { scroll: true });
        returnToCard(id);
      },
      putBack(mark) {
        const { id } = mark.claim;
        const isLast = editor.place.putBack(id);
        if (!isLast) return;
        offerUndo(doc, {
          text: text('claims.toast.put-back', { number: mark.number }),
          undo: () => {
            if (isLast()) editor.act.undo();
          },
          stands: isLast,
        });
        returnToCard(id);
      },
      mayPutBack: (mark) =>
        editor.mayEditText() && mark.stale && mark.attachment.kind === 'exact' && wordsJudged(mark) !== null,
      write(mark, note) {
        const { id } = mark.claim;
        const standing = standingJudgement(mark.claim);
        if (standing?.by !== person.id) {
          drafts.set(id, note);
          return;
        }
        drafts.delete(id);
        if (note !== standing.note) editor.act.note(id, note);
      },
      remove(mark) {
        editor.act.remove(mark.claim.id);
      },
      mayRemove: (mark) => editor.mayJudge() && (mark.claim.createdBy === person.id || atLeast(person.role, 'editor')),
    };
  }, [doc, person, editor, drafts, text]);
}

/** How many frames a pressed button may take to go: its card is told of a change once the text has been painted. */
const GOING = 12;

/** The button that was pressed goes with what it was about: the keyboard is handed back to the claim's card. */
function returnToCard(id: string, frames = GOING): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      document.querySelector<HTMLElement>(`[data-face="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    } else if (frames > 1) returnToCard(id, frames - 1);
  });
}
