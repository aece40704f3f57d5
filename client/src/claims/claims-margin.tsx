import { type RefObject, useRef } from 'react';
import type { ClaimFilter } from './claim-filter.ts';
import { useClaimsDesk } from './claims-desk.ts';
import { ClaimsList } from './claims-list.tsx';
import { Connector } from './connector.tsx';
import { useChosen, useClaims, useHovered } from './use-claims.ts';
import { useLevels } from './use-margin-places.ts';

/** The margin: the claims' cards, each level with its words. */
export function ClaimsMargin({
  filter,
  onFilter,
  column,
}: {
  readonly filter: ClaimFilter;
  readonly onFilter: (filter: ClaimFilter) => void;
  /** The column the text is set in. */
  readonly column: RefObject<HTMLElement | null>;
}) {
  const { editor } = useClaimsDesk();
  const layer = useRef<HTMLDivElement>(null);
  const marks = useClaims(editor);
  const levels = useLevels(editor, marks, layer);
  const hovered = useHovered(editor);
  const chosen = useChosen(editor);
  const looked = hovered ?? chosen;
  const led = looked === null ? undefined : marks.find(({ claim }) => claim.id === looked);
  return (
    <ClaimsList filter={filter} onFilter={onFilter} layer={layer} levels={levels}>
      {(topOf) => {
        const top = led ? topOf(led.claim.id) : null;
        return led && top !== null ? (
          <Connector editor={editor} mark={led} top={top} layer={layer} column={column} />
        ) : null;
      }}
    </ClaimsList>
  );
}
