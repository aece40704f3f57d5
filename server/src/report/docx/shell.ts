import type { Report } from '@sanad/shared/report';
import { AlignmentType, Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { ReportWords } from '../words.ts';
import { stretchesOf } from './reading-order.ts';
import { stylesFor } from './styles.ts';
import type { DocxWords } from './words.ts';
import { shownInXml } from './xml.ts';

/**
 * The package without its article: styles, settings, theme, page, header and footer. The header says on every page what the
 * document is, and that it is confidential where it is. Bytes of a zip whose dates and properties are still of now.
 */
export async function shellOf(report: Report, words: ReportWords, own: DocxWords): Promise<Uint8Array> {
  const { article, counts } = report;
  const title = article.title || words.untitled;
  const rightToLeft = words.direction === 'rtl';
  const line = (children: TextRun[], alignment?: 'center') =>
    new Paragraph({
      style: 'SanadReportSmall',
      bidirectional: rightToLeft,
      ...(alignment ? { alignment: AlignmentType.CENTER } : {}),
      children,
    });
  const headline = `${words.brand} · ${words.report} · ${title}`;
  const banner = counts.confidential === undefined ? [] : [line(textRuns(own.confidentialBanner, words, true))];
  const document = new Document({
    styles: stylesFor(article.language),
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1304, bottom: 1304, left: 1247, right: 1247, header: 567, footer: 567 },
          },
        },
        headers: { default: new Header({ children: [...banner, line(textRuns(headline, words, false))] }) },
        footers: {
          default: new Footer({
            children: [
              line(
                [
                  new TextRun({
                    rightToLeft,
                    children: [`${own.page} `, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                  }),
                ],
                'center',
              ),
            ],
          }),
        },
        children: [],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function textRuns(text: string, words: ReportWords, bold: boolean): TextRun[] {
  const shown = shownInXml(text.replace(/\s+/g, ' '));
  let from = 0;
  return stretchesOf(shown, words.direction).map(({ end, rightToLeft }) => {
    const part = shown.slice(from, end);
    from = end;
    return new TextRun({ text: part, rightToLeft, bold });
  });
}
