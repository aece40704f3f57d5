import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import type { Claimant } from '@sanad/shared/claimant';
import { assignClaim, setClaimant } from '@sanad/shared/dossier';
import type { People, Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { useEffect, useMemo, useState } from 'react';
import type * as Y from 'yjs';
import type { AssignmentDesk } from '../assignment/assignment-desk.ts';
import type { ClaimantDesk } from '../claimant/claimant-desk.ts';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import type { SettlingDesk } from '../settling/settling-desk.ts';
import { documentThread, recoverDrafts } from '../thread/document-thread.ts';
import { draftsOf } from '../thread/thread-drafts.ts';
import type { Asked, DossierDesk } from './dossier-desk.ts';
import { offerUndo } from './taking-back.ts';

/** What gathers around the claims of an open article. */
export function useDossier(
  article: string,
  doc: Y.Doc,
  person: Person,
  editor: ArticleEditor,
  people: People['people'] | undefined,
  nameOf: (person: string) => string,
): DossierDesk {
  const text = useText();
  const drafts = draftsOf(`${article} ${person.id}`);
  const [asked, ask] = useState<Asked | null>(null);
  useEffect(() => recoverDrafts(drafts, doc), [drafts, doc]);

  const thread = useMemo(() => documentThread(doc, person, editor.act), [doc, person, editor]);
  const assignment = useMemo(
    () =>
      documentAssignment({ doc, person, editor, tell: (who, count) => assignedTold(text, who && nameOf(who), count) }),
    [doc, person, editor, nameOf, text],
  );
  const claimant = useMemo((): ClaimantDesk => {
    const standing = (id: string) => readClaim(claimsRoot(doc).get(id))?.claimant ?? null;
    return {
      mayName: editor.mayJudge(),
      name(id, said) {
        const was = standing(id);
        if (isSame(was, said)) return;
        const number = editor.list.peek(id)?.number ?? '';
        editor.act.step(() => setClaimant(doc, id, said));
        offerUndo(doc, {
          text: said
            ? text('claimant.toast.named', { number, name: said.name })
            : text('claimant.toast.nobody', { number }),
          undo: () => editor.act.step(() => setClaimant(doc, id, was)),
          stands: () => isSame(standing(id), said),
        });
      },
    };
  }, [doc, editor, text]);
  const settling = useMemo((): SettlingDesk => {
    const number = (id: string) => editor.list.peek(id)?.number ?? '';
    return {
      maySettle: editor.mayEditText(),
      mayChangeText: editor.mayEditText(),
      async settle(id, closing) {
        const isLast = editor.act.settle(id, closing);
        // Its words, or what was said of it, became others while the reason was written.
        if (!isLast) throw new Error('this claim can no longer be settled so');
        offerUndo(doc, {
          text: text(`settling.toast.${closing.how}`, { number: number(id) }),
          undo: () => {
            if (isLast()) editor.act.undo();
          },
          stands: isLast,
        });
      },
      async reopen(id, reason) {
        editor.act.reopen(id, reason);
      },
    };
  }, [doc, editor, text]);
  return useMemo(
    () => ({ thread, drafts, assignment, claimant, settling, people: people ?? [person], asked, ask }),
    [thread, drafts, assignment, claimant, settling, people, person, asked],
  );
}

function isSame(a: Claimant | null, b: Claimant | null): boolean {
  return a?.name === b?.name && a?.kind === b?.kind && a?.address === b?.address;
}

function assignedTold(text: ReturnType<typeof useText>, name: string | null, count: number): string {
  return name === null ? text('assignment.toast.nobody', { count }) : text('assignment.toast.to', { count, name });
}

/** Assigning in an open article: all at once, in one step that is offered to be taken back. */
function documentAssignment({
  doc,
  person,
  editor,
  tell,
}: {
  readonly doc: Y.Doc;
  readonly person: Person;
  readonly editor: ArticleEditor;
  readonly tell: (person: string | null, count: number) => string;
}): AssignmentDesk {
  const assigneeOf = (id: string) => readClaim(claimsRoot(doc).get(id))?.assignee;
  return {
    me: person.id,
    mayAssign: atLeast(person.role, 'checker'),
    async assign(claims, to) {
      const before = new Map<string, string | null>();
      for (const id of claims) {
        const known = assigneeOf(id);
        if (known !== undefined && known !== to) before.set(id, known);
      }
      if (before.size === 0) return;
      editor.act.step(() => {
        for (const id of before.keys()) assignClaim(doc, id, to);
      });
      const standing = () => [...before].filter(([id]) => assigneeOf(id) === to);
      offerUndo(doc, {
        text: tell(to, before.size),
        // Only those that are still whose they were given to: a colleague may have passed some on.
        undo: () =>
          editor.act.step(() => {
            for (const [id, was] of standing()) assignClaim(doc, id, was);
          }),
        stands: () => standing().length > 0,
      });
    },
  };
}
