import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import type * as Y from 'yjs';
import { CheckingBar } from '../checking/checking-bar.tsx';
import { CheckingSwitch } from '../checking/checking-switch.tsx';
import { CoverageShare } from '../checking/coverage-share.tsx';
import { CoverageStrip } from '../checking/coverage-strip.tsx';
import { useChecking } from '../checking/use-checking.ts';
import { filterAttributes, readFilter, writeFilter } from '../claims/claim-filter.ts';
import { onChosenKey } from '../claims/claim-keys.ts';
import { ClaimSettling } from '../claims/claim-settling.tsx';
import { ClaimsDeskContext } from '../claims/claims-desk.ts';
import { ClaimsMargin } from '../claims/claims-margin.tsx';
import { ClaimsSheet } from '../claims/claims-sheet.tsx';
import { useColleagueNotices } from '../claims/use-colleague-notices.ts';
import { useDeeds } from '../claims/use-deeds.ts';
import { useDossier } from '../claims/use-dossier.ts';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { EditorPane } from '../editor/editor-pane.tsx';
import type { EditorSurface } from '../editor/editor-view.ts';
import { HistorySheet } from '../history/history-sheet.tsx';
import { useLanguage, useText } from '../i18n/language.tsx';
import { ReimportDialog } from '../import/reimport-dialog.tsx';
import { PageTitle } from '../notices/page-title.tsx';
import { useReadChosen } from '../notices/use-read-chosen.ts';
import { useUnread } from '../notices/use-unread.ts';
import { authorName } from '../people/author-name.ts';
import { peopleQuery } from '../queries.ts';
import { useSecondPerson } from '../second-person/use-second-person.ts';
import { SignedBar } from '../signing/signed-bar.tsx';
import { StageButton } from '../signing/stage-button.tsx';
import type { ArticleSession, SyncState } from '../sync/session.ts';
import { RootMark } from '../ui/root-mark.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { ArticleHeader } from './article-header.tsx';
import { useTitle } from './article-title.ts';
import styles from './article-view.module.css';
import { HindranceNote } from './hindrance-note.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { useMedia } from './media.ts';
import { PeopleHere } from './people-here.tsx';
import { holdersOf, type PersonHere, usePeopleHere } from './presence.ts';
import { RescueNote } from './rescue-note.tsx';
import { usePageKeys } from './use-page-keys.ts';
import type { Stage } from './use-stage.ts';
import { useUnsafeUndo } from './use-unsafe-undo.ts';

export interface ArticleViewProps {
  /** As what this person may do here: as a reader's while the article is signed off. */
  readonly session: ArticleSession;
  readonly person: Person;
  readonly stage: Stage;
  readonly doc: Y.Doc;
  readonly state: SyncState;
  readonly language: string;
  readonly direction: Direction;
  /** Whether the header's tools are on screen already. */
  readonly tooled?: boolean;
}

