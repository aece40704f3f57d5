import { readsAlike } from '@sanad/shared/fold';
import { diffArrays } from 'diff';

/** A stretch of words in which two texts agree or differ. Where they agree, `judged` and `now` may differ in form. */
export interface WordsPart {
  readonly same: boolean;
  readonly judged: string;
  readonly now: string;
}

/** Beyond this many words changed the two are different texts, and are shown as such. */
const MOST_CHANGES = 400;

/**
 * How the words `now` differ from the words `judged`, in whole words. White space and forms that fold alike are no
 * difference: what is one here makes a verdict stale, and nothing else does. The parts put together give both texts.
 * `alike` says otherwise when two words are the same.
 */
export function wordsDifference(judged: string, now: string, alike = readsAlike): WordsPart[] {
  const [old, fresh] = [tokensOf(judged), tokensOf(now)];
  const changes = diffArrays(old, fresh, { comparator: alike, maxEditLength: MOST_CHANGES });
  if (!changes) return [{ same: false, judged, now }];
  const parts: WordsPart[] = [];
  let at = 0;
  for (const { value, added, removed, count } of changes) {
    const words = value.join('');
    if (removed) add(parts, { same: false, judged: words, now: '' });
    else if (added) add(parts, { same: false, judged: '', now: words });
    else add(parts, { same: true, judged: old.slice(at, at + count).join(''), now: words });
    if (!added) at += count;
  }
  return withoutGaps(parts);
}

/** Words, numbers with what joins their digits, white space, and signs one by one. */
function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}\u0640\u200c\u200d]+(?:[.,٫٬][\p{N}]+)*|\s+|./gsu) ?? [];
}

function add(parts: WordsPart[], part: WordsPart): void {
  const last = parts.at(-1);
  if (last?.same !== part.same) parts.push(part);
  else parts[parts.length - 1] = joined(last, part);
}

const joined = (a: WordsPart, b: WordsPart): WordsPart => ({
  same: a.same && b.same,
  judged: a.judged + b.judged,
  now: a.now + b.now,
});

/**
 * Two changes with nothing but a space between them are one: whole phrases are easier to compare than word for word. A
 * space that both end with is not part of the change.
 */
function withoutGaps(parts: readonly WordsPart[]): WordsPart[] {
  const whole: WordsPart[] = [];
  parts.forEach((part, index) => {
    const [before, after] = [whole.at(-1), parts[index + 1]];
    const isGap = part.same && part.now.trim() === '' && before?.same === false && after?.same === false;
    if (before && (isGap || (!before.same && !part.same))) {
      whole[whole.length - 1] = { ...joined(before, part), same: false };
    } else whole.push(part);
  });
  const tidied: WordsPart[] = [];
  for (const part of whole) for (const each of part.same ? [part] : withoutSpaceBehind(part)) add(tidied, each);
  return tidied;
}

function withoutSpaceBehind(part: WordsPart): WordsPart[] {
  const [judged, now] = [part.judged.trimEnd(), part.now.trimEnd()];
  if (judged === '' || now === '' || judged === part.judged || now === part.now) return [part];
  return [
    { same: false, judged, now },
    { same: true, judged: part.judged.slice(judged.length), now: part.now.slice(now.length) },
  ];
}
