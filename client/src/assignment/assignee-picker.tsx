import { atLeast, type Role } from '@sanad/shared/policy';
import type { ReactNode } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { peopleLike } from '../thread/comment-parts.ts';
import { Avatar, type Face } from '../ui/avatar.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import menu from '../ui/menu.module.css';
import styles from './assignee-picker.module.css';

/** Somebody who can be given a claim, or who left. */
export type DeskPerson = Face & { readonly role: Role | null };

const NOBODY = 'nobody';

/** Those who can be given claims: whoever asks first, the others by name. */
function assignable(people: readonly DeskPerson[], me: string): DeskPerson[] {
  const all = people.filter(({ role }) => role !== null && atLeast(role, 'checker'));
  const own = all.filter(({ id }) => id === me);
  const others = all.filter(({ id }) => id !== me).sort((a, b) => a.name.localeCompare(b.name));
  return [...own, ...others];
}

/** The people of the desk to choose one from, by writing a part of the name; and nobody. */
export function AssigneePicker({
  people,
  me,
  assignee,
  onChoose,
}: {
  readonly people: readonly DeskPerson[];
  readonly me: string;
  /** Whose it is now; undefined where that is not the same for all. */
  readonly assignee: string | null | undefined;
  readonly onChoose: (person: string | null) => void;
}) {
  const text = useText();
  const offered = assignable(people, me);
  const label = (name: string, id: string): ReactNode =>
    id === me ? text('assignment.me', { name }) : <bdi>{name}</bdi>;
  return (
    <Autocomplete filter={(name, query) => query === '' || peopleLike([{ id: '', name }], query).length > 0}>
      <div className={styles.picker}>
        <SearchField aria-label={text('assignment.search')} autoFocus className={styles.search ?? ''}>
          <Input className={styles.input ?? ''} dir="auto" placeholder={text('assignment.search')} />
        </SearchField>
        <ListBox
          aria-label={text('assignment.people')}
          className={styles.list ?? ''}
          selectionMode="single"
          selectionBehavior="toggle"
          selectedKeys={assignee === undefined ? [] : [assignee ?? NOBODY]}
          onSelectionChange={(keys) => {
            // Whose it is already is chosen again by letting it go.
            const [key = assignee ?? NOBODY] = keys === 'all' ? [] : keys;
            onChoose(key === NOBODY ? null : String(key));
          }}
          renderEmptyState={() => <p className={styles.none}>{text('assignment.none-match')}</p>}
        >
          {offered.map((person) => (
            <ListBoxItem key={person.id} id={person.id} textValue={person.name} className={menu.item ?? ''}>
              {({ isSelected }) => (
                <>
                  <span aria-hidden="true">
                    <Avatar face={person} />
                  </span>
                  <span className={menu.text}>{label(person.name, person.id)}</span>
                  <span className={menu.check}>{isSelected ? <CheckIcon /> : null}</span>
                </>
              )}
            </ListBoxItem>
          ))}
          <ListBoxItem id={NOBODY} textValue={text('assignment.nobody')} className={menu.item ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={styles.nobody} aria-hidden="true" />
                <span className={menu.text}>{text('assignment.nobody')}</span>
                <span className={menu.check}>{isSelected ? <CheckIcon /> : null}</span>
              </>
            )}
          </ListBoxItem>
        </ListBox>
      </div>
    </Autocomplete>
  );
}
