import {
  type FocusEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Group } from 'react-aria-components';
import { AssignBar } from '../assignment/assign-bar.tsx';
import { type PickedClaims, PickedClaimsContext, usePicking } from '../assignment/picked-claims.ts';
import type { ArticleEditor, ClaimOrder } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { CardLayer } from './card-layer.tsx';
import { asksNothing, type ClaimFilter, NO_FILTER, passes } from './claim-filter.ts';
import { onCardKey } from './claim-keys.ts';
import { ClaimTally } from './claim-tally.ts';
import { useClaimsDesk } from './claims-desk.ts';
import styles from './claims-list.module.css';
import { PICKED } from './dossier-desk.ts';
import { FilterBar } from './filter-bar.tsx';
import { ShownClaims } from './shown-claims.ts';
import { Tray } from './tray.tsx';
import { useChosen, useClaimOrder, useHovered } from './use-claims.ts';
import type { LevelsOf } from './use-margin-places.ts';

export interface ClaimsListProps {
  readonly filter: ClaimFilter;
  readonly onFilter: (filter: ClaimFilter) => void;
  readonly layer: RefObject<HTMLDivElement | null>;
  /** Where each claim's words are in the layer; null stacks the cards without regard to the text. */
  readonly levels: LevelsOf | null;
  readonly children?: (topOf: (id: string) => number | null) => ReactNode;
}

/** The claims that a filter shows, and the chosen one; another object only when they, or their order, are others. */
function useShown(editor: ArticleEditor, filter: ClaimFilter, chosen: string | null, me: string): ClaimOrder {
  const shown = useMemo(() => new ShownClaims(editor.list, filter, me), [editor, filter, me]);
  return useSyncExternalStore(editor.subscribe, () => shown.order(chosen));
}

/** Whose the picked claims are; undefined where they are not all the same person's. */
function useCommonAssignee(editor: ArticleEditor, picked: ReadonlySet<string>): string | null | undefined {
  return useSyncExternalStore(editor.subscribe, () => {
    const of = new Set([...picked].map((id) => editor.list.peek(id)?.claim.assignee));
    return of.size === 1 ? [...of][0] : undefined;
  });
}

