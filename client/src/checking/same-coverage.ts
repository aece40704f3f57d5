import { VERDICTS } from '@sanad/shared/claim';
import type { Coverage, CoveredSentence } from '@sanad/shared/coverage';

/** Whether two coverages say the same of the same sentences at the same places. */
export function sameCoverage(a: Coverage, b: Coverage): boolean {
  return (
    a.sentences.length === b.sentences.length &&
    a.sentences.every((sentence, index) => sameSentence(sentence, b.sentences[index] as CoveredSentence))
  );
}

function sameSentence(a: CoveredSentence, b: CoveredSentence): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.state === b.state &&
    a.stale === b.stale &&
    VERDICTS.every((verdict) => a.claims[verdict] === b.claims[verdict]) &&
    a.asides.join() === b.asides.join() &&
    a.words === b.words
  );
}
