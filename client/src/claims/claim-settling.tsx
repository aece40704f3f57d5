import { SettleDialog } from '../settling/settle-dialog.tsx';
import { wordsOf } from './claim-card.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import { useMark } from './use-claims.ts';

/** The dialog that settles the claim it was asked for. */
export function ClaimSettling() {
  const { dossier, editor, language, direction } = useClaimsDesk();
  const { asked, ask, settling } = dossier;
  const id = asked?.what === 'settle' ? asked.claim : null;
  const mark = useMark(editor, id);
  return (
    <SettleDialog
      words={mark ? wordsOf(mark) : ''}
      {...{ language, direction }}
      mayChangeText={settling.mayChangeText && mark !== null && mark.attachment.kind !== 'detached'}
      isOpen={mark !== null}
      onOpenChange={(open) => {
        if (!open) ask(null);
      }}
      settle={async (closing) => {
        if (mark) await settling.settle(mark.claim.id, closing);
      }}
    />
  );
}
