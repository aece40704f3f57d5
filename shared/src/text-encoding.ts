/** The encodings that a text file may be in: those of today, and those that Arabic and its neighbours were written in. */
export const TEXT_ENCODINGS = ['utf-8', 'windows-1256', 'iso-8859-6', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** The encoding that a text means by `label` (`cp1256`, `latin1`); null for one that is not among them. */
export function encodingOf(label: string): TextEncoding | null {
  const name = label.trim().toLowerCase();
  return TEXT_ENCODINGS.find((encoding) => encoding === name) ?? LABELS[name] ?? null;
}

const LABELS: Readonly<Record<string, TextEncoding>> = {
  utf8: 'utf-8',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'utf-16': 'utf-16le',
  unicode: 'utf-16le',
  cp1256: 'windows-1256',
  'x-cp1256': 'windows-1256',
  windows1256: 'windows-1256',
  arabic: 'iso-8859-6',
  'asmo-708': 'iso-8859-6',
  'ecma-114': 'iso-8859-6',
  iso8859_6: 'iso-8859-6',
  'iso8859-6': 'iso-8859-6',
  'iso-8859-6-i': 'iso-8859-6',
  'iso-8859-6-e': 'iso-8859-6',
  cp1252: 'windows-1252',
  'x-cp1252': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
};
