import { standingJudgement } from '@sanad/shared/claim';
import { directionOfBlock } from '@sanad/shared/direction';
import { memo, type ReactNode, type Ref } from 'react';
import { Group } from 'react-aria-components';
import { PickBox } from '../assignment/pick-box.tsx';
import { pickedBy, usePicked } from '../assignment/picked-claims.ts';
import type { PlacedMark } from '../editor/article-editor.ts';
import { CardEvidence } from '../evidence/card-evidence.tsx';
import { EvidenceSign } from '../evidence/evidence-sign.tsx';
import { useLanguage, useText } from '../i18n/language.tsx';
import { SecondLookNote, SecondLookSign } from '../second-person/second-look-note.tsx';
import { AvatarStack } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { TrashIcon } from '../ui/icons.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import styles from './claim-card.module.css';
import { ClaimCondition, wordsJudged } from './claim-condition.tsx';
import { ClaimDossier, DossierBrief } from './claim-dossier.tsx';
import { ClaimHistory } from './claim-history.tsx';
import { ClaimNote } from './claim-note.tsx';
import { ClaimQuote } from './claim-quote.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import tone from './tone.module.css';
import { VerdictPicker } from './verdict-picker.tsx';
import { VerdictSign } from './verdict-sign.tsx';

/** How far below a card's upper edge the middle of its first row is, in pixels: what is put level with the words. */
export const CARD_LEVEL = 20;

export interface ClaimCardProps {
  readonly mark: PlacedMark;
  /** The mark's number: it changes in the mark itself, and the card has to hear of it. */
  readonly number: number;
  readonly chosen: boolean;
  readonly hovered: boolean;
  /** Whether Tab stops at this card: at one of the list. */
  readonly tabStop: boolean;
  /** Off where the verdict is given elsewhere, in reach of a thumb. */
  readonly withPicker?: boolean;
  readonly faceRef?: Ref<HTMLButtonElement>;
}

/** The words a claim sits on now; those it last had when it is detached. */
export function wordsOf(mark: PlacedMark): string {
  return mark.attachment.kind === 'detached' ? mark.claim.quote.exact : mark.attachment.words;
}

/** A claim beside the text: two lines and a note while it rests, everything about it when it is chosen. */
export const ClaimCard = memo(function ClaimCard(props: ClaimCardProps): ReactNode {
  const { mark, chosen, hovered } = props;
  const { direction, editor, fresh, notice } = useClaimsDesk();
  const { direction: interfaceDirection } = useLanguage();
  const { id } = mark.claim;
  return (
    <article
      className={classNames(tone.tone, styles.card)}
      data-verdict={mark.verdict}
      // The side that faces the text is the article's matter, how the card reads the interface's.
      data-facing={direction === interfaceDirection ? 'start' : 'end'}
      data-chosen={chosen}
      data-hovered={hovered}
      data-fresh={fresh.has(id)}
      data-settled={mark.settled ?? undefined}
      data-stale={mark.stale || mark.attachment.kind !== 'exact'}
      onPointerEnter={() => editor.hover(id)}
      onPointerLeave={() => editor.hover(null)}
    >
      <Face {...props} />
      {chosen && notice?.claim === id ? <p className={styles.notice}>{notice.text}</p> : null}
      {chosen ? <Whole {...props} /> : <Brief mark={mark} />}
    </article>
  );
});

