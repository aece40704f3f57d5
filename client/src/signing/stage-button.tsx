import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import type { Signed } from '@sanad/shared/version';
import { useState } from 'react';
import type { Checking } from '../checking/checking.ts';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import { SealIcon } from './seal-icon.tsx';
import { SignOffDialog } from './sign-off-dialog.tsx';
import styles from './stage-button.module.css';
import { useNameOf } from './use-name-of.ts';
import { VersionHash } from './version-hash.tsx';
import { VersionsDrawer } from './versions-drawer.tsx';

export interface StageButtonProps {
  readonly article: string;
  readonly person: Person;
  readonly stage: { readonly frozen: boolean; readonly signed: Signed | null };
  /** Null while the text is not on screen. */
  readonly editor: ArticleEditor | null;
  readonly checking: Checking | null;
  readonly language: string;
  readonly direction: Direction;
  readonly offline: boolean;
}

/** The stage of the article in its header; behind it who signed it off, its versions, and what an editor may do about it. */
export function StageButton(props: StageButtonProps) {
  const { article, person, stage, editor, checking, language, direction, offline } = props;
  const text = useText();
  const [open, setOpen] = useState<'sign-off' | 'reopen' | 'versions' | null>(null);
  const { frozen, signed } = stage;
  const word = text(frozen ? 'signing.signed-off' : 'signing.in-check');
  const mayDecide = atLeast(person.role, 'editor');
  const dialog = (which: typeof open) => ({
    isOpen: open === which,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? which : null),
  });
  return (
    <>
      <Popover
        label={text('signing.stage')}
        trigger={
          <Button
            look="quiet"
            size="small"
            className={styles.button}
            aria-label={`${text('signing.stage')}: ${word}`}
            icon={<SealIcon open={!frozen} />}
          >
            <span className={styles.word}>{word}</span>
          </Button>
        }
      >
        {(close) => {
          const go = (which: typeof open) => {
            close();
            setOpen(which);
          };
          return (
            <div className={styles.about}>
              {frozen && signed ? <SignedOff signed={signed} /> : <p>{text('signing.in-check.detail')}</p>}
              <div className={styles.actions}>
                {mayDecide && frozen && signed ? (
                  <Button isDisabled={offline} onPress={() => go('reopen')}>
                    {text('signing.reopen.open')}
                  </Button>
                ) : null}
                {mayDecide && !frozen && editor && checking ? (
                  <Button look="primary" isDisabled={offline} onPress={() => go('sign-off')}>
                    {text('signing.sign-off.open')}
                  </Button>
                ) : null}
                <Button look="quiet" onPress={() => go('versions')}>
                  {text('signing.versions.open')}
                </Button>
              </div>
              {mayDecide && offline ? <p className={styles.soft}>{text('signing.sign-off.offline')}</p> : null}
            </div>
          );
        }}
      </Popover>
      {editor && checking ? (
        <SignOffDialog {...{ article, person, editor, checking, language, direction }} {...dialog('sign-off')} />
      ) : null}
      <ReopenDialog article={article} number={signed?.number ?? 0} {...dialog('reopen')} />
      <VersionsDrawer {...{ article, language, direction, person }} {...dialog('versions')} />
    </>
  );
}

function SignedOff({ signed }: { readonly signed: Signed }) {
  const text = useText();
  const nameOf = useNameOf();
  return (
    <div className={styles.signed}>
      <strong>{text('signing.version', { number: signed.number })}</strong>
      <p>
        <bdi>{text('signing.version.by', { name: nameOf(signed.signedBy) })}</bdi> ·{' '}
        <RelativeTime at={signed.signedAt} />
      </p>
      <VersionHash hash={signed.hash} />
    </div>
  );
}
