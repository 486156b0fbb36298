/** A letter that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N’Ko, Adlam and their kin. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Somebody's words for a sentence of ours. Words written from right to left are isolated, so that they do not turn what stands around them. */
export const isolated = (words: string): string => (rightToLeft.test(words) ? `\u2068${words}\u2069` : words);

/** The words as they were typed, for a field in which they are changed. */
export const asTyped = (words: string): string => words.replace(/[\u2068\u2069]/g, '');

/** A row whose name may stand in any sentence. */
export const withIsolatedName = <T extends { firstName: string }>(row: T): T => ({
  ...row,
  firstName: isolated(row.firstName),
});
