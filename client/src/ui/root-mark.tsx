import { useLayoutEffect } from 'react';

/** What the whole page can be marked with: an article is open, or a bar stands at its foot. */
export type RootMarkName = 'article' | 'foot';

const standing = new Map<RootMarkName, number>();

function change(name: RootMarkName, by: 1 | -1): void {
  const now = (standing.get(name) ?? 0) + by;
  standing.set(name, now);
  document.documentElement.toggleAttribute(`data-${name}`, now > 0);
}

/**
 * Marks the page's root while it is drawn, for styles that hang on what is somewhere on the page. A style that asks with
 * `:has` has the browser look at the root anew whenever anything comes or goes on the page.
 */
export function RootMark({ name }: { readonly name: RootMarkName }): null {
  useLayoutEffect(() => {
    change(name, 1);
    return () => change(name, -1);
  }, [name]);
  return null;
}
