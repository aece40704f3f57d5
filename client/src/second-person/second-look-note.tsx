import type { Judgement } from '@sanad/shared/claim';
import { readsAlike } from '@sanad/shared/fold';
import type { Sealed } from '@sanad/shared/sealed';
import { voicesFor, wordsJudged } from '@sanad/shared/second-look';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useClaimsDesk } from '../claims/claims-desk.ts';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './second-look-note.module.css';

/** Names in a sentence, each kept apart from the direction of what stands around it. */
const isolated = (names: readonly string[]) => names.map((name) => `\u2068${name}\u2069`).join('\u060c ');

/** Who stands by a verdict on a claim's words, where the desk asks for a second person; what is sealed, and by whom. */
export function SecondLookNote({ mark }: { readonly mark: PlacedMark }): ReactNode {
  const { second } = useClaimsDesk();
  if (second.asks === 'off' || mark.settled || mark.attachment.kind === 'detached') return null;
  const sealed = second.sealedOn(mark.claim.id);
  if (mark.look === 'none') {
    return second.asks === 'blind' || sealed.length > 0 ? <SealedNote mark={mark} sealed={sealed} /> : null;
  }
  return <Voices mark={mark} voices={voicesFor(mark.claim.judgements, wordsJudged(mark.attachment))} />;
}

function Voices({ mark, voices }: { readonly mark: PlacedMark; readonly voices: readonly Judgement[] }) {
  const { nameOf, person } = useClaimsDesk();
  const text = useText();
  const names = voices.map(({ by }) => nameOf(by));
  const list = new Intl.ListFormat(text('second.language')).format(names.map((name) => `\u2068${name}\u2069`));
  const agreed = new Set(voices.map(({ verdict }) => verdict)).size < 2;
  switch (mark.look) {
    case 'awaiting':
      return (
        <Note sign="awaiting">
          {text(voices[0]?.by === person.id ? 'second.awaiting.own' : 'second.awaiting', { name: names[0] ?? '' })}
        </Note>
      );
    case 'confirmed':
      return <Note sign="confirmed">{text('second.confirmed', { names: list })}</Note>;
    default:
      return (
        <Note sign="conflict" strong>
          {text(agreed ? 'second.conflict.agreed' : 'second.conflict', { names: list })}
          <ul className={styles.voices}>
            {voices.map(({ by, verdict, note }) => (
              <li key={by} className={styles.voice} data-voice={verdict}>
                <VerdictSign of={verdict} />
                <span>
                  <bdi className={styles.who}>{nameOf(by)}</bdi>
                  {': '}
                  {text(`claims.verdict.${verdict}`)}
                  {note ? (
                    <span className={styles.note} dir="auto">
                      {note}
                    </span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </Note>
      );
  }
}

function SealedNote({ mark, sealed }: { readonly mark: PlacedMark; readonly sealed: readonly Sealed[] }) {
  const { editor, nameOf, person, second } = useClaimsDesk();
  const text = useText();
  const own = sealed.find(({ by }) => by === person.id);
  const words = mark.attachment.kind === 'exact' ? mark.attachment.words : null;
  // The words may have changed since the server was asked.
  const isVoid = own !== undefined && (own.void || (words !== null && !readsAlike(own.own?.quote ?? words, words)));
  const refresh = useEffectEvent(second.refresh);
  const before = useRef(words);
  useEffect(() => {
    if (before.current !== words && sealed.length > 0) refresh();
    before.current = words;
  }, [words, sealed.length]);
  const others = sealed.filter(({ by, void: isVoid }) => by !== person.id && !isVoid).map(({ by }) => nameOf(by));
  const judges = editor.mayJudge();
  return (
    <Note sign="sealed">
      {others.length > 0 ? (
        <p>{text('second.sealed.others', { names: isolated(others), count: others.length })}</p>
      ) : null}
      {own?.own ? (
        <>
          <p>
            {text(isVoid ? 'second.sealed.void' : 'second.sealed.own', {
              verdict: text(`claims.verdict.${own.own.verdict}`),
            })}
          </p>
          {own.own.note ? (
            <p className={styles.note} dir="auto">
              {own.own.note}
            </p>
          ) : null}
          <Button size="small" look="quiet" onPress={() => second.withdraw(mark.claim.id)}>
            {text('second.sealed.withdraw')}
          </Button>
        </>
      ) : judges ? (
        <p>{text(others.length > 0 ? 'second.blind.second' : 'second.blind.first')}</p>
      ) : others.length === 0 ? (
        <p>{text('second.blind.reader')}</p>
      ) : null}
    </Note>
  );
}

function Note({
  sign,
  strong = false,
  children,
}: {
  readonly sign: 'awaiting' | 'confirmed' | 'conflict' | 'sealed';
  readonly strong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.frame} data-second={sign} data-strong={strong ? '' : undefined}>
      <VerdictSign of={sign} />
      <div className={styles.text}>{children}</div>
    </div>
  );
}

/** The same in a sign, on the head of a card; with words for those who hear it. */
export function SecondLookSign({ mark }: { readonly mark: PlacedMark }): ReactNode {
  const { second } = useClaimsDesk();
  const text = useText();
  if (second.asks === 'off' || mark.settled || mark.attachment.kind === 'detached') return null;
  const sealed = second.sealedOn(mark.claim.id).some((one) => !one.void);
  const sign = mark.look !== 'none' ? mark.look : sealed ? 'sealed' : null;
  if (!sign) return null;
  return (
    <span className={styles.sign} data-second-sign={sign} title={text(`second.sign.${sign}`)}>
      <VerdictSign of={sign} {...(sign === 'conflict' ? { verdict: 'disputed' as const } : {})} />
      <span className={styles.heard}> {text(`second.sign.${sign}`)}</span>
    </span>
  );
}
