import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { firstLanguage } from '@sanad/client/i18n/language.tsx';
import { LANGUAGES, type Language, LOCALES, type MessageId, messages } from '@sanad/client/i18n/messages.ts';
import { describe, expect, test } from 'vitest';

type Element = ReturnType<typeof parse>[number];

const ids = Object.keys(messages.en) as MessageId[];

/** Every element of a message, those inside plural forms too. */
function elementsOf(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [element, ...Object.values(element.options).flatMap((option) => elementsOf(option.value))];
    }
    return element.type === TYPE.tag ? [element, ...elementsOf(element.children)] : [element];
  });
}

const read = (language: Language, id: MessageId) => elementsOf(parse(messages[language][id]));

/**
 * The values a message shows. A number that only decides a form is none of them: Arabic agrees with numbers where
 * English does not, and the other way round.
 */
function shownValues(language: Language, id: MessageId): string[] {
  const silent: readonly TYPE[] = [TYPE.literal, TYPE.pound, TYPE.tag, TYPE.plural];
  const elements = read(language, id).filter(({ type }) => !silent.includes(type));
  return [...new Set(elements.map((element) => (element as { value: string }).value))].sort();
}

describe('the texts of the interface', () => {
  test('there are texts', () => {
    expect(ids.length).toBeGreaterThan(100);
  });

  test.each(LANGUAGES)('every key has words in %s, in ICU form', (language) => {
    expect(Object.keys(messages[language]).sort()).toEqual([...ids].sort());
    for (const id of ids) {
      expect(messages[language][id].trim(), id).not.toBe('');
      expect(() => parse(messages[language][id]), id).not.toThrow();
    }
  });

  test('both languages show the same values', () => {
    for (const id of ids) expect({ id, names: shownValues('ar', id) }).toEqual({ id, names: shownValues('en', id) });
  });

  test.each(LANGUAGES)('a counted text in %s has every form its counts can take', (language) => {
    const rules = new Intl.PluralRules(LOCALES[language]);
    const counts = Array.from({ length: 201 }, (_, count) => count);
    for (const id of ids) {
      for (const element of read(language, id)) {
        if (element.type !== TYPE.plural) continue;
        const forms = Object.keys(element.options);
        const missing = counts.filter((count) => {
          if (forms.includes(`=${count}`)) return false;
          // A text that is never shown for nothing needs no form for zero; every other form has to be its own.
          return count > 0 && !forms.includes(rules.select(count));
        });
        expect({ id, missing }).toEqual({ id, missing: [] });
      }
    }
  });

  test('every digit is Latin', () => {
    for (const language of LANGUAGES) for (const id of ids) expect(messages[language][id], id).not.toMatch(/[٠-٩۰-۹]/);
  });

  test('numbers and dates are written with Latin digits in the Gregorian calendar', () => {
    for (const locale of Object.values(LOCALES)) {
      const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
      expect(date.format(Date.UTC(2026, 10, 9, 14, 5))).toMatch(/9.*2026.*05/);
      expect(new Intl.NumberFormat(locale).format(47)).toBe('47');
      expect(new Intl.RelativeTimeFormat(locale).format(-7, 'day')).toContain('7');
    }
  });

  test('Arabic is not left in English', () => {
    const shared = ids.filter((id) => messages.ar[id] === messages.en[id]);
    expect(shared).toEqual([]);
  });
});

describe('the language at first sight', () => {
  test('is the one this browser was left in', () => {
    expect(firstLanguage('en', ['ar-EG'])).toBe('en');
  });
  test('is else the first wish that Sanad speaks', () => {
    expect(firstLanguage(null, ['fr-FR', 'en-US', 'ar'])).toBe('en');
    expect(firstLanguage('xx', ['ar-SY', 'en'])).toBe('ar');
  });
  test('is Arabic when nothing says otherwise', () => {
    expect(firstLanguage(null, [])).toBe('ar');
    expect(firstLanguage(null, ['fr', 'de'])).toBe('ar');
  });
});