/** An open article: header, text, and the claims beside it. The text comes first, and the rest once it has been painted. */
export function ArticleView(props: ArticleViewProps) {
  const { session, person, stage, doc, state, language, direction, tooled = false } = props;
  const text = useText();
  const [editor, setEditor] = useState<EditorSurface | null>(null);
  const [keysOpen, setKeysOpen] = useState(false);
  const [historyOpen, setHistoryOpen] = useState(false);
  const [reimporting, setReimporting] = useState(false);
  const title = useTitle(session.glance ?? doc);
  const column = useRef<HTMLDivElement>(null);
  const people = usePeopleHere(session.awareness, session.person.id);
  const narrow = useMedia('(width < 900px)');
  const { direction: interfaceDirection } = useLanguage();
  usePageKeys(editor, setKeysOpen);
  useUnsafeUndo(editor);
  useShortcut('KeyH', () => setHistoryOpen(true), editor !== null);
  const checking = useChecking(editor, language);
  const [query] = useSearchParams();

  const goToClaim = useGoingToClaim(editor, session.articleId);
  const mayReimport = editor?.mayEditText() === true && !stage.frozen && state.kind === 'live';
  const rescues = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.rescues(),
  );
  const refusal = state.kind === 'refused' ? state.reason : (rescues.at(-1)?.reason ?? null);

  return (
    <div className={styles.page}>
      <RootMark name="article" />
      {title ? <PageTitle>{`${title} · ${text('frame.sanad')}`}</PageTitle> : null}
      <ArticleHeader
        articleId={session.articleId}
        title={title ?? ''}
        language={language}
        direction={direction}
        person={person}
        // Until it is seen, also by a session that begins with it: nothing else says that not all is well.
        state={refusal && isCalm(state) ? { kind: 'refused', reason: refusal } : state}
        whole={tooled || editor !== null}
        people={editor ? <Present editor={editor} people={people} /> : null}
        coverage={
          checking ? (
            <>
              <CoverageShare checking={checking} />
              <CheckingSwitch checking={checking} />
            </>
          ) : null
        }
        stage={
          <StageButton
            article={session.articleId}
            {...{ person, stage, editor, checking, language, direction }}
            offline={state.kind === 'offline'}
          />
        }
        onHistory={editor ? () => setHistoryOpen(true) : null}
        onReimport={mayReimport ? () => setReimporting(true) : null}
        onKeys={() => setKeysOpen(true)}
        onClaim={goToClaim}
      />
      {refusal ? (
        <RescueNote
          reason={refusal}
          {...{ rescues, doc, language, direction }}
          onSeen={(seen) => session.dismiss(seen)}
        />
      ) : null}
      <HindranceNote state={state} />
      {stage.frozen ? <SignedBar signed={stage.signed} /> : null}
      <main
        className={styles.desk}
        dir={direction}
        data-language={language.startsWith('ar') ? 'ar' : 'other'}
        data-locked={!atLeast(session.person.role, 'editor') || state.kind === 'refused'}
      >
        {checking ? <CoverageStrip checking={checking} /> : null}
        <section
          ref={column}
          className={styles.column}
          aria-label={text('article.text')}
          {...filterAttributes(readFilter(query))}
        >
          <EditorPane session={session} language={language} direction={direction} onReady={setEditor} />
        </section>
        {editor ? (
          <Beside {...{ session, doc, editor, people, language, direction, narrow, column }} dir={interfaceDirection} />
        ) : null}
        {checking ? <CheckingBar checking={checking} /> : null}
      </main>
      {editor ? (
        <HistorySheet
          article={session.articleId}
          {...{ doc, editor, language, direction }}
          offline={state.kind === 'offline'}
          isOpen={historyOpen}
          onOpenChange={setHistoryOpen}
        />
      ) : null}
      {editor && atLeast(person.role, 'editor') && !stage.frozen ? (
        <ReimportDialog
          article={session.articleId}
          language={language}
          isOpen={reimporting}
          onOpenChange={setReimporting}
        />
      ) : null}
      {editor ? <KeysDialog role={session.person.role} isOpen={keysOpen} onOpenChange={setKeysOpen} /> : null}
    </div>
  );
}

function isCalm(state: SyncState): boolean {
  return state.kind === 'live' && state.unsaved === 0;
}

function Present({ editor, people }: { readonly editor: ArticleEditor; readonly people: readonly PersonHere[] }) {
  const numberOf = (claim: string) => editor.list.peek(claim)?.number ?? null;
  // Numbers change in the marks: who is here is drawn anew when one of those that are held is another.
  useSyncExternalStore(editor.subscribe, () => people.flatMap(({ claims }) => claims.map(numberOf)).join());
  return <PeopleHere people={people} numberOf={numberOf} onClaim={(claim) => editor.choose(claim, { scroll: true })} />;
}

interface BesideProps extends Omit<ArticleViewProps, 'state' | 'stage' | 'person'> {
  readonly editor: ArticleEditor;
  readonly people: readonly PersonHere[];
  readonly narrow: boolean;
  readonly column: React.RefObject<HTMLDivElement | null>;
  /** The interface's direction: the margin's side is the article's, its cards read in the interface's. */
  readonly dir: Direction;
}

