/** The one range that everything is measured with: a browser keeps every range right at each change of the page until it is collected. */
let range: Range | null = null;

/** A range from one place of the page to another, for measuring: the same object each time. */
export function rangeBetween(start: Node, startOffset: number, end: Node, endOffset: number): Range {
  range ??= document.createRange();
  range.setStart(start, startOffset);
  range.setEnd(end, endOffset);
  return range;
}

/** Lets go of the text: a change of it must not have to move the range. */
export function doneMeasuring(): void {
  range?.setEnd(document, 0);
}
