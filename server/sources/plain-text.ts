const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
  pound: '£',
};
const tags =
  'a|abbr|b|big|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul';
const breaking = /<(br|hr|\/?(p|div|li|ul|ol|tr|h[1-6]|blockquote))\b[^>]*>/gi;
const tag = new RegExp(`</?(${tags})\\b[^>]*>`, 'gi');

/** The text of a field that may hold HTML, without its tags, and cut after a word where it is too long. Its lines stay lines. */
export function plainLines(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  const text = value
    .slice(0, most * 20)
    .replace(/<!--[^]*?(-->|$)|<(script|style)\b[^]*?(<\/\2\s*>|$)/gi, ' ')
    .replace(breaking, '\n')
    .replace(tag, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, decoded)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|[\p{Surrogate}\u200B\u2028\u2029\uFEFF]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cut(text, most);
}

/** The same on one line. */
export const plainText = (value: unknown, most: number): string =>
  cut(plainLines(value, most * 2).replace(/\n+/g, ' '), most);

function decoded(whole: string, name: string): string {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (name.startsWith('#')) return code > 31 && code < 0x11_0000 ? String.fromCodePoint(code) : ' ';
  return named[name.toLowerCase()] ?? whole;
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const fits = text.slice(0, most - 1).replace(/\p{Surrogate}$/u, '');
  const word = fits.lastIndexOf(' ');
  return `${fits.slice(0, word > most / 2 ? word : undefined).trimEnd()}…`;
}
