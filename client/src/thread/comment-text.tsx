import { useMemo } from 'react';
import { linesOf, type Named } from './comment-parts.ts';
import styles from './thread.module.css';

/** The text of a comment: each line in its own direction, addresses to follow, names that stand out. */
export function CommentText({
  text,
  mentioned,
  me,
}: {
  readonly text: string;
  readonly mentioned: readonly Named[];
  readonly me: string;
}) {
  const lines = useMemo(
    () => linesOf(text, mentioned).map((parts, line) => ({ key: `line ${line}`, parts })),
    [text, mentioned],
  );
  return (
    <div className={styles.text}>
      {lines.map(({ key, parts }) => (
        <p key={key} dir="auto">
          {parts.map((part, at) => {
            const key = `${at} ${part.kind}`;
            if (part.kind === 'words') return <span key={key}>{part.text}</span>;
            if (part.kind === 'mention') {
              return (
                <b key={key} className={styles.mention} data-me={part.person === me || undefined}>
                  <bdi>{part.text}</bdi>
                </b>
              );
            }
            return (
              <a key={key} href={part.address} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
                {part.text}
              </a>
            );
          })}
        </p>
      ))}
    </div>
  );
}