/** The claims in text order under their filter, the detached at the end. Follows the choice made in the text. */
export function ClaimsList({ filter, onFilter, layer, levels, children }: ClaimsListProps) {
  const desk = useClaimsDesk();
  const { editor } = desk;
  const me = desk.person.id;
  const text = useText();
  const total = useClaimOrder(editor).ids.length;
  const chosen = useChosen(editor);
  const hovered = useHovered(editor);
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);

  const order = useShown(editor, filter, chosen, me);
  const shown = order.ids;
  const { attached, detached } = useMemo(
    () => ({ attached: order.ids.slice(0, order.attached), detached: order.ids.slice(order.attached) }),
    [order],
  );

  const { assignment } = desk.dossier;
  const picking = usePicking(shown, assignment.mayAssign);
  const isPicking = picking !== null && picking.picked.size > 0;
  const goTo = useCallback(
    (id: string) => {
      wanted.current = id;
      setFocused(id);
      editor.choose(id, { scroll: true });
    },
    [editor],
  );
  // The card asked for may only now have been drawn.
  useEffect(() => {
    const id = wanted.current;
    const face = id && list.current?.querySelector<HTMLElement>(`[data-face="${CSS.escape(id)}"]`);
    if (!face) return;
    wanted.current = null;
    face.focus({ preventScroll: levels !== null && face.closest('[data-tray]') === null });
  });

  // A card that is removed takes the keyboard with it: its neighbour has it next, or what stands in the place of cards.
  const before = useRef(shown);
  useEffect(() => {
    const known = before.current;
    before.current = shown;
    if (focused === null || known === shown) return;
    const at = known.indexOf(focused);
    if (at === -1 || shown.includes(focused)) return;
    const lost = document.activeElement === null || document.activeElement === document.body;
    const next = shown[Math.min(at, shown.length - 1)] ?? null;
    setFocused(lost ? next : null);
    if (!lost) return;
    if (next !== null) wanted.current = next;
    else list.current?.querySelector<HTMLElement>('[data-no-cards]')?.focus();
  }, [shown, focused]);

  const onFocus = (event: FocusEvent) => {
    const card = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset.card;
    if (card) setFocused(card);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget) && wanted.current === null) setFocused(null);
  };

  const change = useCallback(
    (next: ClaimFilter) => {
      const chosen = editor.chosen();
      const mark = chosen === null ? null : editor.list.peek(chosen);
      if (mark && !passes(next, mark, me)) editor.choose(null);
      onFilter(next);
    },
    [editor, onFilter, me],
  );
  const current = focused ?? chosen;
  return (
    <PickedClaimsContext value={picking}>
      <Group
        ref={list}
        aria-label={text('claims.title')}
        className={styles.list ?? ''}
        data-level={levels !== null}
        data-bare={attached.length === 0}
        data-claims
        onFocus={onFocus}
        onBlur={onBlur}
        onKeyDown={(event) => onCardKey(event, desk, shown, current, goTo, picking)}
      >
        <div className={styles.head}>
          {total > 0 && !isPicking ? <Filters filter={filter} onChange={change} /> : null}
          {picking && isPicking ? <Assigning picking={picking} /> : null}
          <p className={styles.heard} role="status">
            {asksNothing(filter) ? null : text('claims.shown', { shown: shown.length, total })}
          </p>
        </div>
        {total === 0 ? (
          <section className={styles.none} tabIndex={-1} data-no-cards="">
            <h2>{text('claims.none')}</h2>
            <p>{text(editor.mayJudge() ? 'claims.none.detail' : 'claims.none.reader')}</p>
          </section>
        ) : null}
        {total > 0 && shown.length === 0 ? (
          <section className={styles.none} tabIndex={-1} data-no-cards="">
            <h2>{text('claims.none-match')}</h2>
            <p>{text('claims.none-match.detail', { count: total })}</p>
            <Button onPress={() => onFilter(NO_FILTER)}>{text('claims.filter.clear')}</Button>
          </section>
        ) : null}
        {levels === null && total > 0 && !editor.mayJudge() ? (
          <p className={styles.reader}>{text('claims.reader')}</p>
        ) : null}
        <CardLayer
          ids={attached}
          levels={levels}
          layer={layer}
          chosen={chosen}
          hovered={hovered}
          focused={focused}
          total={total}
          onAbove={(nearest, count) => (
            <p className={styles.above}>
              <Button
                size="small"
                look="quiet"
                aria-label={`↑ ${count}: ${text('claims.above', { count })}`}
                onPress={() => goTo(nearest)}
              >
                ↑ {count}
              </Button>
            </p>
          )}
        >
          {(topOf) => children?.(topOf)}
        </CardLayer>
        {detached.length > 0 ? (
          <Tray ids={detached} chosen={chosen} hovered={hovered} focused={focused} total={total} />
        ) : null}
      </Group>
    </PickedClaimsContext>
  );
}

/** The filter with its counts. */
function Filters({ filter, onChange }: Pick<ClaimsListProps, 'filter'> & { onChange: ClaimsListProps['onFilter'] }) {
  const { editor, person, second } = useClaimsDesk();
  const tally = useMemo(() => new ClaimTally(editor.list, person.id), [editor, person.id]);
  const counts = useSyncExternalStore(editor.subscribe, tally.counts);
  return <FilterBar counts={counts} filter={filter} second={second.asks !== 'off'} onChange={onChange} />;
}

/** What can be done with the picked claims. */
function Assigning({ picking }: { readonly picking: PickedClaims }) {
  const { dossier, editor } = useClaimsDesk();
  const { assignment, people, asked, ask } = dossier;
  return (
    <AssignBar
      count={picking.picked.size}
      people={people}
      me={assignment.me}
      assignee={useCommonAssignee(editor, picking.picked)}
      isOpen={asked?.claim === PICKED}
      onOpenChange={(open) => ask(open ? { what: 'assign', claim: PICKED } : null)}
      assign={(person) => {
        void assignment.assign([...picking.picked], person);
        picking.clear();
      }}
      clear={picking.clear}
    />
  );
}
