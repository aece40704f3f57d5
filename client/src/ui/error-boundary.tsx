import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import styles from './page.module.css';

/** Shows a note in place of a page that threw, and offers to load it anew. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const text = useText();
  return (
    <main className={styles.column}>
      <ErrorNote
        what={text('error.page')}
        safe={text('error.page.detail')}
        actions={
          <>
            <Button look="primary" onPress={() => location.reload()}>
              {text('frame.reload')}
            </Button>
            {/* Loaded anew: what failed is not to be there any more. */}
            <Button onPress={() => location.assign('/')}>{text('frame.to-articles')}</Button>
          </>
        }
      />
    </main>
  );
}
