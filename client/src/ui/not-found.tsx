import { useLocation } from 'wouter';
import { useText } from '../i18n/language.tsx';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import styles from './page.module.css';

/** An address that leads nowhere. */
export function NotFound() {
  const text = useText();
  const [, navigate] = useLocation();
  return (
    <main className={styles.column}>
      <EmptyState
        level={1}
        title={text('frame.not-found')}
        actions={
          <Button look="primary" onPress={() => navigate('/')}>
            {text('frame.to-articles')}
          </Button>
        }
      >
        <p>{text('frame.not-found.detail')}</p>
      </EmptyState>
    </main>
  );
}
