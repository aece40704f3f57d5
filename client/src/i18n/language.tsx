import { type Direction, directionOfLanguage } from '@sanad/shared/direction';
import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider, useIntl } from 'react-intl';
import { readStored, writeStored } from '../ui/stored.ts';
import { isolated } from './isolation.ts';
import { LANGUAGES, type Language, LOCALES, type MessageId, messages } from './messages.ts';

const KEY = 'sanad-language';

/** The language this browser was left in, else the first of its wishes that Sanad speaks, else Arabic. */
export function firstLanguage(stored: string | null, wishes: readonly string[]): Language {
  const known = (tag: string | null | undefined) => LANGUAGES.find((language) => language === tag?.slice(0, 2));
  return known(stored) ?? wishes.map(known).find((language) => language !== undefined) ?? 'ar';
}

interface LanguageChoice {
  readonly language: Language;
  readonly direction: Direction;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

/** Gives the tree its language: texts, formats, React Aria's own words, and `lang` and `dir` on the document. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = useState(() => firstLanguage(readStored(KEY), navigator.languages));
  const direction = directionOfLanguage(language);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  const setLanguage = useCallback((wanted: Language) => {
    writeStored(KEY, wanted);
    choose(wanted);
  }, []);
  const choice = useMemo(() => ({ language, direction, setLanguage }), [language, direction, setLanguage]);
  const locale = LOCALES[language];
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={locale} defaultLocale={locale} messages={messages[language]}>
        <I18nProvider locale={locale}>{children}</I18nProvider>
      </IntlProvider>
    </LanguageContext>
  );
}

/** The interface's language and direction, and how to change them. */
export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (!choice) throw new Error('useLanguage needs a LanguageProvider above it');
  return choice;
}

/**
 * A function from a message's key and its values to the text in the interface's language. Values that run the other way
 * than the language are isolated in it.
 */
export function useText(): (id: MessageId, values?: Readonly<Record<string, string | number>>) => string {
  const intl = useIntl();
  const { direction } = useLanguage();
  return useCallback(
    (id, values = {}) => {
      const shown = Object.entries(values).map(([name, value]) => [name, isolated(value, direction)]);
      return intl.formatMessage({ id }, Object.fromEntries(shown));
    },
    [intl, direction],
  );
}
