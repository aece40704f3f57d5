import { articleSchema } from '@sanad/shared/article';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';

/** What is never a part of an article, with everything in it. */
const FOREIGN = 'script, style, template, noscript, iframe, object, embed, img, picture, video, audio, svg, form, head';

/**
 * Pasted HTML made ready for the schema. It is parsed by the browser's inert parser: nothing in it runs or is fetched.
 * Styles and handlers are renamed before even that, since the page's security policy reads them in any document made
 * here; what the styles say of weight and slant becomes elements.
 */
function cleanHtml(html: string): string {
  const quiet = html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/([\s/"'])(style|on[a-z]+)\s*=/gi, (_, before: string, name: string) =>
      name.toLowerCase() === 'style' ? `${before} data-style=` : `${before} data-off=`,
    ),
  );
  const page = new DOMParser().parseFromString(quiet, 'text/html');
  for (const foreign of page.body.querySelectorAll(FOREIGN)) foreign.remove();
  for (const styled of page.body.querySelectorAll('[data-style]')) styleToElement(styled);
  for (const lineBreak of page.body.querySelectorAll('br')) breakToBlock(lineBreak);
  return page.body.innerHTML;
}

function styleToElement(element: Element): void {
  const style = element.getAttribute('data-style') ?? '';
  element.removeAttribute('data-style');
  const weight = /font-weight\s*:\s*([a-z0-9]+)/i.exec(style)?.[1] ?? '';
  if (element.matches('b, strong')) {
    // Word processors wrap everything they put on the clipboard in a bold element that says it is not.
    if (/^(normal|[1-4]\d\d)$/.test(weight)) element.replaceWith(...element.childNodes);
    return;
  }
  if (/^(bold(er)?|[6-9]\d\d)$/.test(weight) && !element.matches('h1, h2, h3, h4, h5, h6'))
    wrapContent(element, 'strong');
  if (/font-style\s*:\s*italic/i.test(style)) wrapContent(element, 'em');
}

function wrapContent(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** A line break splits its block: the article has no line breaks within one. */
function breakToBlock(lineBreak: Element): void {
  const page = lineBreak.ownerDocument;
  const block = lineBreak.closest('p, h1, h2, h3, h4, h5, h6, li, div');
  if (!block) {
    lineBreak.replaceWith(page.createElement('p'));
    return;
  }
  // Everything behind the break moves to a block of the same kind behind this one.
  const rest = page.createRange();
  rest.setStartAfter(lineBreak);
  rest.setEnd(block, block.childNodes.length);
  const behind = block.cloneNode(false) as Element;
  behind.append(rest.extractContents());
  block.after(behind);
  lineBreak.remove();
}

/** Pasted content without the directions that other programs write on everything: a block's letters decide. */
function withoutDirections(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) nodes.push(node);
    else {
      const attributes = 'dir' in node.attrs ? { ...node.attrs, dir: null } : node.attrs;
      nodes.push(node.type.create(attributes, withoutDirections(node.content), node.marks));
    }
  });
  return Fragment.from(nodes);
}

/** Cleans what is pasted; plain text becomes a paragraph per line. */
export function pastePlugin(): Plugin {
  const { paragraph } = articleSchema.nodes;
  return new Plugin({
    props: {
      transformPastedHTML: cleanHtml,
      transformPasted: (slice) => new Slice(withoutDirections(slice.content), slice.openStart, slice.openEnd),
      clipboardTextParser(text, $context) {
        const lines = text.split(/\r\n?|\n/).filter((line, _, all) => all.length === 1 || line.trim() !== '');
        const marks = $context.marks();
        const blocks = lines.map((line) => paragraph?.create(null, line ? articleSchema.text(line, marks) : null));
        return Slice.maxOpen(Fragment.from(blocks.filter((block) => block !== undefined)));
      },
    },
  });
}
