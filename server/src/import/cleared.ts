import { articleSchema, placedBlocks } from '@sanad/shared/article';
import { hiddenSignsIn, withoutHiddenSigns } from '@sanad/shared/hidden-signs';
import type { Node } from 'prosemirror-model';
import type { Imported } from './imported.ts';

/** How many hidden signs a text holds, by their Unicode number as U+202E. */
export function hiddenSignsOf(content: Node): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { codePoint } of hiddenSignsIn(textOf(content))) {
    const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** A text without its hidden signs; the claims that come with it stay on their words. */
export function cleared(imported: Imported): Imported {
  const text = textOf(imported.content);
  const signs = hiddenSignsIn(text);
  if (signs.length === 0) return imported;
  const { placeOf } = withoutHiddenSigns(text, signs);
  const taken = signs.map(({ start, end }) => ({ start, end }));
  const moved = <T extends { readonly start: number; readonly end: number }>(place: T): T => ({
    ...place,
    start: placeOf(place.start),
    end: placeOf(place.end),
  });
  const { claims, asides } = imported;
  return {
    ...imported,
    content: without(imported.content, taken),
    title: withoutHiddenSigns(imported.title).text,
    ...(claims
      ? {
          claims: claims.map((claim) => {
            // Its words are those at its place, which are other letters now.
            return claim.place ? { ...claim, place: moved(claim.place), quote: null } : claim;
          }),
        }
      : {}),
    ...(asides ? { asides: asides.map((aside) => ({ ...aside, place: moved(aside.place) })) } : {}),
  };
}

const textOf = (content: Node) =>
  placedBlocks(content)
    .map(({ node }) => node.textContent)
    .join('\n');

function without(content: Node, taken: readonly { readonly start: number; readonly end: number }[]): Node {
  let at = 0;
  let next = 0;
  const clear = (node: Node): Node => {
    if (!node.isTextblock) return node.type.create(node.attrs, node.children.map(clear), node.marks);
    const letters = node.children.flatMap((run) => {
      const words = run.text ?? '';
      let kept = '';
      let from = at;
      for (let sign = taken[next]; sign && sign.start < at + words.length; sign = taken[++next]) {
        kept += words.slice(from - at, sign.start - at);
        from = sign.end;
      }
      kept += words.slice(from - at);
      at += words.length;
      return kept === '' ? [] : [articleSchema.text(kept, run.marks)];
    });
    at += 1;
    return node.type.create(node.attrs, letters);
  };
  return clear(content);
}
