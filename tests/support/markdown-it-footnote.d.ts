declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';
  /** Reads `[^1]` and its note. */
  export default function footnotes(reader: InstanceType<typeof MarkdownIt>): void;
}
