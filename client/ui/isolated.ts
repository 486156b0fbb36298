/** A letter that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N’Ko, Adlam and their kin. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Text by a person, for use within a sentence. Right-to-left text is wrapped in isolates, so that it does not reorder the sentence. */
export const isolated = (words: string): string => (rightToLeft.test(words) ? `\u2068${words}\u2069` : words);

/** The text without isolates, for an edit field. */
export const asTyped = (words: string): string => words.replace(/[\u2068\u2069]/g, '');

/** The row with its name isolated, for use in any sentence. */
export const withIsolatedName = <T extends { firstName: string }>(row: T): T => ({
  ...row,
  firstName: isolated(row.firstName),
});
