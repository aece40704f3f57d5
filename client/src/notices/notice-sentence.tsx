import type { Notice } from '@sanad/shared/notice';
import { FormattedMessage } from 'react-intl';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import styles from './notice-sentence.module.css';

function messageOf({ kind, actor }: Notice): MessageId {
  return kind === 'verdict-stale' && actor === null ? 'notices.verdict-stale.somebody' : `notices.${kind}`;
}

const nameOf = ({ actor }: Notice) => (actor === null || actor === 'server' ? '' : actor.name);

/** What a notice tells, in a sentence. */
export function NoticeSentence({ notice }: { readonly notice: Notice }) {
  const text = useText();
  const { verdict } = notice;
  return (
    <FormattedMessage
      id={messageOf(notice)}
      values={{
        name: <bdi className={styles.name}>{nameOf(notice)}</bdi>,
        verdict: verdict && (
          <span className={styles.verdict}>
            <VerdictSign of={verdict} />
            {text(`claims.verdict.${verdict}`)}
          </span>
        ),
      }}
    />
  );
}

/** A function from a notice to its sentence as plain text, to be heard. */
export function useNoticeText(): (notice: Notice) => string {
  const text = useText();
  return (notice) =>
    text(messageOf(notice), {
      name: nameOf(notice),
      verdict: notice.verdict ? text(`claims.verdict.${notice.verdict}`) : '',
    });
}
