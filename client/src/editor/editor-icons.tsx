import type { JSX, ReactNode } from 'react';
import type { TextCommand } from './text-commands.ts';

function Sign({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The signs of the toolbar's buttons. */
export const TOOL_SIGNS: Readonly<Record<TextCommand, JSX.Element>> = {
  strong: (
    <Sign>
      <path d="M6 4h5a3 3 0 0 1 0 6H6zM6 10h5.800a3.100 3.100 0 0 1 0 6.200H6z" strokeWidth="2" />
    </Sign>
  ),
  em: (
    <Sign>
      <path d="M9 4h5M6 16h5M12 4 8 16" />
    </Sign>
  ),
  'heading-2': (
    <Sign>
      <path d="M4 4.500v11M12 4.500v11M4 10h8M15.500 9.500l1.500-1v7" />
    </Sign>
  ),
  'heading-3': (
    <Sign>
      <path d="M5 7v8M11 7v8M5 11h6" />
    </Sign>
  ),
  quote: (
    <Sign>
      <path d="M4 4v12M8 6h8M8 10h8M8 14h5" />
    </Sign>
  ),
  'bullet-list': (
    <Sign>
      <path d="M8 5.500h8M8 10h8M8 14.500h8" />
      <path d="M4.200 5.500h.01M4.200 10h.01M4.200 14.500h.01" strokeWidth="2.400" />
    </Sign>
  ),
  'ordered-list': (
    <Sign>
      <path d="M9 5.500h7M9 10h7M9 14.500h7M3.800 4.400 5 3.800v4M3.700 12.300c.9-.9 2.200-.2 1.700.8L3.700 15.500h2" />
    </Sign>
  ),
  direction: (
    <Sign>
      <path d="M3.500 6.500h12M12.500 3.500l3 3-3 3M16.500 13.500h-12M7.500 10.500l-3 3 3 3" />
    </Sign>
  ),
};
