import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import { readsAlike } from '@sanad/shared/fold';
import { type HiddenSignKind, hiddenSignsIn } from '@sanad/shared/hidden-signs';
import { type ReactNode, useMemo } from 'react';
import { type WordsPart, wordsDifference } from '../editor/words-difference.ts';
import { useText } from '../i18n/language.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import styles from './words-then-and-now.module.css';

/** How much is shown of a long stretch that has not changed, at either end of it, in UTF-16 units. */
const SHOWN = 48;
/** Between the words that went and the words that came: without it their letters would join. */
const APART = '\u2009';

/** The words a verdict was given for and the words now, as one text: what went is struck, what came is underlined. */
export function WordsThenAndNow({ judged, now }: { readonly judged: string; readonly now: string }) {
  const { language, direction } = useClaimsDesk();
  const text = useText();
  return (
    <div className={styles.difference} data-difference>
      <p className={styles.legend} aria-hidden="true">
        <del>{text('claims.stale.then')}</del> <ins>{text('claims.stale.now')}</ins>
      </p>
      <DifferentWords {...{ judged, now, language, direction }} />
    </div>
  );
}

/** Two texts as one: what went is struck, what came is underlined. */
export function DifferentWords({
  judged,
  now,
  language,
  direction,
  alike = readsAlike,
}: {
  readonly judged: string;
  readonly now: string;
  readonly language: string;
  readonly direction: Direction;
  /** Which words are no difference: without it, those that differ in form alone. */
  readonly alike?: (a: string, b: string) => boolean;
}) {
  const parts = useMemo(() => wordsDifference(judged, now, alike), [judged, now, alike]);
  return (
    <p className={styles.words} lang={language} dir={directionOfBlock(now || judged, direction)}>
      {placed(parts).map(({ at, part }) => (
        <Part key={at} part={part} />
      ))}
    </p>
  );
}

/** The parts with where they begin, which tells them from one another. */
function placed(parts: readonly WordsPart[]): { readonly at: number; readonly part: WordsPart }[] {
  let at = 0;
  return parts.map((part) => {
    const here = at;
    at += part.judged.length + part.now.length;
    return { at: here, part };
  });
}

function Part({ part }: { readonly part: WordsPart }) {
  const text = useText();
  if (part.same) return <SignsNamed words={shortened(part.now)} />;
  return (
    <>
      {part.judged === '' ? null : (
        <del>
          <span className={styles.heard}>{text('claims.difference.gone')} </span>
          <SignsNamed words={part.judged} />
        </del>
      )}
      {part.judged !== '' && part.now !== '' ? APART : null}
      {part.now === '' ? null : (
        <ins>
          <span className={styles.heard}>{text('claims.difference.come')} </span>
          <SignsNamed words={part.now} />
        </ins>
      )}
    </>
  );
}

/** Words in which every sign that could turn their order is named in its place, and turns nothing. */
function SignsNamed({ words }: { readonly words: string }) {
  const text = useText();
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end, kind, codePoint } of hiddenSignsIn(words)) {
    if (!isDirectionKind(kind)) continue;
    pieces.push(words.slice(at, start));
    pieces.push(
      <bdi key={start} className={styles.sign} dir="auto">
        {text(`claims.difference.sign.${kind}`, {
          code: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
        })}
      </bdi>,
    );
    at = end;
  }
  return [...pieces, words.slice(at)];
}

type DirectionKind = 'override' | 'embedding' | 'isolate' | 'end' | 'mark';

function isDirectionKind(kind: HiddenSignKind): kind is DirectionKind {
  return kind !== 'hyphen' && kind !== 'space' && kind !== 'tag';
}

function shortened(words: string): string {
  if (words.length <= 3 * SHOWN) return words;
  return `${words.slice(0, SHOWN).replace(/\S+$/, '')}… ${words.slice(-SHOWN).replace(/^\S+/, '')}`;
}
