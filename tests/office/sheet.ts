import { unescaped } from '../support/spreadsheet.ts';

const inside = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}\\b(?:[^>]*[^/])?>(.*?)</${element}>`, 'gs'))].map(
    ([, text]) => text!,
  );

/** The cells of the first sheet of a flat OpenDocument spreadsheet, without empty ones, and how many of them are formulas. */
export function sheetOf(xml: string): { rows: string[][]; formulas: number } {
  const [sheet = ''] = inside(xml, 'table:table');
  const rows = inside(sheet, 'table:table-row')
    .map((row) => inside(row, 'table:table-cell').map(textOf))
    .filter((row) => row.length > 0);
  return { rows, formulas: sheet.match(/table:formula=/g)?.length ?? 0 };
}

/** A cell holds a paragraph for each line; a tab, and spaces beside others, are elements. */
const textOf = (cell: string) =>
  inside(cell, 'text:p')
    .map((line) =>
      unescaped(
        line
          .replace(/<text:tab\/>/g, '\t')
          .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_all, count?: string) =>
            ' '.repeat(Number(count ?? 1)),
          )
          .replace(/<[^>]+>/g, ''),
      ),
    )
    .join('\n');
