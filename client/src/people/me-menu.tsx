import type { Person } from '@sanad/shared/person';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useLanguage, useText } from '../i18n/language.tsx';
import { LANGUAGES, type Language } from '../i18n/messages.ts';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { PersonIcon } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLine, MenuSection } from '../ui/menu.tsx';
import { setTheme, THEMES, type Theme, useTheme } from '../ui/theme.ts';
import styles from './me-menu.module.css';
import { SessionsDialog } from './sessions-dialog.tsx';
import { SigningOutQuestion, useSigningOut } from './signing-out.tsx';

/** Each language in its own words: who needs the switch may not read the other. */
const OWN_NAMES: Readonly<Record<Language, string>> = { ar: 'العربية', en: 'English' };

/**
 * The menu of the header: who I am, the people, language, light, sign out. A stranger has language and light alone.
 * `more`: entries of the page itself, where its header has no room for them.
 */
export function MeMenu({ person, more }: { readonly person: Person | null; readonly more?: ReactNode }) {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const theme = useTheme();

  const signingOut = useSigningOut();
  const [looking, setLooking] = useState(false);

  const trigger = person ? (
    <AriaButton className={styles.me ?? ''} aria-label={text('frame.me', { name: person.name })}>
      <span className={styles.name}>
        <bdi>{person.name}</bdi>
      </span>
      <Avatar face={person} />
    </AriaButton>
  ) : (
    <IconButton label={text('frame.settings')}>
      <PersonIcon />
    </IconButton>
  );

  return (
    <>
      <Menu trigger={trigger} aria-label={person ? text('frame.me', { name: person.name }) : text('frame.settings')}>
        {more}
        {more ? <MenuLine /> : null}
        {person ? (
          <MenuSection title={text(`frame.role.${person.role}`)}>
            <MenuItem text={text('frame.articles')} href="/" />
            <MenuItem text={text('frame.people')} href="/people" />
          </MenuSection>
        ) : null}
        <MenuSection
          title={text('frame.language')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[language]}
          onSelectionChange={(keys) => {
            const chosen = LANGUAGES.find((each) => keys !== 'all' && keys.has(each));
            if (chosen) setLanguage(chosen);
          }}
        >
          {LANGUAGES.map((each) => (
            <MenuItem key={each} id={each} text={OWN_NAMES[each]} />
          ))}
        </MenuSection>
        <MenuSection
          title={text('frame.theme')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const chosen = THEMES.find((each: Theme) => keys !== 'all' && keys.has(each));
            if (chosen) setTheme(chosen);
          }}
        >
          {THEMES.map((each) => (
            <MenuItem key={each} id={each} text={text(`frame.theme.${each}`)} />
          ))}
        </MenuSection>
        {person ? <MenuLine /> : null}
        {person ? <MenuItem text={text('people.sessions')} onAction={() => setLooking(true)} /> : null}
        {person ? <MenuItem text={text('frame.sign-out')} onAction={() => void signingOut.begin()} /> : null}
      </Menu>
      {person ? <SessionsDialog of={null} isOpen={looking} onOpenChange={setLooking} /> : null}
      <SigningOutQuestion {...signingOut} />
    </>
  );
}
