import { SettleDialog } from '../settling/settle-dialog.tsx';
import { wordsOf } from './claim-card.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import { useClaims } from './use-claims.ts';

/** The dialog that settles the claim it was asked for. */
export function ClaimSettling() {
  const { dossier, editor, language, direction } = useClaimsDesk();
  const marks = useClaims(editor);
  const { asked, ask, settling } = dossier;
  const id = asked?.what === 'settle' ? asked.claim : null;
  const mark = id === null ? undefined : marks.find(({ claim }) => claim.id === id);
  return (
    <SettleDialog
      words={mark ? wordsOf(mark) : ''}
      {...{ language, direction }}
      mayChangeText={settling.mayChangeText && mark !== undefined && mark.attachment.kind !== 'detached'}
      isOpen={mark !== undefined}
      onOpenChange={(open) => {
        if (!open) ask(null);
      }}
      settle={async (closing) => {
        if (mark) await settling.settle(mark.claim.id, closing);
      }}
    />
  );
}
