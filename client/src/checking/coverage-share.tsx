import { coveredShare } from '@sanad/shared/coverage';
import { Button } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './checking.module.css';
import type { Checking } from './checking.ts';
import { useCheckingState } from './use-checking.ts';

/** How much of the article has been looked at. Pressed, it goes to the next untouched sentence. */
export function CoverageShare({ checking }: { readonly checking: Checking }) {
  const text = useText();
  const intl = useIntl();
  const { counts } = useCheckingState(checking).coverage;
  const { sentences, touched, setAside, untouched } = counts;
  if (sentences === 0) return null;
  // Rounded down: the whole is said only of the whole.
  const share = Math.floor(coveredShare(counts) * 100) / 100;
  const percent = intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });
  const count = text('checking.count', { done: sentences - untouched, total: sentences });
  return (
    <Tooltip text={text('checking.explained', { touched, aside: setAside, open: untouched })}>
      <Button
        className={styles.share ?? ''}
        aria-label={`${text('checking.coverage')}: ${percent}, ${count}`}
        onPress={() => {
          if (!checking.next()) notify({ text: text('checking.all-done') });
        }}
      >
        <bdi className={styles.percent}>{percent}</bdi>
        <span className={styles.count}>{count}</span>
      </Button>
    </Tooltip>
  );
}
