import { Button } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Avatar, AvatarStack } from '../ui/avatar.tsx';
import { Popover } from '../ui/popover.tsx';
import styles from './people-here.module.css';
import type { PersonHere } from './presence.ts';

/** Who is here: their discs, and behind them who reads where and who is on which claim. */
export function PeopleHere({
  people,
  numberOf,
  onClaim,
}: {
  readonly people: readonly PersonHere[];
  /** The number of a claim; null for one that there is not. */
  readonly numberOf: (claim: string) => number | null;
  /** Goes to the claim a colleague is on. */
  readonly onClaim: (claim: string) => void;
}) {
  const text = useText();
  const where = ({ name, own, claims, reading }: PersonHere) => {
    if (own) return text('article.person.you', { name });
    const numbers = claims.flatMap((claim) => numberOf(claim) ?? []).sort((a, b) => a - b);
    if (numbers.length > 0) return text('article.person.holding', { name, numbers: numbers.join(', ') });
    if (reading !== null) return text('article.person.reading', { name, paragraph: reading + 1 });
    return text('article.person.here', { name });
  };
  // One's own disc is at the end of the bar.
  const colleagues = people.filter(({ own }) => !own);
  if (colleagues.length === 0) return null;
  return (
    <Popover
      label={text('article.people')}
      trigger={
        <Button
          className={styles.here ?? ''}
          aria-label={`${text('article.people')}: ${colleagues.map(where).join('; ')}`}
        >
          <AvatarStack faces={colleagues} most={4} />
        </Button>
      }
    >
      {(close) => (
        <ul className={styles.list}>
          {people.map((person) => {
            const claim = person.own ? undefined : person.claims.find((id) => numberOf(id) !== null);
            return (
              <li key={person.id} className={styles.person}>
                <Avatar face={person} />
                {claim === undefined ? (
                  <span>{where(person)}</span>
                ) : (
                  <Button
                    className={styles.link ?? ''}
                    onPress={() => {
                      close();
                      onClaim(claim);
                    }}
                  >
                    {where(person)}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Popover>
  );
}