/** The claims beside the text: a margin, or a sheet where there is no room for one. */
function Beside({ session, doc, editor, people, language, direction, narrow, column, dir }: BesideProps) {
  const text = useText();
  const { person, articleId } = session;
  const unread = useUnread(articleId);
  useReadChosen(editor, articleId);
  const [drafts] = useState(() => new Map<string, string>());
  const [writing, setWriting] = useState<string | null>(null);
  const directory = useQuery(peopleQuery).data?.people;
  const names = useMemo(() => new Map(directory?.map(({ id, name }) => [id, name])), [directory]);
  const nameOf = useCallback(
    (id: string) => authorName(id, names.get(id) ?? (id === person.id ? person.name : undefined), text),
    [names, person, text],
  );
  const holders = useMemo(() => holdersOf(people), [people]);
  const deeds = useDeeds(doc, person, editor, drafts);
  const dossier = useDossier(articleId, doc, person, editor, directory, nameOf);
  const second = useSecondPerson(session, editor);
  const { notice, fresh } = useColleagueNotices(doc, editor, person.id, nameOf);

  const [query, setQuery] = useSearchParams();
  const filter = useMemo(() => readFilter(query), [query]);
  const onFilter = useCallback(
    (next: typeof filter) => setQuery((known) => writeFilter(known, next), { replace: true }),
    [setQuery],
  );
  useLinkedClaim(editor, query.get('claim'));

  const desk = useMemo(
    () => ({
      articleId,
      doc,
      editor,
      person,
      language,
      direction,
      deeds,
      dossier,
      second,
      nameOf,
      holders,
      writing,
      setWriting,
      drafts,
      notice,
      fresh,
      unread,
    }),
    [
      articleId,
      doc,
      editor,
      person,
      language,
      direction,
      deeds,
      dossier,
      second,
      nameOf,
      holders,
      writing,
      drafts,
      notice,
      fresh,
      unread,
    ],
  );
  useEffect(() => editor.answerKeys((event, claim) => onChosenKey(event, desk, claim)), [editor, desk]);
  const writingText = useSyncExternalStore(editor.subscribe, () => editor.isWriting());
  return (
    <ClaimsDeskContext value={desk}>
      <aside
        className={styles.margin}
        dir={dir}
        aria-label={text('claims.title')}
        data-keys-write={writingText ? '' : undefined}
      >
        {narrow ? (
          <ClaimsSheet filter={filter} onFilter={onFilter} />
        ) : (
          <ClaimsMargin filter={filter} onFilter={onFilter} column={column} />
        )}
        <ClaimSettling />
        <p role="status" className={styles.heard}>
          {notice?.text}
        </p>
      </aside>
    </ClaimsDeskContext>
  );
}

/** Goes to a claim of the article that is open: it is chosen, and its card has the keyboard. */
function useGoingToClaim(editor: ArticleEditor | null, article: string): (of: string, claim: string) => boolean {
  return (of, claim) => {
    if (of !== article || !editor?.list.peek(claim)) return false;
    editor.choose(claim, { scroll: true });
    // What was open gives the keyboard back to its button in the next frame: this comes behind it.
    const focus = () => document.querySelector<HTMLElement>(`[data-face="${CSS.escape(claim)}"]`)?.focus();
    requestAnimationFrame(() => requestAnimationFrame(focus));
    return true;
  };
}

/** Goes to the claim that the address names, once, when it is there. */
function useLinkedClaim(editor: ArticleEditor, claim: string | null): void {
  const isThere = useSyncExternalStore(editor.subscribe, () => claim !== null && editor.list.peek(claim) !== null);
  const gone = useRef<string | null>(null);
  useEffect(() => {
    if (claim === null || gone.current === claim || !isThere) return;
    gone.current = claim;
    editor.choose(claim, { scroll: true });
  }, [editor, claim, isThere]);
}
