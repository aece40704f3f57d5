import type { ReactNode } from 'react';
import styles from './icons.module.css';

/** Signs of 18 px, drawn on a field of 20 with a line of 1.6, in the colour of the text around. */
function Icon({ children, turns = false }: { readonly children: ReactNode; readonly turns?: boolean }) {
  return (
    <svg
      className={turns ? styles.turns : undefined}
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

export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m4 10.5 4 4 8-9" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
/** Back to where one came from: against the reading direction. */
export const BackIcon = () => (
  <Icon turns>
    <path d="M16 10H4.500M9 5l-5 5 5 5" />
  </Icon>
);
/** On, in the reading direction. */
export const ForwardIcon = () => (
  <Icon turns>
    <path d="m8 5 5 5-5 5" />
  </Icon>
);
export const UndoIcon = () => (
  <Icon turns>
    <path d="M4 8h8.500a3.5 3.5 0 0 1 0 7H8M7.5 4.5 4 8l3.5 3.5" />
  </Icon>
);
export const RedoIcon = () => (
  <Icon turns>
    <path d="M16 8H7.500a3.5 3.5 0 0 0 0 7H12M12.5 4.5 16 8l-3.5 3.5" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="10" cy="7" r="3.2" />
    <path d="M3.8 16.500c.8-3 3.2-4.5 6.2-4.500s5.4 1.5 6.2 4.5" />
  </Icon>
);
export const PeopleIcon = () => (
  <Icon>
    <circle cx="7.5" cy="7" r="2.8" />
    <path d="M2.3 16c.6-2.8 2.6-4.2 5.2-4.200s4.6 1.4 5.2 4.200M13 4.400a2.8 2.8 0 0 1 0 5.200M15 12.200c1.5.6 2.4 1.9 2.8 3.8" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.8" />
    <path d="M13 4.500A1.8 1.8 0 0 0 11.2 3.500H5.300a1.8 1.8 0 0 0-1.8 1.800v5.900A1.8 1.8 0 0 0 4.5 13" />
  </Icon>
);
/** Into something: the way back of `ExportIcon`. */
export const ImportIcon = () => (
  <Icon>
    <path d="M10 3v9M6.500 8.500 10 12l3.500-3.500M4 13v3h12v-3" />
  </Icon>
);
export const ExportIcon = () => (
  <Icon>
    <path d="M10 3v9M6.5 6 10 2.8 13.5 6M4 11v4.200A1.8 1.8 0 0 0 5.8 17h8.400a1.8 1.8 0 0 0 1.8-1.800V11" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M11.5 2.800H6.300a1.8 1.8 0 0 0-1.8 1.800v10.800a1.8 1.8 0 0 0 1.8 1.800h7.400a1.8 1.8 0 0 0 1.8-1.800V6.800zM11.5 2.800v4h4M7.5 10.500h5M7.5 13.500h5" />
  </Icon>
);
/** A triangle would be a verdict's tone: a plain ring with a stroke says "look here". */
export const NoticeIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M10 6.200v4.600M10 13.600v.01" />
  </Icon>
);
export const BellIcon = () => (
  <Icon>
    <path d="M3.800 14.500c1.300-1.200 1.700-2.700 1.700-5.800a4.500 4.500 0 0 1 9 0c0 3.100.4 4.600 1.700 5.800zM8.300 17.200a1.900 1.900 0 0 0 3.400 0M10 4.200V2.600" />
  </Icon>
);
export const FilterIcon = () => (
  <Icon>
    <path d="M3.5 5.500h13M6 10h8M8.5 14.500h3" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.4" />
  </Icon>
);
export const TrashIcon = () => (
  <Icon>
    <path d="M3.5 5.500h13M8 5.500V3.500h4v2M5.5 5.500l.7 10a1.5 1.5 0 0 0 1.5 1.400h4.600a1.5 1.5 0 0 0 1.5-1.400l.7-10M8.5 8.800v4.700M11.5 8.800v4.7" />
  </Icon>
);
export const PencilIcon = () => (
  <Icon>
    <path d="M4 16l.8-3.400L13.300 4.100a1.600 1.600 0 0 1 2.300 0l.3.3a1.600 1.600 0 0 1 0 2.300L7.400 15.200zM11.800 5.600l2.600 2.600" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <rect x="4.500" y="9" width="11" height="7.500" rx="1.800" />
    <path d="M7 9V6.500a3 3 0 0 1 6 0V9" />
  </Icon>
);
export const LinkIcon = () => (
  <Icon>
    <path d="M8.5 11.500a3 3 0 0 0 4.3 0l2.8-2.800a3 3 0 0 0-4.3-4.300l-1 1M11.5 8.500a3 3 0 0 0-4.3 0l-2.8 2.800a3 3 0 0 0 4.3 4.300l1-1" />
  </Icon>
);
export const DevicesIcon = () => (
  <Icon>
    <path d="M2.5 5.5h11v7h-11zM1.5 15h8M15 8h3.5v8H15z" />
  </Icon>
);
export const CloudIcon = () => (
  <Icon>
    <path d="M6 15.500a3.5 3.5 0 0 1-.4-7A4.7 4.7 0 0 1 14.7 8a3.8 3.8 0 0 1-.5 7.500z" />
  </Icon>
);
export const CloudOffIcon = () => (
  <Icon>
    <path d="M6 15.500a3.5 3.5 0 0 1-.4-7M8 5.300A4.7 4.7 0 0 1 14.7 8a3.8 3.8 0 0 1 2 6M6 15.500h7M3.5 3.500l13 13" />
  </Icon>
);
/** A clock whose hands go back. */
export const HistoryIcon = () => (
  <Icon>
    <path d="M3.300 8.200a7 7 0 1 1-.2 3.300M3 4.500v3.800h3.800M10 6.300V10l2.600 1.700" />
  </Icon>
);
export const DownIcon = () => (
  <Icon>
    <path d="m6 8 4 4 4-4" />
  </Icon>
);
export const CommentIcon = () => (
  <Icon>
    <path d="M4 4.500h12v9H9.500L6 16.500v-3H4z" />
  </Icon>
);
/** More is to be known of it. */
export const InfoIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.500v4M10 6.500v.100" />
  </Icon>
);
