const digits = /\d(?:\D{0,3}\d){6}/;
const almostPostcode = /[a-z]\d[a-z\d]?\s?\d[a-z]{2}\b/i;
/** A word with a capital: only the list of names knows whether it is one. */
const capital = /\p{Lu}\p{Ll}{2}/u;

/** Whether a text could name somebody at all. What looks closer is fetched only then. */
export const isWorthALook = (text: string) =>
  digits.test(text) || text.includes('@') || almostPostcode.test(text) || capital.test(text);
