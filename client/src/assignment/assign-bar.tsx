import { useRef } from 'react';
import { Group } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Popover } from '../ui/popover.tsx';
import styles from './assign-bar.module.css';
import { AssigneePicker, type DeskPerson } from './assignee-picker.tsx';

/** What is done with the claims picked in a list: they are given to somebody, or let go. */
export function AssignBar({
  count,
  people,
  me,
  assignee,
  isOpen,
  onOpenChange,
  assign,
  clear,
}: {
  readonly count: number;
  readonly people: readonly DeskPerson[];
  readonly me: string;
  /** Whose they are now; undefined where that is not the same for all. */
  readonly assignee: string | null | undefined;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly assign: (person: string | null) => void;
  readonly clear: () => void;
}) {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Group className={styles.bar ?? ''} aria-label={text('assignment.picked', { count })} data-assign-bar="">
      <span role="status">{text('assignment.picked', { count })}</span>
      <Button
        ref={button}
        size="small"
        look="primary"
        hint="A"
        aria-keyshortcuts="A"
        aria-haspopup="dialog"
        onPress={() => onOpenChange(true)}
      >
        {text('assignment.assign')}
      </Button>
      <Popover label={text('assignment.assign')} triggerRef={button} isOpen={isOpen} onOpenChange={onOpenChange}>
        <AssigneePicker
          people={people}
          me={me}
          assignee={assignee}
          onChoose={(person) => {
            onOpenChange(false);
            assign(person);
          }}
        />
      </Popover>
      <IconButton label={text('assignment.clear')} size="small" onPress={clear}>
        <CloseIcon />
      </IconButton>
    </Group>
  );
}
