/**
 * Where to go on to within the desk: `wanted` when it is the path of a page, else the front page. Whoever makes an address
 * with a wish in it must not be able to send people elsewhere.
 */
export function ownPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > 300) return '/';
  return /^\/(?!\/|(api|sync|sign-in|join)\b)[\w\-./?=&%~]*$/.test(wanted) ? wanted : '/';
}
