import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties, which carry values that only the program knows into a style sheet. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
