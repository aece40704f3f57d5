import { useRef } from 'react';
import { useText } from '../i18n/language.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import styles from './assignee-field.module.css';
import { AssigneePicker, type DeskPerson } from './assignee-picker.tsx';

/** Whose work a claim is, and the list to give it to somebody else. Those who may not assign are only told. */
export function AssigneeField({
  assignee,
  people,
  me,
  mayAssign,
  isOpen,
  onOpenChange,
  assign,
}: {
  readonly assignee: string | null;
  readonly people: readonly DeskPerson[];
  readonly me: string;
  readonly mayAssign: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly assign: (person: string | null) => void;
}) {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  const person = people.find(({ id }) => id === assignee);
  const name = assignee === null ? null : (person?.name ?? text('claims.unknown-person'));
  const disc = person ? (
    <span className={styles.disc} aria-hidden="true">
      <Avatar face={person} />
    </span>
  ) : null;
  if (!mayAssign) {
    return name === null ? null : (
      <p className={styles.told}>
        {disc}
        {text('assignment.is', { name })}
      </p>
    );
  }
  return (
    <div className={styles.field}>
      <Button
        ref={button}
        look="quiet"
        size="small"
        hint="A"
        aria-keyshortcuts="A"
        aria-haspopup="dialog"
        icon={disc}
        onPress={() => onOpenChange(true)}
      >
        {name === null ? text('assignment.assign') : text('assignment.is', { name })}
      </Button>
      <Popover
        label={text('assignment.assign')}
        triggerRef={button}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        placement="bottom start"
      >
        <AssigneePicker
          people={people}
          me={me}
          assignee={assignee}
          onChoose={(chosen) => {
            onOpenChange(false);
            assign(chosen);
          }}
        />
      </Popover>
    </div>
  );
}
