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
  const led = marks.find(({ claim }) => claim.id === (hovered ?? chosen));
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
