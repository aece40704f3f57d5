/** The longest title that goes into a file name, in code points: with its ending it stays below every system's limit. */
const LONGEST = 60;

/** A title as part of a file name: without what systems forbid in one, and without characters that cannot be seen. */
export function fileNameOf(title: string, ending: string): string {
  const kept = title
    .normalize('NFC')
    .replace(/[\p{Cc}\\/:*?"<>|%]/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  const short = Array.from(kept)
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '');
  return `${short || 'sanad'} - sanad.${ending}`;
}

/**
 * A `Content-Disposition` that offers the reply as a file: the name as it is for browsers of today (RFC 5987), and one
 * in ASCII for what is older.
 */
export function attachment(name: string, ascii: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}
