import type { MadeInvitation, Person } from '@sanad/shared/person';
import { ROLES, type Role } from '@sanad/shared/policy';
import { useMutation } from '@tanstack/react-query';
import { changeRole, makeInvitation } from '../api.ts';
import { tellingOf } from '../failure.ts';
import { useText } from '../i18n/language.tsx';
import { desk, invitationsQuery, peopleQuery } from '../queries.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { DevicesIcon, LinkIcon, MoreIcon, TrashIcon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Select } from '../ui/select.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './people-page.module.css';

/** A person as the list has them; `role` null: no longer of the desk. */
export interface Listed extends Omit<Person, 'role'> {
  readonly role: Role | null;
}

/** A link that signs a known person in again lasts a day, in hours: it is asked for when it is needed. */
const SIGN_IN_HOURS = 24;

/** One person of the desk. Admins change the role of others here; nobody changes their own, or the last admin could leave. */
export function PersonRow({
  person,
  me,
  admin,
  onLink,
  onSessions,
}: {
  readonly person: Listed;
  readonly me: boolean;
  readonly admin: boolean;
  readonly onLink: (link: MadeInvitation) => void;
  readonly onSessions: () => void;
}) {
  const text = useText();
  const failed = (error: Error) => notify({ text: text(tellingOf(error).detail ?? tellingOf(error).what) });
  const change = useMutation({
    mutationFn: (role: Role | null) => changeRole(person.id, role),
    onError: failed,
    onSettled: () => desk.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
  const link = useMutation({
    mutationFn: (role: Role) => makeInvitation({ role, hours: SIGN_IN_HOURS, person: person.id }),
    onSuccess: onLink,
    onError: failed,
    onSettled: () => desk.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  const { role } = person;

  const takeOff = (before: Role) =>
    change.mutate(null, {
      onSuccess: () =>
        notify({ text: text('people.removed', { name: person.name }), undo: () => change.mutate(before) }),
    });

  return (
    <li className={styles.row}>
      <Avatar face={person} />
      <div className={styles.who}>
        <bdi className={styles.name}>{person.name}</bdi>
        {me ? <span className={styles.soft}> · {text('people.you')}</span> : null}
        <div className={styles.soft}>
          {text('people.since')} <RelativeTime at={person.createdAt} />
        </div>
      </div>
      {admin && !me ? (
        role ? (
          <div className={styles.tools}>
            <Select
              label={text('people.role-of', { name: person.name })}
              quietLabel
              isDisabled={change.isPending}
              value={role}
              onChange={(wanted) => {
                if (wanted !== role) change.mutate(wanted);
              }}
              options={ROLES.map((each) => ({
                id: each,
                text: text(`frame.role.${each}`),
                description: text(`people.role.${each}`),
              }))}
            />
            <Menu
              aria-label={text('people.more', { name: person.name })}
              trigger={
                <IconButton label={text('people.more', { name: person.name })}>
                  <MoreIcon />
                </IconButton>
              }
            >
              <MenuItem icon={<LinkIcon />} text={text('people.sign-in-link')} onAction={() => link.mutate(role)} />
              <MenuItem icon={<DevicesIcon />} text={text('people.sessions.of-them')} onAction={onSessions} />
              <MenuItem icon={<TrashIcon />} text={text('people.remove')} onAction={() => takeOff(role)} />
            </Menu>
          </div>
        ) : (
          <div className={styles.tools}>
            <Button size="small" isPending={change.isPending} onPress={() => change.mutate('checker')}>
              {text('people.restore')}
            </Button>
          </div>
        )
      ) : (
        <span className={styles.role}>{role ? text(`frame.role.${role}`) : null}</span>
      )}
    </li>
  );
}
