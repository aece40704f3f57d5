/** A seal with a tick: signed off. Open: not yet. */
export function SealIcon({ open = false }: { readonly open?: boolean }) {
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
      <circle cx="10" cy="10" r="7.500" strokeDasharray={open ? '3 2.890' : undefined} />
      {open ? null : <path d="m6.500 10.300 2.500 2.500 4.500-5" />}
    </svg>
  );
}
