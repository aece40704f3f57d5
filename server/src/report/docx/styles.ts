import { directionOfLanguage } from '@sanad/shared/direction';
import type { IStylesOptions } from 'docx';
import { ACCENT, INK, SOFT } from './look.ts';

// Letters that come with Word and with Office for the Mac, and that LibreOffice has something of the same widths for.
const LATIN = 'Georgia';
const ARABIC = 'Times New Roman';

/** Sizes in half points: of Latin letters, and of Arabic ones, which look smaller at the same size. */
const sized = (latin: number) => ({ size: latin, sizeComplexScript: Math.round(latin * 1.15) });

const HEADINGS = [2, 3, 4].map((level, i) => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  basedOn: 'Normal',
  next: 'Normal',
  quickFormat: true,
  run: { bold: true, color: INK, ...sized([30, 27, 24][i] as number) },
  paragraph: { keepNext: true, spacing: { before: 280, after: 100 }, outlineLevel: level - 1 },
}));

const CONTINUED = ['ListContinue', 'ListContinue2', 'ListContinue3'].map((id, i) => ({
  id,
  name: i === 0 ? 'List Continue' : `List Continue ${i + 1}`,
  basedOn: 'Normal',
  paragraph: { spacing: { after: 80 } },
}));

/**
 * The paragraphs that are the report's own, by the end of their id. LibreOffice makes ids of names anew when it saves: so
 * they are called by their ids.
 */
const OWN = [
  { id: '', run: sized(22), paragraph: { spacing: { after: 80 } } },
  { id: 'Brand', run: { color: SOFT, ...sized(22) }, paragraph: { spacing: { after: 240 } } },
  { id: 'Title', run: { bold: true, ...sized(36) }, paragraph: { spacing: { after: 240 } } },
  {
    id: 'Heading',
    run: { bold: true, color: SOFT, ...sized(24) },
    paragraph: { keepNext: true, spacing: { before: 320, after: 120 } },
  },
  { id: 'Small', run: sized(19), paragraph: { spacing: { after: 20 } } },
  {
    id: 'Warning',
    run: { bold: true, ...sized(24) },
    paragraph: {
      spacing: { after: 200 },
      border: Object.fromEntries(
        (['top', 'left', 'bottom', 'right'] as const).map((side) => [
          side,
          { style: 'single', size: 16, space: 6, color: INK },
        ]),
      ),
    },
  },
  { id: 'Head', run: sized(18), paragraph: { keepNext: true, spacing: { after: 20 } } },
  { id: 'Gap', run: { size: 8, sizeComplexScript: 8 }, paragraph: { spacing: { after: 0 } } },
] as const;

/** The styles of a document whose article is in `language`. */
export function stylesFor(language: string): IStylesOptions {
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(language);
  const rightToLeft = directionOfLanguage(language) === 'rtl';
  const complex = isTag && rightToLeft ? language : 'ar-SA';
  const latin = isTag && !rightToLeft ? language : 'en-GB';
  return {
    default: {
      document: {
        run: {
          font: { ascii: LATIN, hAnsi: LATIN, eastAsia: LATIN, cs: ARABIC },
          color: INK,
          ...sized(24),
          language: { value: latin, eastAsia: 'en-US', bidirectional: complex },
        },
        paragraph: { spacing: { after: 160, line: 320, lineRule: 'auto' } },
      },
      title: { run: { bold: true, ...sized(40) }, paragraph: { spacing: { after: 280 } } },
      hyperlink: { run: { color: ACCENT, underline: { type: 'single', color: ACCENT } } },
    },
    paragraphStyles: [
      ...HEADINGS,
      ...CONTINUED,
      {
        id: 'Quote',
        name: 'Quote',
        basedOn: 'Normal',
        quickFormat: true,
        run: { color: SOFT },
        paragraph: { indent: { left: 567, right: 567 } },
      },
      {
        id: 'CommentText',
        name: 'annotation text',
        basedOn: 'Normal',
        run: sized(20),
        paragraph: { spacing: { after: 0, line: 240 } },
      },
      ...OWN.map(({ id, run, paragraph }) => ({
        id: `SanadReport${id}`,
        name: `SanadReport${id}`,
        basedOn: id === '' ? 'Normal' : 'SanadReport',
        run,
        paragraph,
      })),
    ],
    characterStyles: [{ id: 'CommentReference', run: { size: 16, sizeComplexScript: 16 } }],
  };
}
