import { createRoot, type Root } from 'react-dom/client';

/** What a key sets off. */
const TYPING: ReadonlySet<string> = new Set(['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput']);
const texts = new WeakSet<EventTarget>();

/** Says that what is typed in `element` is its own affair: no component around it hears of it. */
export function keepTyping(element: HTMLElement): void {
  texts.add(element);
}

/**
 * A root for the whole page. React listens on it to every kind of event, on its way down and up again, and finds out each
 * time that no component waits for it: a dozen times a letter. What is typed in a text of its own is kept from it.
 */
export function createPageRoot(container: HTMLElement): Root {
  keepFromListeners(container);
  // What React draws elsewhere on the page, as menus and dialogs, it listens to there.
  keepFromListeners(document.body);
  return createRoot(container);
}

function keepFromListeners(element: HTMLElement): void {
  const listen = element.addEventListener.bind(element);
  element.addEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: unknown) => {
    const isOfTyping = TYPING.has(type) && typeof listener === 'function';
    const heard = isOfTyping ? (event: Event) => isElsewhere(event) && listener.call(element, event) : listener;
    listen(type, heard, options as AddEventListenerOptions);
  };
}

const isElsewhere = ({ target }: Event): boolean => target === null || !texts.has(target);