function Face({ mark, number, chosen, tabStop, faceRef }: ClaimCardProps) {
  const { deeds, editor, holders } = useClaimsDesk();
  const picking = usePicked();
  const text = useText();
  const { id } = mark.claim;
  const detached = mark.attachment.kind === 'detached';
  const verdict = text(`claims.verdict.${mark.verdict}`);
  const state = detached ? 'detached' : mark.attachment.kind === 'recovered' ? 'recovered' : 'stale';
  const held = holders.get(id) ?? [];
  return (
    <header className={styles.head}>
      <PickBox claim={id} number={number} />
      <button
        ref={faceRef}
        type="button"
        className={styles.face}
        tabIndex={tabStop ? 0 : -1}
        aria-expanded={chosen}
        data-face={id}
        onClick={(event) => {
          if (!pickedBy(event, picking, id)) editor.choose(chosen ? null : id, { scroll: !chosen });
        }}
      >
        <span className={styles.heard}>{text('claims.card')} </span>
        <span className={styles.number}>{number}</span> <VerdictSign of={mark.verdict} />
        <span className={styles.verdict}>{verdict}</span>
        <SecondLookSign mark={mark} />
        {mark.settled ? <SettledBadge /> : null}
        {isAsSettled(mark) || (mark.attachment.kind === 'exact' && !mark.stale) ? null : (
          <>
            {' '}
            <span className={styles.badge}>
              <VerdictSign of={detached ? 'detached' : 'stale'} />
              {text(`claims.state.${state}`)}
            </span>
          </>
        )}
        {/* The words are on the card to be seen; with the button they tell it from the others to those who hear. */}
        <bdi className={styles.heard}>: {shortened(wordsOf(mark))}</bdi>
      </button>
      {held.length > 0 ? (
        <Group
          className={styles.holders ?? ''}
          aria-label={text('claims.holding', {
            count: held.length,
            names: held.map(({ name }) => `\u2068${name}\u2069`).join(', '),
          })}
        >
          <AvatarStack faces={held} most={3} />
        </Group>
      ) : null}
      {chosen && editor.mayJudge() ? (
        <span className={styles.toCard} title={text('article.keys.switch')}>
          <KeyHint keys="F6" />
        </span>
      ) : null}
      {chosen && deeds.mayRemove(mark) ? (
        <IconButton
          label={text('claims.remove')}
          size="small"
          hint="Del"
          className={styles.remove}
          onPress={() => deeds.remove(mark)}
        >
          <TrashIcon />
        </IconButton>
      ) : null}
    </header>
  );
}

/** Settled, and its words are as they were settled: gone, where they were to go. */
function isAsSettled({ settled, stale, attachment }: PlacedMark): boolean {
  return settled !== null && !stale && attachment.kind !== 'recovered';
}

function SettledBadge() {
  const text = useText();
  return (
    <>
      {' '}
      <span className={styles.settled}>
        <VerdictSign of="settled" />
        {text('settling.settled')}
      </span>
    </>
  );
}

/** A name for screen readers needs the beginning of the words, not ten lines of them. */
function shortened(words: string): string {
  return words.length > 120 ? `${words.slice(0, 120).replace(/\s+\S*$/, '')}…` : words;
}

function Brief({ mark }: { readonly mark: PlacedMark }) {
  const { direction, language } = useClaimsDesk();
  const judgement = standingJudgement(mark.claim);
  const words = wordsOf(mark);
  return (
    <>
      <p className={styles.quote} lang={language} dir={directionOfBlock(words, direction)}>
        {words}
      </p>
      {judgement?.note ? (
        <p className={styles.note} dir="auto">
          {judgement.note}
        </p>
      ) : null}
      <Given mark={mark} />
      <EvidenceSign mark={mark} />
      <DossierBrief mark={mark} />
    </>
  );
}

function Given({ mark }: { readonly mark: PlacedMark }) {
  const { nameOf } = useClaimsDesk();
  const text = useText();
  const judgement = standingJudgement(mark.claim);
  return (
    <p className={styles.given}>
      {judgement ? null : `${text('claims.made')} `}
      <bdi>{nameOf(judgement?.by ?? mark.claim.createdBy)}</bdi>
      {' · '}
      <RelativeTime at={judgement?.at ?? mark.claim.createdAt} />
    </p>
  );
}

function Whole({ mark, withPicker = true }: ClaimCardProps) {
  const { deeds, editor } = useClaimsDesk();
  const text = useText();
  const words = wordsOf(mark);
  return (
    <>
      {wordsJudged(mark) !== null ? null : <ClaimQuote key={words} words={words} />}
      {isAsSettled(mark) ? null : <ClaimCondition mark={mark} />}
      <ClaimNote mark={mark} />
      <Given mark={mark} />
      <SecondLookNote mark={mark} />
      {withPicker && !mark.settled && mark.attachment.kind !== 'detached' ? <VerdictPicker mark={mark} /> : null}
      <CardEvidence mark={mark} />
      <ClaimDossier mark={mark} />
      <ClaimHistory mark={mark} />
      {editor.mayJudge() && !deeds.mayRemove(mark) ? (
        <p className={styles.reason}>{text('claims.remove.not-yours')}</p>
      ) : null}
    </>
  );
}
