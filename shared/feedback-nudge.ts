/** Words that are written with a capital letter and name nobody. */
const noNames =
  /^(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|Samaritans|English|Welsh|British|NHS|I)$/;
const numbers = /\d[\d\s().-]{5,}\d/;
const address = /\S@\S/;
const postcode = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i;
/** A word with a capital letter within a sentence. */
const capital = /(?<=[\p{Ll},;:]\s)\p{Lu}[\p{Ll}’'-]+/gu;

/** What in these words might say who somebody is; empty for nothing. It asks once, and never stands in the way. */
export function mightName(words: string): string[] {
  const names = [...words.matchAll(capital)].map(([name]) => name).filter((name) => !noNames.test(name));
  return [
    ...(names.length > 0 ? [`a name (${[...new Set(names)].slice(0, 3).join(', ')})`] : []),
    ...(numbers.test(words) ? ['a number'] : []),
    ...(address.test(words) ? ['an e-mail address'] : []),
    ...(postcode.test(words) ? ['a postcode'] : []),
  ];
}
