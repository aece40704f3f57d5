import type { Attributes } from '@sanad/shared/rich-element';
import { Tokenizer } from 'htmlparser2';

/** What is told of an HTML text, in its order, as it is written: elements need not be nested well, nor closed. */
export interface HtmlListener {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(words: string): void;
}

/** The most letters that the name of an element or attribute has; longer ones are none. */
const NAME = 100;
/** The most attributes that are read of an element. */
const ATTRIBUTES = 200;

const NO_ATTRIBUTES: Attributes = new Map();

/**
 * Tells what an HTML text holds. It is read once, sign by sign, and no tree is made of it, so that neither depth nor
 * length costs more than there is to read. Comments, declarations and conditional parts are passed over; the words in
 * scripts and styles are told as text inside their elements.
 */
export function readHtml(html: string, listener: HtmlListener): void {
  let name = '';
  let attributes: Map<string, string> | null = null;
  let attribute = '';
  let value: string[] = [];
  const opened = () => {
    listener.open(name, attributes ?? NO_ATTRIBUTES);
    attributes = null;
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        name = html.slice(start, Math.min(end, start + NAME)).toLowerCase();
      },
      onattribname(start, end) {
        attribute = html.slice(start, Math.min(end, start + NAME)).toLowerCase();
        value = [];
      },
      onattribdata(start, end) {
        value.push(html.slice(start, end));
      },
      onattribentity(codePoint) {
        value.push(String.fromCodePoint(codePoint));
      },
      onattribend() {
        attributes ??= new Map();
        // Of an attribute that is written twice the first counts.
        if (attributes.size < ATTRIBUTES && !attributes.has(attribute)) attributes.set(attribute, value.join(''));
        value = [];
      },
      onopentagend: opened,
      onselfclosingtag() {
        opened();
        // Ordinary elements go on whatever their slash says; those of drawings and of word processors end.
        if (name === 'svg' || name === 'xml' || name.includes(':')) listener.close(name);
      },
      onclosetag(start, end) {
        listener.close(
          html
            .slice(start, Math.min(end, start + NAME))
            .trim()
            .toLowerCase(),
        );
      },
      ontext(start, end) {
        listener.text(html.slice(start, end));
      },
      ontextentity(codePoint) {
        listener.text(String.fromCodePoint(codePoint));
      },
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
