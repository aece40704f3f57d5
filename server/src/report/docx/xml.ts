const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML 1.0 cannot hold, or would hand on as something else: control signs (a line feed and a tab are none), halves of letters. */
const UNHOLDABLE = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu;

/**
 * Text as a part of the package shows it: a sign that XML 1.0 cannot hold stands as its picture (U+2400 and up), or as
 * U+FFFD where it has none. As many signs as before, and nothing is lost from sight.
 */
export function shownInXml(text: string): string {
  return text.replace(UNHOLDABLE, (sign) => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Text as it may stand between tags. */
export function xmlText(text: string): string {
  return shownInXml(text).replace(/[&<>]/g, (sign) => ENTITIES[sign] as string);
}

/** Text as it may stand between the quotes of an attribute, where a tab and a line feed would become spaces. */
export function xmlAttribute(text: string): string {
  return xmlText(text.replace(/[\t\n\r]+/g, ' ')).replace(/"/g, '&quot;');
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
