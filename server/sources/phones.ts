import { isPhoneNumber, type ServicePhone } from '#shared/directory';
import { isObject } from './json.ts';
import { plainText } from './plain-text.ts';

/** Numbers of the United Kingdom within a sentence. */
const inProse = /(?:\+44|\(?0)[\d() -]{7,14}\d(?!\d)/g;
const longestNumber = 30;
const longestDescription = 80;

/** The digits of a number as they are dialled within the country, by which two ways to write it are the same. */
export const dialled = (number: string): string =>
  number.replace(/\D/g, '').replace(/^(00)?44(0)?(?=\d{9,10}$)/, '0');

/** The numbers of one entry. A sentence is searched for numbers, and says what they are for; `unread` if it has none. */
function numbersIn(entry: unknown): { phones: ServicePhone[]; unread: string } {
  const { number: given, description: said, extension } = isObject(entry) ? entry : { number: entry };
  const text = plainText(typeof given === 'number' ? String(given) : given, 200).replace(
    /[.\u2010-\u2015]/g,
    (mark) => (mark === '.' ? ' ' : '-'),
  );
  const beyond = typeof extension === 'number' ? `extension ${extension}` : '';
  const description = plainText([said, beyond].filter(Boolean).join(', '), longestDescription);
  if (text.length <= longestNumber && isPhoneNumber(text))
    return { phones: [{ number: text, description }], unread: '' };
  const found = [...text.matchAll(inProse)].map(([number]) => number.trim());
  const rest = plainText(text.replace(inProse, ' ').replace(/\s+/g, ' '), longestDescription);
  const phones = found.map((number) => ({ number, description: description || rest }));
  return { phones, unread: found.length === 0 ? text : '' };
}

/** The numbers of these lists in their order. What a later list repeats is left out. `unread`: sentences without a number. */
export function phonesIn(...lists: unknown[][]): { phones: ServicePhone[]; unread: string[] } {
  const phones: ServicePhone[] = [];
  const unread: string[] = [];
  for (const list of lists) {
    const before = new Set(phones.map(({ number }) => dialled(number)));
    for (const found of list.map(numbersIn)) {
      phones.push(...found.phones.filter(({ number }) => !before.has(dialled(number))));
      if (found.unread) unread.push(found.unread);
    }
  }
  return { phones, unread: [...new Set(unread)] };
}
