import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { makeSample } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import styles from './empty-library.module.css';

/** The library before its first article: a sample in either language, or an article of one's own. */
export function EmptyLibrary({ mayAdd, onNew }: { readonly mayAdd: boolean; readonly onNew: () => void }) {
  const text = useText();
  const [, navigate] = useLocation();
  const sample = useMutation({
    mutationFn: makeSample,
    onSuccess: (made) => {
      void desk.invalidateQueries({ queryKey: ['articles'] });
      navigate(`/articles/${made.id}`);
    },
  });
  if (!mayAdd) {
    return (
      <EmptyState title={text('library.empty')}>
        <p>{text('library.empty.wait')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={text('library.empty')}
      actions={
        <>
          <Button look="primary" icon={<PlusIcon />} hint="N" aria-keyshortcuts="N" onPress={onNew}>
            {text('library.new')}
          </Button>
          {(['ar', 'en'] as const).map((language) => (
            <Button
              key={language}
              isPending={sample.isPending && sample.variables === language}
              isDisabled={sample.isPending}
              onPress={() => sample.mutate(language)}
            >
              {text(`library.sample.${language}`)}
            </Button>
          ))}
          {sample.error ? (
            <div className={styles.problem}>
              <Problem error={sample.error} what={text('library.sample.failed')} />
            </div>
          ) : null}
        </>
      }
    >
      <p>{text('library.empty.do')}</p>
    </EmptyState>
  );
}
