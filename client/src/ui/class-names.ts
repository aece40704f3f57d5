/** Joins the class names that are there; a CSS module's lookup may come back undefined. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
