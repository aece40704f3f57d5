import type { KeyboardEvent } from 'react';
import type { PickedClaims } from '../assignment/picked-claims.ts';
import type { PlacedMark } from '../editor/article-editor.ts';
import { isSettleable } from '../editor/claim-settling.ts';
import { askForEvidence } from '../evidence/asking.ts';
import type { ClaimsDesk } from './claims-desk.ts';
import { PICKED } from './dossier-desk.ts';
import { GIVEN_VERDICTS } from './verdict-picker.tsx';

/** What a key pressed on a card asks for; null for a key that means nothing there. */
export type CardKey =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'edge'; readonly last: boolean }
  | { readonly kind: 'judge'; readonly verdict: (typeof GIVEN_VERDICTS)[number] }
  | {
      readonly kind:
        | 'note'
        | 'evidence'
        | 'confirm'
        | 'put-back'
        | 'attach'
        | 'comment'
        | 'assign'
        | 'claimant'
        | 'settle'
        | 'pick';
    }
  | { readonly kind: 'remove' }
  | { readonly kind: 'leave' };

/** Reads a key by its place on the keyboard, because an Arabic layout has other letters there. */
export function cardKey(event: {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): CardKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const digit = /^(?:Digit|Numpad)([123])$/.exec(event.code)?.[1];
  const verdict = digit && GIVEN_VERDICTS[Number(digit) - 1];
  if (verdict) return { kind: 'judge', verdict };
  switch (event.code) {
    case 'ArrowDown':
    case 'KeyJ':
      return { kind: 'step', by: 1 };
    case 'ArrowUp':
    case 'KeyK':
      return { kind: 'step', by: -1 };
    case 'Home':
      return { kind: 'edge', last: false };
    case 'End':
      return { kind: 'edge', last: true };
    case 'KeyN':
      return { kind: 'note' };
    case 'KeyE':
      return { kind: 'evidence' };
    case 'KeyY':
      return { kind: 'confirm' };
    case 'KeyC':
      return { kind: 'comment' };
    case 'KeyB':
      return { kind: 'put-back' };
    case 'KeyP':
      return { kind: 'attach' };
    case 'KeyA':
      return { kind: 'assign' };
    case 'KeyW':
      return { kind: 'claimant' };
    case 'KeyS':
      return { kind: 'settle' };
    case 'KeyX':
      return { kind: 'pick' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return null;
  }
}

/** Does what a key on the list of cards asks for. `goTo` chooses a claim and gives its card the keyboard. */
export function onCardKey(
  event: KeyboardEvent,
  desk: ClaimsDesk,
  ids: readonly string[],
  current: string | null,
  goTo: (id: string) => void,
  picking: PickedClaims | null,
): void {
  if (event.defaultPrevented || (event.target as Element).closest('textarea, input')) return;
  // React hands over what happens in a popover of a card as well, wherever on the page that is.
  if (!event.currentTarget.contains(event.target as Node)) return;
  const key = cardKey(event);
  if (!key) return;
  const at = current === null ? -1 : ids.indexOf(current);
  const mark = at === -1 || current === null ? null : desk.editor.list.peek(current);
  const go = (index: number) => {
    const to = ids[Math.max(0, Math.min(ids.length - 1, index))];
    if (to !== undefined) goTo(to);
  };
  switch (key.kind) {
    case 'step':
      if (event.shiftKey && picking && mark) {
        if (!picking.picked.has(mark.claim.id)) picking.toggle(mark.claim.id);
        const next = ids[at + key.by];
        if (next !== undefined) picking.extendTo(next);
      }
      go(at + key.by);
      break;
    case 'pick':
      if (!mark || !picking) return;
      picking.toggle(mark.claim.id);
      break;
    case 'edge':
      go(key.last ? ids.length - 1 : 0);
      break;
    case 'remove':
      if (!mark || !desk.deeds.mayRemove(mark)) return;
      desk.deeds.remove(mark);
      if (ids.length > 1) go(at + 1 < ids.length ? at + 1 : at - 1);
      break;
    case 'leave':
      if (picking && picking.picked.size > 0) picking.clear();
      else if (desk.editor.chosen() === null) desk.editor.choose(current, { focus: true });
      else desk.editor.choose(null);
      break;
    case 'assign':
      if (picking && picking.picked.size > 0) desk.dossier.ask({ what: 'assign', claim: PICKED });
      else if (!mark || !act(key, mark, desk)) return;
      break;
    default:
      if (mark && !act(key, mark, desk)) return;
  }
  event.preventDefault();
}

/** Does what a key asks for that was pressed in the text while nothing is written there; whether it asked for anything. */
export function onChosenKey(event: globalThis.KeyboardEvent, desk: ClaimsDesk, id: string): boolean {
  const key = event.shiftKey ? null : cardKey(event);
  if (!key || key.kind === 'step' || key.kind === 'edge' || key.kind === 'leave') return false;
  if (key.kind === 'remove' || key.kind === 'pick') return false;
  const mark = desk.editor.list.peek(id);
  return mark !== null && act(key, mark, desk);
}

/** Does to a claim what a key asks for; false where it cannot be done. */
function act(
  key: Exclude<CardKey, { kind: 'step' | 'edge' | 'leave' | 'remove' }>,
  mark: PlacedMark,
  desk: ClaimsDesk,
) {
  const { dossier, editor } = desk;
  /** The card has to be there: it answers. */
  const asked = (what: 'comment' | 'assign' | 'claimant' | 'settle' | 'reopen') => {
    editor.choose(mark.claim.id, { scroll: true });
    dossier.ask({ what, claim: mark.claim.id });
    return true;
  };
  switch (key.kind) {
    case 'judge':
      desk.deeds.judge(mark, key.verdict);
      return true;
    case 'note':
      // Not by `goTo`: the keyboard goes to the field that opens, not back to the card.
      desk.editor.choose(mark.claim.id, { scroll: true });
      desk.setWriting(mark.claim.id);
      return true;
    case 'evidence':
      if (!desk.editor.mayJudge()) return false;
      desk.editor.choose(mark.claim.id, { scroll: true });
      askForEvidence(mark.claim.id);
      return true;
    case 'confirm':
      desk.deeds.confirm(mark);
      return true;
    case 'comment':
      if (!dossier.thread.mayWrite) return false;
      return asked('comment');
    case 'assign':
      return dossier.assignment.mayAssign && asked('assign');
    case 'claimant':
      return dossier.claimant.mayName && asked('claimant');
    case 'settle':
      if (!dossier.settling.maySettle) return false;
      if (mark.settled) return asked('reopen');
      return isSettleable(mark) && asked('settle');
    case 'pick':
      return false;
    case 'put-back':
      if (!desk.deeds.mayPutBack(mark)) return false;
      desk.deeds.putBack(mark);
      return true;
    case 'attach':
      if (mark.attachment.kind === 'exact') return false;
      desk.deeds.attach(mark);
      return true;
  }
}
