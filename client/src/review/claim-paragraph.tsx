import type { QueuedClaim } from '@sanad/shared/queue';
import tone from '../claims/tone.module.css';
import { classNames } from '../ui/class-names.ts';
import styles from './claim-paragraph.module.css';

/** A claim in its paragraph, as the article has it: the letters around it stay joined to its own. */
export function ClaimParagraph({ claim }: { readonly claim: QueuedClaim }) {
  const { context, quote, verdict, stale, language, attachment } = claim;
  return (
    <p
      className={styles.paragraph}
      lang={language}
      dir={context.direction}
      data-language={language.startsWith('ar') ? 'ar' : 'other'}
      data-gone={attachment === 'detached' || undefined}
    >
      <span className={styles.around}>{context.before}</span>
      <mark
        className={classNames(tone.tone, styles.words)}
        data-verdict={verdict}
        data-stale={stale || undefined}
        data-settled={claim.settlement !== null || undefined}
      >
        {quote}
      </mark>
      <span className={styles.around}>{context.after}</span>
    </p>
  );
}
