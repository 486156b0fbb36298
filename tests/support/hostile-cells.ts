/** What a spreadsheet would take for a formula if it were not kept from it. */
const formulas = [
  '=1+1',
  '=HYPERLINK("https://example.org","open")',
  '+44 1632 960000',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
];
const letters = ['Ärger über Zoë, “süß”; Łódź 👵', 'two\nlines, "quoted" <b>&amp;</b>'];

/** A row of a file of figures, its only heading, and the cells as they stand in CSV. */
export const hostileRow = [...formulas, ...letters];
export const hostileTop = ['Wörter'];
export const hostileInCsv = [...formulas.map((cell) => `'${cell}`), ...letters];
