/** How many blocks are laid out with the first paint, and with each frame after it. */
const FIRST = 30;
const STEP = 30;

/**
 * Lets a long text be read before all of it has been laid out: blocks behind the first few are left to the browser until
 * they come near the window, and are laid out in earnest a few with each frame. When it is over nothing of it is left.
 */
export class GradualLayout {
  #sheet: CSSStyleSheet | null = null;
  readonly #root: HTMLElement;
  readonly #selector: string;
  #done = FIRST;
  #frame = 0;

  /** `root` holds the blocks as its children, and `selector` finds it. */
  constructor(root: HTMLElement, selector: string) {
    this.#root = root;
    this.#selector = selector;
    if (root.children.length <= FIRST) return;
    this.#sheet = new CSSStyleSheet();
    this.#leave();
    document.adoptedStyleSheets.push(this.#sheet);
    // What is asked for in the frame of the first paint runs before it.
    this.#frame = requestAnimationFrame(() => this.#next());
    window.addEventListener('beforeprint', this.#finish);
  }

  #next(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#done += STEP;
      if (this.#done >= this.#root.children.length) {
        this.#finish();
        return;
      }
      this.#leave();
      this.#next();
    });
  }

  #leave(): void {
    this.#sheet?.replaceSync(
      `${this.#selector} > :nth-child(n + ${this.#done + 1}) { content-visibility: auto; contain-intrinsic-block-size: auto 12em; }`,
    );
  }

  #finish = (): void => {
    cancelAnimationFrame(this.#frame);
    window.removeEventListener('beforeprint', this.#finish);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  };

  /** Lays everything out. */
  destroy(): void {
    this.#finish();
  }
}
