import { outsiderName } from '@sanad/shared/author';
import type { useText } from '../i18n/language.tsx';

/**
 * What whoever stands behind a verdict or a comment is called: `known` is the name of a person of the desk, if it is
 * known. Who is only named in an imported file is called so, and it is said where the name comes from.
 */
export function authorName(id: string, known: string | undefined, text: ReturnType<typeof useText>): string {
  const outsider = outsiderName(id);
  return outsider === null ? (known ?? text('claims.unknown-person')) : text('claims.from-file', { name: outsider });
}
