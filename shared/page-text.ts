import { longest } from './limits.ts';

/** Characters that a page of the manual has room for. */
export const longestPage = longest.note;
/** Links that a page has room for: more of them are no help in the middle of a call. */
const mostLinks = 30;

/** Whether a link of a page may be followed: a telephone number, or an address that is encrypted on its way. */
export const isSafeLink = (href: string): boolean =>
  /^(tel:\+?[\d ().-]{2,20}|https:\/\/[^\s]+)$/i.test(href);

/** `[words](target)`, `[words](<target>)` and `<scheme:target>`. */
const linkTarget = /\]\(\s*<?([^)\s>]*)|<([a-z][a-z0-9+.-]*:[^>\s]*)>/gi;

/** Where the links of a text lead, in their order, as they are written. */
export const linksIn = (body: string): string[] =>
  [...body.matchAll(linkTarget)].map(([, inBrackets, bare]) => inBrackets ?? bare ?? '');

/** Why a text cannot be kept as a page, as a sentence that says what to do; null if it can. */
export function wrongInPage(body: string): string | null {
  const links = linksIn(body);
  if (links.length > mostLinks)
    return `A page has room for ${mostLinks} links, and this has ${links.length}. Take some out. Your words are still here.`;
  const unsafe = links.find((href) => !isSafeLink(href));
  if (unsafe !== undefined)
    return `A link can begin with tel: or https:, and nothing else. This one does not: ${unsafe.slice(0, 60) || '(nothing)'}`;
  return null;
}

/** What a page shows as plain text although it was meant otherwise, as a sentence for whoever writes it; null if nothing. */
export function shownPlain(body: string): string | null {
  if (/^ *\|.*\|/m.test(body))
    return 'A table is shown as plain text here. A list is easier to read on a phone.';
  if (/<\/?[a-z][^>]*>/i.test(body) && !/^<(https|tel):/i.test(/<[^>]*>/.exec(body)![0]))
    return 'HTML is shown as plain text here.';
  return /!\[/.test(body) ? 'Pictures are not shown here, only their words.' : null;
}

const withoutNumbers = (body: string) => body.replace(/\+?\d[\d ().-]*/g, '0');

/** Whether two texts differ in their numbers and in nothing else, so that one person alone may put them right. */
export const onlyNumbersDiffer = (before: string, after: string): boolean =>
  before !== after && withoutNumbers(before) === withoutNumbers(after);
