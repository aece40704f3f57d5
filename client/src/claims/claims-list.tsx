import {
  type FocusEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Group } from 'react-aria-components';
import { AssignBar } from '../assignment/assign-bar.tsx';
import { PickedClaimsContext, usePicking } from '../assignment/picked-claims.ts';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { CardLayer } from './card-layer.tsx';
import {
  asksNothing,
  type ClaimCounts,
  type ClaimFilter,
  countClaims,
  NO_FILTER,
  passes,
  sameCounts,
} from './claim-filter.ts';
import { onCardKey } from './claim-keys.ts';
import { useClaimsDesk } from './claims-desk.ts';
import styles from './claims-list.module.css';
import { PICKED } from './dossier-desk.ts';
import { FilterBar } from './filter-bar.tsx';
import { Tray } from './tray.tsx';
import { useChosen, useClaims, useHovered } from './use-claims.ts';
import type { LevelOf } from './use-margin-places.ts';

export interface ClaimsListProps {
  readonly filter: ClaimFilter;
  readonly onFilter: (filter: ClaimFilter) => void;
  readonly layer: RefObject<HTMLDivElement | null>;
  /** Where each claim's words are in the layer; null stacks the cards without regard to the text. */
  readonly levels: LevelOf | null;
  readonly children?: (topOf: (id: string) => number | null) => ReactNode;
}

/** How many claims there are of each kind; the same object while the numbers are the same. */
function useCounts(marks: readonly PlacedMark[], me: string): ClaimCounts {
  const now = useMemo(() => countClaims(marks, me), [marks, me]);
  const known = useRef(now);
  if (!sameCounts(known.current, now)) known.current = now;
  return known.current;
}

/** Whose the picked claims are; undefined where they are not all the same person's. */
function commonAssignee(marks: readonly PlacedMark[], picked: ReadonlySet<string>): string | null | undefined {
  const of = new Set(marks.filter(({ claim }) => picked.has(claim.id)).map(({ claim }) => claim.assignee));
  return of.size === 1 ? [...of][0] : undefined;
}

/** The claims in text order under their filter, the detached at the end. Follows the choice made in the text. */
export function ClaimsList({ filter, onFilter, layer, levels, children }: ClaimsListProps) {
  const desk = useClaimsDesk();
  const { editor } = desk;
  const me = desk.person.id;
  const text = useText();
  const marks = useClaims(editor);
  const chosen = useChosen(editor);
  const hovered = useHovered(editor);
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);

  const shown = useMemo(
    // The chosen one stays, or choosing words in the text would lead to no card.
    () => (asksNothing(filter) ? marks : marks.filter((mark) => passes(filter, mark, me) || mark.claim.id === chosen)),
    [marks, filter, chosen, me],
  );
  const { attached, detached } = useMemo(() => {
    // The detached are the last.
    const end = shown.findLastIndex(({ attachment }) => attachment.kind !== 'detached') + 1;
    return end === shown.length
      ? { attached: shown, detached: [] }
      : { attached: shown.slice(0, end), detached: shown.slice(end) };
  }, [shown]);

  const { assignment, people, asked, ask } = desk.dossier;
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
    const at = known.findIndex(({ claim }) => claim.id === focused);
    if (at === -1 || shown.some(({ claim }) => claim.id === focused)) return;
    const lost = document.activeElement === null || document.activeElement === document.body;
    const next = shown[Math.min(at, shown.length - 1)]?.claim.id ?? null;
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

  const counts = useCounts(marks, me);
  const change = useCallback(
    (next: ClaimFilter) => {
      const chosen = editor.chosen();
      const mark = chosen === null ? undefined : editor.claims().find(({ claim }) => claim.id === chosen);
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
          {marks.length > 0 && !isPicking ? (
            <FilterBar counts={counts} filter={filter} second={desk.second.asks !== 'off'} onChange={change} />
          ) : null}
          {picking && isPicking ? (
            <AssignBar
              count={picking.picked.size}
              people={people}
              me={assignment.me}
              assignee={commonAssignee(shown, picking.picked)}
              isOpen={asked?.claim === PICKED}
              onOpenChange={(open) => ask(open ? { what: 'assign', claim: PICKED } : null)}
              assign={(person) => {
                void assignment.assign([...picking.picked], person);
                picking.clear();
              }}
              clear={picking.clear}
            />
          ) : null}
          <p className={styles.heard} role="status">
            {asksNothing(filter) ? null : text('claims.shown', { shown: shown.length, total: marks.length })}
          </p>
        </div>
        {marks.length === 0 ? (
          <section className={styles.none} tabIndex={-1} data-no-cards="">
            <h2>{text('claims.none')}</h2>
            <p>{text(editor.mayJudge() ? 'claims.none.detail' : 'claims.none.reader')}</p>
          </section>
        ) : null}
        {marks.length > 0 && shown.length === 0 ? (
          <section className={styles.none} tabIndex={-1} data-no-cards="">
            <h2>{text('claims.none-match')}</h2>
            <p>{text('claims.none-match.detail', { count: marks.length })}</p>
            <Button onPress={() => onFilter(NO_FILTER)}>{text('claims.filter.clear')}</Button>
          </section>
        ) : null}
        {levels === null && marks.length > 0 && !editor.mayJudge() ? (
          <p className={styles.reader}>{text('claims.reader')}</p>
        ) : null}
        <CardLayer
          marks={attached}
          levels={levels}
          layer={layer}
          chosen={chosen}
          hovered={hovered}
          focused={focused}
          total={marks.length}
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
          <Tray marks={detached} chosen={chosen} hovered={hovered} focused={focused} total={marks.length} />
        ) : null}
      </Group>
    </PickedClaimsContext>
  );
}
