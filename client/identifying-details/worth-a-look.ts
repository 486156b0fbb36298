const digits = /\d(?:\D{0,3}\d){6}/;
const almostPostcode = /[a-z]\d[a-z\d]?\s?\d[a-z]{2}\b/i;
/** A capitalised word, which could be a name. */
const capital = /\p{Lu}\p{Ll}{2}/u;

/** A cheap test for text that could contain identifying details; only then is the detector fetched. */
export const isWorthALook = (text: string) =>
  digits.test(text) || text.includes('@') || almostPostcode.test(text) || capital.test(text);
