import { useText } from '../i18n/language.tsx';
import styles from './avatar.module.css';
import { initialsOf } from './initials.ts';

/** Somebody to show: `colour` is any CSS colour, the same for them on every screen. */
export interface Face {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/**
 * A person as a disc with their initials; their name is its accessible name and shows on hover. The initials are drawn by
 * the style sheet: as text they would be part of what a button around them says.
 */
export function Avatar({ face }: { readonly face: Face }) {
  return (
    <span
      className={styles.avatar}
      style={{ '--who': face.colour }}
      data-initials={initialsOf(face.name)}
      role="img"
      aria-label={face.name}
      title={face.name}
    />
  );
}

/** Several people, overlapping; those beyond `most` as a number. */
export function AvatarStack({
  faces,
  most = 4,
  label,
}: {
  readonly faces: readonly Face[];
  readonly most?: number;
  /** What these people have in common, for those who do not see them side by side. */
  readonly label?: string;
}) {
  const text = useText();
  const more = faces.length - most;
  return (
    <ul className={styles.stack} aria-label={label}>
      {faces.slice(0, most).map((face) => (
        <li key={face.id}>
          <Avatar face={face} />
        </li>
      ))}
      {more > 0 ? (
        <li>
          <span
            className={styles.more}
            data-initials={`+${more}`}
            role="img"
            aria-label={text('frame.more-people', { count: more })}
          />
        </li>
      ) : null}
    </ul>
  );
}
