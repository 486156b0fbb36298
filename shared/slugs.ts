/** The slugs of a list of words, for a picklist. */
export const slugsOf = <Words extends Record<string, string>>(words: Words) =>
  Object.keys(words) as [keyof Words & string, ...(keyof Words & string)[]];
