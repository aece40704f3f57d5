// Language, direction and theme as this browser was last left, before anything is drawn: the page must not flash in the
// other direction or the other light. `i18n/language.tsx` and `ui/theme.ts` read and write the same keys.
{
  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off: the browser's own wishes hold
    }
  };
  const wanted = stored('sanad-language');
  const first = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'ar' || tag === 'en');
  const language = wanted === 'ar' || wanted === 'en' ? wanted : (first ?? 'ar');
  root.lang = language;
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  const theme = stored('sanad-theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
}
