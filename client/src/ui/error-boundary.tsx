import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';

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
    <ErrorNote
      what={text('error.page')}
      safe={text('error.page.detail')}
      actions={<Button onPress={() => location.reload()}>{text('frame.reload')}</Button>}
    />
  );
}
