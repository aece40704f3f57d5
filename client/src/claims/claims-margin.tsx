import { type RefObject, useRef } from 'react';
import type { ClaimFilter } from './claim-filter.ts';
import { useClaimsDesk } from './claims-desk.ts';
import { ClaimsList } from './claims-list.tsx';
import { Connector } from './connector.tsx';
import { useChosen, useClaimOrder, useHovered } from './use-claims.ts';
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
  const order = useClaimOrder(editor);
  const levels = useLevels(editor, order, layer);
  const hovered = useHovered(editor);
  const chosen = useChosen(editor);
  const looked = hovered ?? chosen;
  return (
    <ClaimsList filter={filter} onFilter={onFilter} layer={layer} levels={levels}>
      {(topOf) => {
        const top = looked === null ? null : topOf(looked);
        return looked !== null && top !== null ? (
          <Connector editor={editor} id={looked} top={top} layer={layer} column={column} />
        ) : null;
      }}
    </ClaimsList>
  );
}
