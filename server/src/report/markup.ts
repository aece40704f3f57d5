const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser turns a bare carriage return into a line feed, and a NUL into nothing at all.
  '\r': '&#13;',
  '\0': '\ufffd',
};

/** Text as it may stand between tags or between the quotes of an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r\0]/g, (character) => ENTITIES[character] as string);
}
